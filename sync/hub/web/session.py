"""Who is signed in at the administrators' pages, and forms that only those pages can send."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Request, Response

from station.errors import KnownError
from sync.hub.access import SESSION_COOKIE, Allow, Caller, HubRole
from sync.hub.hub import hub_of

FORM_COOKIE = "hub_form"
"""Names the browser before anybody has signed in."""
PAGES = "/admin"
"""Where the administrators' pages stand. Browsers show their cookies to nothing else of the hub."""
ADMIN = Allow(HubRole.ADMIN)


@dataclass(frozen=True, slots=True)
class Signed:
    """An administrator at a page; ``form`` is what each form of this session carries."""

    name: str
    form: str


def signed(request: Request, caller: Annotated[Caller, Depends(ADMIN)]) -> Signed:
    """A dependency: the administrator who looks at a page."""
    return Signed(caller.subject, form_token(request, request.cookies.get(SESSION_COOKIE, "")))


def sending(
    request: Request, admin: Annotated[Signed, Depends(signed)], form: Annotated[str, Form()]
) -> Signed:
    """A dependency: the administrator who sends a form.

    Raises:
        KnownError: HUB-072 the form is not of a page of this session.
    """
    refuse_foreign(request, form, admin.form)
    return admin


def form_token(request: Request, secret: str) -> str:
    """What a form of the browser with ``secret`` carries."""
    key = hub_of(request).key.derived("forms")
    return hmac.new(key, secret.encode(), "sha256").hexdigest()


def refuse_foreign(request: Request, sent: str, expected: str) -> None:
    """Refuse a form that no page of ours sent.

    Raises:
        KnownError: HUB-072.
    """
    site = request.headers.get("sec-fetch-site", "same-origin")
    if site not in {"same-origin", "none"} or not hmac.compare_digest(sent.encode(), expected.encode()):
        raise KnownError("HUB-072")


def put_cookie(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    """A cookie that no script reads and no other site sends."""
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        path=PAGES,
        secure=_is_secure(request),
        httponly=True,
        samesite="strict",
    )


def new_form_secret() -> str:
    """What names a browser before sign-in."""
    return secrets.token_urlsafe(24)


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https" or hub_of(request).config.public_url.startswith("https://")
