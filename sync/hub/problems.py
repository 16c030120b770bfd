"""Errors of the hub as RFC 9457 problem details with our codes."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from station.errors import KnownError
from station.texts import Lang, error_text
from sync.wire.encoding import encoded
from sync.wire.messages import Problem

_log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

STATUS: dict[str, HTTPStatus] = {
    "HUB-010": HTTPStatus.BAD_REQUEST,
    "HUB-011": HTTPStatus.CONFLICT,
    "HUB-012": HTTPStatus.CONFLICT,
    "HUB-013": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-014": HTTPStatus.FORBIDDEN,
    "HUB-015": HTTPStatus.FORBIDDEN,
    "HUB-016": HTTPStatus.UNAUTHORIZED,
    "HUB-017": HTTPStatus.FORBIDDEN,
    "HUB-018": HTTPStatus.TOO_MANY_REQUESTS,
    "HUB-019": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "HUB-020": HTTPStatus.UPGRADE_REQUIRED,
    "HUB-021": HTTPStatus.NOT_FOUND,
    "HUB-022": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-023": HTTPStatus.SERVICE_UNAVAILABLE,
    "HUB-024": HTTPStatus.CONFLICT,
    "HUB-025": HTTPStatus.CONFLICT,
    "HUB-026": HTTPStatus.METHOD_NOT_ALLOWED,
    "HUB-034": HTTPStatus.CONFLICT,
    "HUB-035": HTTPStatus.FORBIDDEN,
    "HUB-036": HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    "HUB-040": HTTPStatus.CONFLICT,
    "HUB-041": HTTPStatus.REQUEST_TIMEOUT,
    "HUB-050": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-051": HTTPStatus.CONFLICT,
    "HUB-052": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-060": HTTPStatus.UNAUTHORIZED,
    "HUB-061": HTTPStatus.TOO_MANY_REQUESTS,
    "HUB-062": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-063": HTTPStatus.CONFLICT,
    "HUB-064": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-065": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-067": HTTPStatus.NOT_FOUND,
    "HUB-068": HTTPStatus.CONFLICT,
    "HUB-069": HTTPStatus.INTERNAL_SERVER_ERROR,
    "HUB-070": HTTPStatus.NOT_FOUND,
    "HUB-071": HTTPStatus.UNPROCESSABLE_ENTITY,
    "HUB-072": HTTPStatus.FORBIDDEN,
    "HUB-073": HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""The answer to each known error that a request can cause."""

_UNREAD = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.REQUEST_ENTITY_TOO_LARGE}
"""Answers after which the rest of a body is not read: the connection ends."""


def answer_to(error: KnownError) -> Response:
    """The problem details of a known error. Anything that no request can cause is our fault: 500."""
    status = STATUS.get(error.code, HTTPStatus.INTERNAL_SERVER_ERROR)
    problem = Problem(
        type=f"urn:inspection-station:problem:{error.code}",
        title=status.phrase,
        status=status,
        code=error.code,
        detail=" ".join(error_text(Lang.EN, error)),
        sequence=_number(error, "sequence"),
        seconds=_number(error, "seconds"),
        offset=_number(error, "offset"),
    )
    return Response(encoded(problem), status, _headers(problem), MEDIA_TYPE)


def _number(error: KnownError, name: str) -> int | None:
    number = error.details.get(name)
    return number if isinstance(number, int) else None


def _headers(problem: Problem) -> dict[str, str]:
    headers = {}
    if problem.seconds is not None:
        headers["Retry-After"] = str(problem.seconds)
    if problem.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    if problem.status in _UNREAD:
        headers["Connection"] = "close"
    return headers


def install(app: FastAPI) -> None:
    """Let every error that leaves a route become problem details."""
    app.add_exception_handler(KnownError, _known)
    app.add_exception_handler(HTTPException, _of_framework)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(OperationalError, _database_fails)
    app.add_exception_handler(PoolTimeoutError, _database_fails)
    app.add_exception_handler(Exception, _bug)


async def _known(_request: Request, error: Exception) -> Response:
    return answer_to(cast(KnownError, error))


async def _bug(request: Request, _error: Exception) -> Response:
    """Whoever serves the application logs the error itself, after this answer."""
    return answer_to(KnownError("HUB-069", request=getattr(request.state, "request", "")))


async def _database_fails(_request: Request, error: Exception) -> Response:
    """Full, gone or overloaded. What it says of itself (hosts, accounts) is for the hub's own log."""
    _log.error("the database refused a request", exc_info=error)
    return answer_to(KnownError("HUB-023", why="database"))


async def _gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=HTTPStatus.REQUEST_TIMEOUT)  # nobody is there to read it


async def _malformed(_request: Request, error: Exception) -> Response:
    first: Any = next(iter(cast(RequestValidationError, error).errors()), {})
    where = ".".join(str(part) for part in first.get("loc", ()))
    return answer_to(KnownError("HUB-010", why=f"{where}: {first.get('msg', '')}"))


_FRAMEWORK = {HTTPStatus.NOT_FOUND: "HUB-021", HTTPStatus.METHOD_NOT_ALLOWED: "HUB-026"}


async def _of_framework(request: Request, error: Exception) -> Response:
    found = cast(HTTPException, error)
    code = _FRAMEWORK.get(HTTPStatus(found.status_code), "HUB-010")
    answer = answer_to(KnownError(code, what=request.url.path, why=str(found.detail)))
    answer.headers.update(found.headers or {})
    return answer
