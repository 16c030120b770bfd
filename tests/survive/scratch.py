"""Where runs work: in memory where the system has a folder for that, so that hundreds of homes are cheap."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_MEMORY = Path("/dev/shm")  # noqa: S108 - a fresh folder in it, as in any temporary place


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder that is gone afterwards."""
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with TemporaryDirectory(dir=place, prefix="survive-") as folder:
        yield Path(folder)
