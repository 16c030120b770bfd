"""The version of the wire that a station speaks, before anything else is said."""

from __future__ import annotations

from fastapi import Request

from station.errors import KnownError
from sync.wire.version import OLDEST_VERSION, VERSION_HEADER, WIRE_VERSION, is_spoken


def refuse_unspoken(request: Request) -> None:
    """Let only those through who state a version that is understood here.

    Raises:
        KnownError: HUB-020.
    """
    stated = request.headers.get(VERSION_HEADER)
    if not is_spoken(stated):
        raise KnownError("HUB-020", stated=stated or "—", oldest=OLDEST_VERSION, newest=WIRE_VERSION)
