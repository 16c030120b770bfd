"""The form to sign in with."""

from __future__ import annotations

from fastapi import Request, Response

from station.errors import KnownError
from station.texts import error_text
from sync.hub.web import session
from sync.hub.web.pages import lang_of, page

_FORM_SECONDS = 3600


def sign_in_form(request: Request, error: KnownError | None = None, status: int = 200) -> Response:
    """The form, and why it did not work."""
    lang, secret = lang_of(request), session.new_form_secret()
    told = " ".join(error_text(lang, error)) if error else ""
    answer = page("sign_in", lang, status, form=session.form_token(request, secret), told=told)
    session.put_cookie(request, answer, session.FORM_COOKIE, secret, _FORM_SECONDS)
    return answer
