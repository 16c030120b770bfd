#!/bin/bash
# The gate. Every check runs even when an earlier one failed: one run tells everything.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
PATH="$PWD/.venv/bin:$PATH"
unset PYTHONDONTWRITEBYTECODE # tests start many programs; compiling each time would double the time
failed=()

check() {
    local name=$1
    shift
    printf '== %s\n' "$name"
    "$@" || failed+=("$name")
}

check browser bash .ci/provide_browser.sh
check format ruff format --check --quiet .
check lint ruff check --quiet .
check types mypy
check imports lint-imports --no-cache
check tests python -m pytest -n 2 -m "not soak" --durations=10

if [ ${#failed[@]} -gt 0 ]; then
    printf 'gate: failed: %s\n' "${failed[*]}"
    exit 1
fi
printf 'gate: everything passed\n'
