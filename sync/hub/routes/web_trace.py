"""The public trace page of a unit, and what proves it."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request, Response

from sync.hub.access import Allow, HubRole
from sync.hub.bodies import json_answer
from sync.hub.hub import hub_of
from sync.hub.openapi import documented
from sync.hub.trace.pages import TracePages
from sync.hub.web.pages import HEADERS, lang_of, page
from sync.hub.web.photos import Size, photo_answer
from sync.hub.web.route import PageRoute
from sync.hub.web.visits import visiting
from sync.wire.traced import TraceProof

router = APIRouter(
    prefix="/t",
    tags=["trace"],
    route_class=PageRoute,
    dependencies=[Depends(Allow(HubRole.PUBLIC))],
)


@router.get("/{code}", include_in_schema=False)
def trace(request: Request, code: str) -> Response:
    """The page."""
    with visiting(request):
        proof = TracePages(hub_of(request)).proof(code)
    stated = proof.statement
    words = getattr(stated, lang_of(request).value)
    return page("trace", request, proof=proof, stated=stated, words=words)


@router.get("/{code}/proof.json", **documented(TraceProof, "HUB-070", "HUB-071"))
def proof(request: Request, code: str) -> Response:
    """What a visitor's own program verifies: the signed entry, the hub's receipt, its word for the page."""
    with visiting(request):
        answer = json_answer(TracePages(hub_of(request)).proof(code))
    answer.headers.update(HEADERS)
    return answer


@router.get("/{code}/photos/{sha256}", include_in_schema=False)
async def photo(request: Request, code: str, sha256: str, size: Size = "full") -> Response:
    """A photo of that record, or a small copy of it."""

    def read() -> bytes:
        with visiting(request):
            return b"".join(TracePages(hub_of(request)).photo(code, sha256))

    return await photo_answer(request, sha256, size, read)
