"""The feed down to the stations."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from sync.hub.access import Allow, Caller, HubRole
from sync.hub.bodies import json_answer
from sync.hub.feed import Feed
from sync.hub.feed_contents import key_for
from sync.hub.hub import hub_of
from sync.hub.openapi import documented
from sync.wire.messages import FeedKey, Manifest

router = APIRouter(prefix="/v1/feed", tags=["station"])

Station = Annotated[Caller, Depends(Allow(HubRole.STATION))]


@router.get("", **documented(Manifest, also={304: "Nothing has changed since"}))
def manifest(request: Request, caller: Station) -> Response:
    """Everything in force at the calling station, signed; 304 when ``If-None-Match`` names its cursor."""
    feed = Feed(hub_of(request))
    tag = f'"{feed.cursor(caller.subject)}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    stated = feed.manifest(caller.subject)
    answer = json_answer(stated)
    answer.headers["ETag"] = f'"{stated.cursor}"'
    return answer


@router.get("/key", **documented(FeedKey))
def key(request: Request, caller: Station) -> Response:
    """What opens the badge codes in lists of people, sealed for the calling station."""
    return json_answer(key_for(hub_of(request), caller.subject))


@router.get("/{sha256}", **documented(None, "HUB-021", media_type="application/octet-stream"))
def content(request: Request, caller: Station, sha256: str) -> Response:
    """The content of one item in force at the calling station, to the byte."""
    found = Feed(hub_of(request)).content(sha256, caller.subject)
    return Response(found, media_type="application/octet-stream")
