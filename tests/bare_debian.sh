#!/bin/bash
# Proves the set-up on a bare Debian 12: a fresh root with git, make, python3 and nothing else, a clone of this
# repository, then make commands in it. Needs root and debootstrap; not part of the gate (it downloads).
#
#   tests/bare_debian.sh ROOT [apt|noapt] [COMMAND …]      default: apt "make test" "make run"
#
# "noapt" removes what would let bootstrap.sh install Debian packages, so that uv must come by download and
# Qt's libraries (installed beforehand here) by an administrator. BARE_MIRROR names another mirror.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
root=${1:?folder for the bare system}
mode=${2:-apt}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- "make test" "make run"
base=$root.base
mirror=${BARE_MIRROR:-http://deb.debian.org/debian}

umount_all() { umount -q "$root/dev/pts" "$root/proc" 2>/dev/null || true; }
trap umount_all EXIT

if [ ! -e "$base/usr/bin/git" ]; then
    debootstrap --variant=minbase --include=git,make,python3,ca-certificates bookworm "$base" "$mirror"
fi
umount_all
rm -rf --one-file-system "$root"
cp -a "$base" "$root"
mount -t proc proc "$root/proc"
mount -t devpts devpts "$root/dev/pts" # tests of serial lines use pseudo-terminals
cp /etc/resolv.conf /etc/hosts "$root/etc/" # the same network as this machine: names, authorities, indexes
cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
[ ! -e /etc/apt/apt.conf.d/proxy.conf ] || cp /etc/apt/apt.conf.d/proxy.conf "$root/etc/apt/apt.conf.d/"
[ ! -e /etc/pip.conf ] || cp /etc/pip.conf "$root/etc/"
[ ! -d /etc/uv ] || cp -r /etc/uv "$root/etc/"
git clone --quiet --no-hardlinks "$top" "$root/station"

enter() {
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} ${UV_INDEX_URL:+UV_INDEX_URL="$UV_INDEX_URL"} \
        chroot "$root" /bin/bash -c "$1"
}

enter '! command -v uv pip pip3 curl wget && ! python3 -m pip --version && ! python3 -m ensurepip --version' \
    >/dev/null 2>&1 || { echo "the root is not bare"; exit 1; }
enter 'python3 --version; git --version; make --version | head -n 1; cat /etc/debian_version'
if [ "$mode" = noapt ]; then
    enter "$(sed -n '/^QT_PACKAGES=(/,/)$/p' "$top/.ci/bootstrap.sh")
        apt-get -qq update && apt-get -qq install --yes --no-install-recommends \"\${QT_PACKAGES[@]}\" >/dev/null 2>&1
        mv /usr/bin/apt-get /usr/bin/apt-get.away"
fi

for command in "$@"; do
    started=$SECONDS
    echo "--- $command"
    enter "cd /station && $command" && result=ok || result="failed ($?)"
    echo "--- $command: $result after $((SECONDS - started)) s"
done
[ "$result" = ok ]
