"""The few files that the pages load, all from here."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, Depends, Response

from station.errors import KnownError
from station.places import RESOURCES
from sync.hub.access import Allow, HubRole
from sync.hub.web.pages import FILES, HEADERS
from sync.hub.web.route import PageRoute

router = APIRouter(
    prefix="/web",
    include_in_schema=False,
    route_class=PageRoute,
    dependencies=[Depends(Allow(HubRole.PUBLIC))],
)

_OFFERED = {
    "hub.css": (FILES / "hub.css", "text/css; charset=utf-8"),
    "trace.js": (FILES / "trace.js", "text/javascript; charset=utf-8"),
    "mark.svg": (FILES / "mark.svg", "image/svg+xml"),
    "verify_trace.py": (RESOURCES / "verifier" / "verify_trace.py", "text/x-python; charset=utf-8"),
}
"""Nothing else: no name ever becomes a path."""


@router.get("/{name}")
def file(name: str) -> Response:
    """One of them."""
    if name not in _OFFERED:
        raise KnownError("HUB-021", what="file")
    content, kind = _read(name)
    return Response(content, 200, {**HEADERS, "Cache-Control": "public, max-age=300"}, kind)


@cache
def _read(name: str) -> tuple[bytes, str]:
    path, kind = _OFFERED[name]
    return path.read_bytes(), kind
