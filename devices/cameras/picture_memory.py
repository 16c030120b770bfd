"""Memory of whole pictures."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3
"""``M_MMAP_THRESHOLD`` of glibc's ``mallopt``."""
_LARGE_BYTES = 1 << 20


def return_pictures_at_once() -> None:
    """Let memory of 1 MiB or more go back to the system when it is freed.

    glibc stops doing so after the first large block, and full pictures that come and go on several threads
    then leave holes of tens of MB. Does nothing with other C libraries.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE_BYTES)
