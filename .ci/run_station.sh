#!/bin/bash
# Opens the station on the simulated bench in a practice home. Without a display the same whole inspection
# goes through the same windows offscreen, and the paths of what came out are printed.
set -euo pipefail
cd "$(dirname "$0")/.."
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/station run --practice
fi
echo "No display (DISPLAY and WAYLAND_DISPLAY are empty): the inspection runs offscreen."
export QT_QPA_PLATFORM=offscreen
exec .venv/bin/station tour --home practice --out "build/tour"
