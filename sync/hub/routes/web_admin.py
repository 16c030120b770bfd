"""The administrators' pages that look: stations, records, standards, what wants attention, the audit."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from station.errors import KnownError
from station.texts import Lang
from sync.hub import attention, audit
from sync.hub.feed import Feed
from sync.hub.hub import hub_of
from sync.hub.trace.pages import TracePages
from sync.hub.web import looking
from sync.hub.web.pages import lang_of, page
from sync.hub.web.route import PageRoute
from sync.hub.web.session import Signed, signed

router = APIRouter(prefix="/admin", include_in_schema=False, route_class=PageRoute)

_Admin = Annotated[Signed, Depends(signed)]
_Words = Annotated[str, Query(max_length=200)]


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
    before: int | None = None,
) -> Response:
    """Records, looked for by words, standing, channel and grade."""
    sought = looking.Sought(q, standing, channel, grade, before)
    found = looking.records(hub_of(request), sought)
    shown = found[: looking.PAGE_ROWS]
    more = shown[-1]["position"] if len(found) > len(shown) else None
    return show(request, admin, "records", records=shown, sought=sought, more=more)


@router.get("/records/{station}/{sequence}")
def record(request: Request, admin: _Admin, station: str, sequence: int) -> Response:
    """One record."""
    hub = hub_of(request)
    found = looking.record(hub, station, sequence)
    return show(request, admin, "record", record=found, words=_words(request, found))


def _words(request: Request, found: dict[str, Any]) -> Any:
    """What its trace page says; None where it has none."""
    try:
        stated = TracePages(hub_of(request)).proof(found["trace"]).statement
    except KnownError:
        return None
    return stated.zh if lang_of(request) is Lang.ZH else stated.en


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
def lines(request: Request, admin: _Admin, before: int | None = None) -> Response:
    """What administrators did."""
    found = audit.latest(hub_of(request), looking.PAGE_ROWS, before)
    more = found[-1].id if len(found) == looking.PAGE_ROWS else None
    return show(request, admin, "audit", lines=found, more=more)


def show(request: Request, admin: Signed, name: str, **values: Any) -> Response:
    """An administrators' page."""
    hub = hub_of(request).config.name
    return page(name, lang_of(request), admin=admin, here=name, hub_name=hub, **values)
