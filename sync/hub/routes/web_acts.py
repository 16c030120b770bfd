"""The administrators' forms: signing in and out, and all that they change. Each ends in a page to look at."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, File, Form, Path, Request, Response, UploadFile

from station.errors import KnownError
from station.texts import Lang
from sync.hub import attention, problems
from sync.hub.access import SESSION_COOKIE, Allow, HubRole
from sync.hub.accounts import Accounts
from sync.hub.feed import Feed
from sync.hub.hub import hub_of
from sync.hub.routes.web_admin import Sequence, Station, show
from sync.hub.stations import Stations
from sync.hub.trace import withdrawing
from sync.hub.web import looking, session
from sync.hub.web.entrance import sign_in_form
from sync.hub.web.pages import lang_of
from sync.hub.web.route import PageRoute
from sync.hub.web.session import Signed, sending
from sync.hub.web.uploading import publish_file

router = APIRouter(prefix="/admin", include_in_schema=False, route_class=PageRoute)

_Sender = Annotated[Signed, Depends(sending)]
_Text = Annotated[str, Form(max_length=400)]
_Alarm = Annotated[int, Path(ge=1, lt=2**63)]
_PUBLIC = [Depends(Allow(HubRole.PUBLIC))]


@router.get("/sign-in", dependencies=_PUBLIC)
def sign_in_page(request: Request) -> Response:
    """The form to sign in with."""
    return sign_in_form(request)


@router.post("/sign-in", dependencies=_PUBLIC)
def sign_in(request: Request, name: _Text, password: _Text, form: _Text) -> Response:
    """Sign in."""
    hub = hub_of(request)
    secret = request.cookies.get(session.FORM_COOKIE, "")
    session.refuse_foreign(request, form if secret else "", session.form_token(request, secret))
    try:
        token = Accounts(hub).sign_in(name.strip(), password, hub.config.session_seconds)
    except KnownError as error:
        return sign_in_form(request, error, problems.STATUS[error.code])
    answer = _to(request, "")
    session.put_cookie(request, answer, SESSION_COOKIE, token, hub.config.session_seconds)
    return answer


@router.post("/sign-out")
def sign_out(request: Request, admin: _Sender) -> Response:
    """End the session."""
    Accounts(hub_of(request)).sign_out(request.cookies.get(SESSION_COOKIE, ""), admin.name)
    answer = _to(request, "/sign-in")
    answer.delete_cookie(SESSION_COOKIE, path=session.PAGES)
    return answer


@router.post("/codes")
def make_code(request: Request, admin: _Sender, name: _Text) -> Response:
    """A new enrolment code, shown this once."""
    hub = hub_of(request)
    code = Stations(hub).make_code(name.strip(), admin.name)
    return show(request, admin, "stations", stations=looking.stations(hub), code=code, code_name=name)


@router.post("/stations/{station}/revoke")
def revoke(request: Request, admin: _Sender, station: str) -> Response:
    """Take nothing more from a station."""
    Stations(hub_of(request)).revoke(station, admin.name)
    return _to(request, "")


@router.post("/stations/{station}/release")
def release(request: Request, admin: _Sender, station: str) -> Response:
    """Listen to a station again."""
    Stations(hub_of(request)).release(station, admin.name)
    return _to(request, "")


@router.post("/standards")
def publish(
    request: Request, admin: _Sender, file: Annotated[UploadFile, File()], anyway: _Text = ""
) -> Response:
    """Publish a standard; with findings only when they were seen."""
    hub = hub_of(request)
    content = file.file.read(hub.config.limits.feed_bytes + 1)
    findings = publish_file(hub, content, admin.name, bool(anyway), lang_of(request))
    if not findings:
        return _to(request, "/standards")
    return show(request, admin, "standards", items=Feed(hub).all(), findings=findings)


@router.post("/standards/withdraw")
def withdraw(request: Request, admin: _Sender, kind: _Text, name: _Text, version: _Text) -> Response:
    """Take a version out of force."""
    Feed(hub_of(request)).withdraw(kind, name, version, admin.name)
    return _to(request, "/standards")


@router.post("/alarms/{alarm}/seen")
def seen(request: Request, admin: _Sender, alarm: _Alarm) -> Response:
    """Mark an alarm as seen."""
    attention.see_alarm(hub_of(request), alarm, admin.name)
    return _to(request, "/attention")


@router.post("/records/{station}/{sequence}/withdraw")
def withdraw_trace(request: Request, admin: _Sender, station: Station, sequence: Sequence) -> Response:
    """Take the trace page of a record back."""
    withdrawing.withdraw(hub_of(request), station, sequence, admin.name)
    return _to(request, f"/records/{station}/{sequence}")


@router.post("/records/{station}/{sequence}/publish")
def publish_trace(request: Request, admin: _Sender, station: Station, sequence: Sequence) -> Response:
    """Show the trace page of a record again."""
    withdrawing.publish_again(hub_of(request), station, sequence, admin.name)
    return _to(request, f"/records/{station}/{sequence}")


def _to(request: Request, path: str) -> Response:
    """On to a page, in the language in which the form was sent."""
    asked = request.query_params.get("lang", "")
    lang = f"?lang={asked}" if asked in set(Lang) else ""
    return Response(status_code=303, headers={"Location": f"{quote(f'/admin{path}')}{lang}"})
