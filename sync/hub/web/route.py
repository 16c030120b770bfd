"""Routes that answer with pages: what goes wrong is told on a page, too."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from station.errors import KnownError
from station.texts import error_text
from sync.hub import problems
from sync.hub.hub import hub_of
from sync.hub.web.entrance import sign_in_form
from sync.hub.web.pages import lang_of, page
from sync.hub.web.session import PAGES

_FORM_BYTES = 64 * 1024
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class PageRoute(APIRoute):
    """A route whose known errors are pages, with the status that they have everywhere."""

    def get_route_handler(self) -> _Handler:
        """The handler, and around it what tells errors."""
        handle = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                _refuse_larger(request)
                return await handle(request)
            except KnownError as error:
                if not _reads_pages(request):
                    raise
                return _entrance(request) if error.code == "HUB-016" else refusal(request, error)
            except RequestValidationError as error:
                if not _reads_pages(request):
                    raise
                return refusal(request, KnownError("HUB-010", why=str(len(error.errors()))))

        return told


def _refuse_larger(request: Request) -> None:
    """A form says how long it is; one that does not, or is longer, is not read."""
    limit = hub_of(request).config.limits.feed_bytes + _FORM_BYTES
    declared = request.headers.get("content-length", "")
    if request.method == "POST" and not (declared.isdecimal() and int(declared[:12]) <= limit):
        raise KnownError("HUB-019", limit=limit)


def _entrance(request: Request) -> Response:
    """Nobody is signed in: the form to sign in with, in place of the page."""
    return sign_in_form(request, status=401)


def _reads_pages(request: Request) -> bool:
    """A browser does; a program gets problem details as everywhere."""
    return "text/html" in request.headers.get("accept", "")


def refusal(request: Request, error: KnownError) -> Response:
    """The page that tells a known error."""
    plain = problems.answer_to(error)
    what, todo = error_text(lang_of(request), error)
    kept = {name: plain.headers[name] for name in ("retry-after", "connection") if name in plain.headers}
    told = {"what": what, "todo": todo, "code": error.code}
    return page("refusal", request, plain.status_code, kept, PAGES, **told)
