"""Photos and files of a station, by the SHA-256 of their bytes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Request, Response

from station.errors import KnownError
from sync.hub.access import Allow, Caller, HubRole
from sync.hub.bodies import body_of, json_answer, message_in
from sync.hub.bundles import Bundles
from sync.hub.evidence import Evidence
from sync.hub.hub import hub_of
from sync.hub.lane import beside
from sync.hub.openapi import documented
from sync.wire.messages import BundleKept, EvidenceAsked, EvidenceKept, EvidenceMissing

router = APIRouter(prefix="/v1/evidence", tags=["station"])

_Station = Annotated[Caller, Depends(Allow(HubRole.STATION))]
_Sha256 = Annotated[str, Path(pattern="^[0-9a-f]{64}$")]
_Offset = Annotated[int, Header(alias="Upload-Offset", ge=0)]
_Body = Annotated[bytes, Depends(body_of)]
_FAILS = ("HUB-019", "HUB-021", "HUB-022", "HUB-023", "HUB-025", "HUB-040", "HUB-041")


@router.post("/missing", **documented(EvidenceMissing, "HUB-023", "HUB-040", takes=EvidenceAsked))
async def missing(request: Request, station: _Station, body: _Body) -> Response:
    """Which of these files the hub lacks, and how each gets here."""
    asked = message_in(body, EvidenceAsked).sha256
    return json_answer(await beside(_evidence(request).missing, station.subject, asked))


@router.post("/bundle", **documented(BundleKept, *_FAILS, takes=bytes))
async def bundle(request: Request, station: _Station) -> Response:
    """Take several small files at once: a line of JSON (``Bundle``), then their bytes one after the other."""
    return json_answer(await Bundles(_evidence(request)).receive(station.subject, request.stream()))


@router.head("/{sha256}", **documented(None, "HUB-023", "HUB-040", status=204))
async def offset(request: Request, station: _Station, sha256: _Sha256) -> Response:
    """How many bytes of a file are here (``Upload-Offset``); whether that is all (``Upload-Complete``)."""
    here, is_complete = await beside(_evidence(request).offset, station.subject, sha256)
    headers = {"Upload-Offset": str(here), "Upload-Complete": f"?{int(is_complete)}"}
    return Response(status_code=204, headers=headers)


@router.put("/{sha256}", **documented(EvidenceKept, *_FAILS, takes=bytes))
async def put(request: Request, station: _Station, sha256: _Sha256, offset: _Offset = 0) -> Response:
    """Take a file from byte ``Upload-Offset`` on to its end. One that is here is answered at once."""
    _refuse_larger(request, offset)
    return json_answer(await _evidence(request).receive(station.subject, sha256, offset, request.stream()))


@router.post("/{sha256}/kept", **documented(EvidenceKept, *_FAILS))
async def kept(request: Request, station: _Station, sha256: _Sha256) -> Response:
    """Check and keep a file that was put to the address that the hub gave for it."""
    return json_answer(await beside(_evidence(request).kept, station.subject, sha256))


def _evidence(request: Request) -> Evidence:
    return Evidence(hub_of(request))


def _refuse_larger(request: Request, offset: int) -> None:
    """What says that it is too large is not read."""
    declared, limit = request.headers.get("content-length", "0"), hub_of(request).config.limits.evidence_bytes
    if declared.isdecimal() and offset + int(declared) > limit:
        raise KnownError("HUB-019", limit=limit)
