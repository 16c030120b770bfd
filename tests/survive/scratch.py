"""Where runs work: in memory where the system has a folder for that, so that hundreds of homes are cheap."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

_MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder in it, as in any temporary place

_ANCHORS = "XDG_STATE_HOME"


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with (
        TemporaryDirectory(dir=place, prefix="survive-") as folder,
        patch.dict(os.environ, {_ANCHORS: str(Path(folder) / "anchors")}),
    ):
        yield Path(folder)


def forget_anchors() -> None:
    """As on another machine: nothing outside the home knows the station."""
    shutil.rmtree(os.environ[_ANCHORS], ignore_errors=True)
