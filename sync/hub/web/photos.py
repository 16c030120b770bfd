"""Answering with a photo, whole or small."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from fastapi import Request, Response

from sync.hub.lane import beside
from sync.hub.web.pages import HEADERS
from sync.hub.web.thumbnails import Thumbnails, media_type

Size = Literal["full", "small"]


async def photo_answer(request: Request, sha256: str, size: Size, read: Callable[[], bytes]) -> Response:
    """The photo that ``read`` gives, or a small copy of it; what is none is only ever downloaded."""
    content = await beside(read)
    if size == "small":
        content = await beside(_small, request, sha256, content)
    kind = media_type(content)
    headers = {**HEADERS, "Cache-Control": "private, max-age=300"}
    if kind == "application/octet-stream":
        headers["Content-Disposition"] = f'attachment; filename="{sha256[:12]}"'
    return Response(content, 200, headers, kind)


def _small(request: Request, sha256: str, content: bytes) -> bytes:
    thumbnails = cast(Thumbnails, request.app.state.thumbnails)
    return thumbnails.get(sha256) or thumbnails.make(sha256, content) or content
