"""The administrators' pages that look: stations, records, standards, what wants attention, the audit."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from station.model.verdict import Result
from sync.hub import attention, audit
from sync.hub.feed import Feed
from sync.hub.hub import hub_of
from sync.hub.stations import Stations
from sync.hub.web import judged, looking
from sync.hub.web.pages import lang_of, page
from sync.hub.web.photos import Size, photo_answer
from sync.hub.web.recorded import photo_of, recorded
from sync.hub.web.route import PageRoute
from sync.hub.web.session import PAGES, Signed, signed

router = APIRouter(prefix="/admin", include_in_schema=False, route_class=PageRoute)

_Admin = Annotated[Signed, Depends(signed)]
_Words = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
_Before = Annotated[int | None, Query(ge=0, lt=2**63)]
Station = Annotated[str, Path(pattern="^[0-9A-F]{8}$")]
Sequence = Annotated[int, Path(ge=1, lt=2**53)]


@router.get("")
def stations(request: Request, admin: _Admin) -> Response:
    """The stations."""
    return show(request, admin, "stations", stations=looking.stations(hub_of(request)))


@router.get("/records")
def records(
    request: Request,
    admin: _Admin,
    q: _Words = "",
    standing: _Words = "",
    channel: _Words = "",
    grade: _Words = "",
    before: _Before = None,
) -> Response:
    """Records, looked for by words, standing, channel and grade."""
    sought = looking.Sought(q, standing, channel, grade, before)
    found = looking.records(hub_of(request), sought)
    shown = found[: looking.PAGE_ROWS]
    more = shown[-1]["position"] if len(found) > len(shown) else None
    return show(request, admin, "records", records=shown, sought=sought, more=more)


@router.get("/records/{station}/{sequence}")
def record(request: Request, admin: _Admin, station: Station, sequence: Sequence) -> Response:
    """One record."""
    found = recorded(hub_of(request), station, sequence, lang_of(request))
    return show(request, admin, "record", record=found)


@router.get("/records/{station}/{sequence}/photos/{sha256}")
async def photo(
    request: Request, _admin: _Admin, station: Station, sequence: Sequence, sha256: str, size: Size = "full"
) -> Response:
    """A photo that a record names, whatever is published of it."""

    def read() -> bytes:
        return b"".join(photo_of(hub_of(request), station, sequence, sha256[:64]))

    return await photo_answer(request, sha256, size, read)


@router.get("/verdicts")
def verdicts(
    request: Request,
    admin: _Admin,
    channel: _Words = "",
    grade: _Words = "",
    result: _Words = "",
    station: _Words = "",
    since: _Words = "",
    until: _Words = "",
    before: _Words = "",
) -> Response:
    """Verdicts, looked for by channel, grade, result, period and station."""
    hub = hub_of(request)
    sought = judged.SoughtVerdicts(channel, grade, result, station, since, until, before)
    found, more = judged.verdicts(hub, sought)
    choices = {"channels": judged.channels(hub), "stations": Stations(hub).all(), "results": list(Result)}
    return show(request, admin, "verdicts", verdicts=found, sought=sought, more=more, **choices)


@router.get("/standards")
def standards(request: Request, admin: _Admin) -> Response:
    """What was published to the stations."""
    return show(request, admin, "standards", items=Feed(hub_of(request)).all(), findings=None)


@router.get("/attention")
def wanting(request: Request, admin: _Admin) -> Response:
    """Alarms and entries set aside."""
    hub = hub_of(request)
    alarms, asides = attention.alarms(hub, unseen_only=False), attention.open_set_asides(hub)
    return show(request, admin, "attention", alarms=alarms, asides=asides)


@router.get("/audit")
def lines(request: Request, admin: _Admin, before: _Before = None) -> Response:
    """What administrators did."""
    found = audit.latest(hub_of(request), looking.PAGE_ROWS, before)
    more = found[-1].id if len(found) == looking.PAGE_ROWS else None
    return show(request, admin, "audit", lines=found, more=more)


def show(request: Request, admin: Signed, name: str, **values: Any) -> Response:
    """An administrators' page."""
    values |= {"admin": admin, "here": name, "hub_name": hub_of(request).config.name}
    return page(name, request, instead=PAGES if name == "stations" else f"{PAGES}/{name}", **values)
