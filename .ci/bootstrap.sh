#!/bin/bash
# Makes a checkout ready: uv, the locked Python packages, the Debian libraries Qt needs. Says what is missing
# when it may not install it. Quick when nothing changed. "bootstrap.sh bench" adds the peers of the benches.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
TOOLS=.tools
QT_PACKAGES=(libglib2.0-0 libegl1 libgl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libpulse0 libcups2
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0)

say() { printf 'bootstrap: %s\n' "$*"; }

fail() {
    printf 'bootstrap: %s\n' "$@" >&2
    exit 1
}

# What decides whether the environment is still the right one.
state() {
    printf '%s %s\n' "${1:-}" "${DISPLAY:+window}${WAYLAND_DISPLAY:+window}"
    sha256sum uv.lock pyproject.toml .ci/bootstrap.sh
}

find_python() {
    local name
    for name in python3 python3.11 python3.12 python3.13 python3.14 python; do
        "$name" -c 'import sys; assert sys.version_info >= (3, 11); print(sys.executable)' 2>/dev/null && return
    done
    fail "Python 3.11 or newer is missing. On Debian 12: apt-get install python3"
}

# The command prefix for the package manager, or failure when we may not use it.
as_root() {
    if ! command -v apt-get >/dev/null; then return 1; fi
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    else
        return 1
    fi
}

install_debian() {
    as_root true || return 1
    say "installing with apt-get: $*"
    as_root apt-get -qq update || say "apt-get update failed; trying with the lists that are there"
    as_root apt-get -qq install --yes --no-install-recommends "$@" >"$TOOLS/apt.log" 2>&1 ||
        { tail -n 5 "$TOOLS/apt.log" >&2; return 1; }
}

# Each way puts uv into $TOOLS or fails. --target and a private environment leave Debian's own Python alone.
uv_by_pip() {
    "$PYTHON" -m pip --version >/dev/null 2>&1 &&
        "$PYTHON" -m pip install --quiet --target "$TOOLS" "uv==$UV_VERSION"
}

uv_by_venv() {
    "$PYTHON" -m venv --clear "$TOOLS/venv" >/dev/null 2>&1 &&
        "$TOOLS/venv/bin/python" -m pip install --quiet --target "$TOOLS" "uv==$UV_VERSION"
}

uv_by_apt() { install_debian python3-venv && uv_by_venv; }

uv_by_download() { "$PYTHON" .ci/fetch_uv.py "$UV_VERSION" "$TOOLS/bin"; }

provide_uv() {
    local way
    if command -v uv >/dev/null && uv --version >/dev/null 2>&1; then
        UV=uv
        return
    fi
    UV=$TOOLS/bin/uv
    if "$UV" --version >/dev/null 2>&1; then return; fi
    for way in pip venv apt download; do
        say "fetching uv $UV_VERSION ($way)"
        if "uv_by_$way" && "$UV" --version >/dev/null 2>&1; then return; fi
    done
    fail "uv could not be had: no pip, no venv, apt-get not allowed or failed, no download from the package index." \
        "Ask for one of: the program uv in PATH; apt-get install python3-pip; a reachable index (PIP_INDEX_URL)."
}

sync_packages() {
    export UV_PYTHON_DOWNLOADS=never UV_PYTHON_PREFERENCE=only-system
    export UV_COMPILE_BYTECODE=1 # the first start should be as quick as the second
    say "installing the locked Python packages"
    "$UV" sync --frozen --quiet --python "$PYTHON" "$@" || sync_from_mirror
}

# uv.lock names the files of PyPI. Behind a mirror the same versions with the same hashes come from there.
sync_from_mirror() {
    local index
    index=$("$PYTHON" .ci/fetch_uv.py --index)
    [ -n "$index" ] || fail "The Python packages could not be fetched and no other index is configured (PIP_INDEX_URL)."
    say "installing them from the configured index instead"
    "$UV" export --frozen --quiet --all-groups --no-emit-project --output-file "$TOOLS/locked.txt" >/dev/null
    "$UV" venv --quiet --allow-existing --python "$PYTHON" .venv
    "$UV" pip install --quiet --default-index "$index" --require-hashes --requirements "$TOOLS/locked.txt"
    "$UV" pip install --quiet --default-index "$index" --no-deps --editable .
}

provide_qt_libraries() {
    local missing
    missing=$(.venv/bin/python .ci/missing_libraries.py)
    [ -z "$missing" ] && return
    if install_debian "${QT_PACKAGES[@]}"; then missing=$(.venv/bin/python .ci/missing_libraries.py); fi
    [ -z "$missing" ] && return
    fail "Qt lacks system libraries:" "$missing" "Ask your administrator for:" \
        "  apt-get install ${QT_PACKAGES[*]}"
}

extra=${1:-}
stamp=.venv/.ready${extra:+-$extra}
if [ -f "$stamp" ] && [ "$(state "$extra")" = "$(cat "$stamp")" ]; then exit 0; fi
mkdir -p "$TOOLS"
PYTHON=$(find_python)
provide_uv
sync_packages ${extra:+--inexact --group "$extra"}
provide_qt_libraries
state "$extra" >"$stamp"
say "ready"
