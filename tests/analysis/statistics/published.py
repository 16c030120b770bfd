"""Published results that the statistics are held against: numbers of the sources named in each file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


def published(name: str) -> Any:
    """One file of published results."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))
