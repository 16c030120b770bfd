"""Administering with a program: what the pages do, as JSON, with an administrator's token."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request, Response

from sync.hub import attention
from sync.hub.access import Allow, Caller, HubRole
from sync.hub.administering import Administering
from sync.hub.bodies import body_of, json_answer, message_in
from sync.hub.hub import hub_of
from sync.hub.openapi import documented
from sync.hub.stations import Stations
from sync.hub.trace import withdrawing
from sync.hub.trace.policy import TracePolicy, set_trace_policy, trace_policy
from sync.wire.admin import (
    AlarmPage,
    AsidePage,
    AuditPage,
    CodeMessage,
    CodeRequest,
    StationMessage,
    StationPage,
    TracePolicyMessage,
)

router = APIRouter(prefix="/v1/admin", tags=["admin"])

Admin = Annotated[Caller, Depends(Allow(HubRole.ADMIN))]
_Station = Annotated[str, Path(pattern="^[0-9A-F]{8}$")]
_Sequence = Annotated[int, Path(ge=1, lt=2**53)]
_Alarm = Annotated[int, Path(ge=1, lt=2**63)]
_Body = Annotated[bytes, Depends(body_of)]
_DONE = documented(None, "HUB-021", status=204)


class _Page(NamedTuple):
    cursor: str
    limit: int


def _page(
    cursor: Annotated[str, Query(max_length=40, pattern=r"^[0-9A-F-]*$")] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> _Page:
    return _Page(cursor, limit)


_Asked = Annotated[_Page, Depends(_page)]


@router.get("/stations", **documented(StationPage))
def stations(request: Request, _admin: Admin, page: _Asked) -> Response:
    """Every station: state, last contact, backlog."""
    return json_answer(Administering(hub_of(request)).stations(*page))


@router.post("/codes", **documented(CodeMessage, takes=CodeRequest))
def code(request: Request, admin: Admin, body: _Body) -> Response:
    """A one-time code with which a station enrols."""
    said = message_in(body, CodeRequest)
    made = Stations(hub_of(request)).make_code(said.name, admin.subject, said.hours)
    return json_answer(CodeMessage(made, said.name, said.hours))


@router.post("/stations/{station}/revoke", **documented(StationMessage, "HUB-021"))
def revoke(request: Request, admin: Admin, station: _Station) -> Response:
    """Take nothing more from a station."""
    Stations(hub_of(request)).revoke(station, admin.subject)
    return json_answer(Administering(hub_of(request)).station(station))


@router.post("/stations/{station}/release", **documented(StationMessage, "HUB-021"))
def release(request: Request, admin: Admin, station: _Station) -> Response:
    """Listen to a station again."""
    Stations(hub_of(request)).release(station, admin.subject)
    return json_answer(Administering(hub_of(request)).station(station))


@router.get("/alarms", **documented(AlarmPage))
def alarms(request: Request, _admin: Admin, page: _Asked, unseen: bool = True) -> Response:
    """Alarms that nobody has seen, or all of them, the latest first."""
    return json_answer(Administering(hub_of(request)).alarms(*page, unseen_only=unseen))


@router.post("/alarms/{alarm}/seen", **_DONE)
def seen(request: Request, admin: Admin, alarm: _Alarm) -> Response:
    """Take note of an alarm; the station stays as it is."""
    attention.see_alarm(hub_of(request), alarm, admin.subject)
    return Response(status_code=204)


@router.get("/set-asides", **documented(AsidePage))
def set_asides(request: Request, _admin: Admin, page: _Asked) -> Response:
    """Entries that are kept and cannot be used, and why."""
    return json_answer(Administering(hub_of(request)).set_asides(*page))


@router.get("/audit", **documented(AuditPage))
def audit(request: Request, _admin: Admin, page: _Asked) -> Response:
    """What was done at the hub, and by whom, the latest first."""
    return json_answer(Administering(hub_of(request)).audit(*page))


@router.get("/trace", **documented(TracePolicyMessage))
def published(request: Request, _admin: Admin) -> Response:
    """What the public trace pages show."""
    with hub_of(request).database.read() as connection:
        return json_answer(trace_policy(connection))


@router.put("/trace", **documented(TracePolicyMessage, takes=TracePolicyMessage))
def publish(request: Request, admin: Admin, body: _Body) -> Response:
    """Show this on trace pages from now on, on those of old records too."""
    said = message_in(body, TracePolicyMessage)
    set_trace_policy(hub_of(request), TracePolicy(**msgspec.structs.asdict(said)), admin.subject)
    return json_answer(said)


@router.post("/records/{station}/{sequence}/trace/withdraw", **_DONE)
def withdraw(request: Request, admin: Admin, station: _Station, sequence: _Sequence) -> Response:
    """Take the trace page of a record back: its address leads nowhere then."""
    withdrawing.withdraw(hub_of(request), station, sequence, admin.subject)
    return Response(status_code=204)


@router.post("/records/{station}/{sequence}/trace/publish", **_DONE)
def publish_again(request: Request, admin: Admin, station: _Station, sequence: _Sequence) -> Response:
    """Show the trace page of a record again."""
    withdrawing.publish_again(hub_of(request), station, sequence, admin.subject)
    return Response(status_code=204)
