"""The form to sign in with."""

from __future__ import annotations

from typing import Any

from fastapi import Request, Response

from station.errors import KnownError
from station.texts import error_text
from sync.hub.web import session
from sync.hub.web.pages import lang_of, page

_FORM_SECONDS = 3600


def sign_in_form(request: Request, error: KnownError | None = None, status: int = 200) -> Response:
    """The form, and why it did not work."""
    secret = session.new_form_secret()
    values: dict[str, Any] = {
        "form": session.form_token(request, secret),
        "told": " ".join(error_text(lang_of(request), error)) if error else "",
    }
    answer = page("sign_in", request, status, instead=f"{session.PAGES}/sign-in", **values)
    session.put_cookie(request, answer, session.FORM_COOKIE, secret, _FORM_SECONDS)
    return answer
