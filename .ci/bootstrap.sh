#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")/.."
uv sync --frozen --quiet --all-groups
