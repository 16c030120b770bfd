#!/bin/bash
# The hub's pages are tested in Debian's Chromium. Installs it where it is missing and we may, else says so.
set -euo pipefail

[ -x /usr/bin/chromium ] && exit 0
install=(apt-get -qq install --yes --no-install-recommends chromium)
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && install=(sudo -n "${install[@]}")
fi
printf 'gate: installing chromium with apt-get\n'
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update >/dev/null 2>&1 || true
if ! "${install[@]}" >.tools/chromium.log 2>&1; then
    tail -n 5 .tools/chromium.log >&2
    printf 'gate: /usr/bin/chromium is missing; the tests of the hub'"'"'s pages need it: apt-get install chromium\n' >&2
    exit 1
fi
