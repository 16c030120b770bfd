"""Who may call which route. Every route states its rule; a test fails for one that does not."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from sqlalchemy import Connection, bindparam, select
from starlette.concurrency import run_in_threadpool

from station.errors import KnownError
from sync.hub import tables
from sync.hub.handshake import refuse_unspoken
from sync.hub.hub import Hub, hub_of
from sync.hub.rates import address_of, rates_of

SESSION_COOKIE = "hub_session"
_SMALL_BYTES = 1 << 16


class HubRole(StrEnum):
    """What a caller is."""

    PUBLIC = "public"
    """Anybody, without a token."""
    STATION = "station"
    READER = "reader"
    """Reads records and verdicts: another department, a channel."""
    ADMIN = "admin"


_tokens, _stations = tables.tokens, tables.stations
# one statement for every request there is
_TOKEN = (
    select(_tokens.c.role, _tokens.c.subject, _stations.c.state)
    .join_from(_tokens, _stations, _stations.c.id == _tokens.c.subject, isouter=True)
    .where(_tokens.c.digest == bindparam("digest"))
    .where(_tokens.c.expires_at > bindparam("now"))
    .where(_tokens.c.revoked_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sent a request: a station by its id, an account by its name, nobody by "" ."""

    role: HubRole
    subject: str = ""


class Rule:
    """Who may call one route."""

    def __init__(self, *roles: HubRole) -> None:
        self.roles = frozenset(roles)

    def caller_of(self, request: Request) -> Caller:
        """The caller, asked of the database.

        Raises:
            KnownError: HUB-016 no valid token, HUB-017 not this role, HUB-014 the station was revoked,
                HUB-018 too many requests, HUB-020 the station speaks another version.
        """
        most = hub_of(request).config.limits.requests_per_minute
        if HubRole.PUBLIC in self.roles:
            rates_of(request).take(f"public {address_of(request)}", most)
            return Caller(HubRole.PUBLIC)
        caller = _caller(hub_of(request), presented(request))
        rates_of(request).take(f"{caller.role} {caller.subject}", most)
        if caller.role not in self.roles:
            raise KnownError("HUB-017", role=caller.role.value)
        if caller.role is HubRole.STATION:
            refuse_unspoken(request)
        return caller


class Allow(Rule):
    """The rule of one route as a FastAPI dependency that gives the caller or refuses.

    ``Annotated[Caller, Depends(Allow(HubRole.STATION))]``.
    """

    def __call__(self, request: Request) -> Caller:
        """The caller.

        Raises:
            KnownError: as :meth:`caller_of`.
        """
        return self.caller_of(request)


class Admission:
    """A request whose caller is known only when :meth:`caller` has been asked."""

    def __init__(self, rule: Rule, request: Request) -> None:
        self._rule = rule
        self._request = request
        self._caller: Caller | None = None

    def caller(self) -> Caller:
        """The caller, asked of the database the first time.

        Raises:
            KnownError: as :meth:`Rule.caller_of`.
        """
        self._caller = self._caller or self._rule.caller_of(self._request)
        return self._caller


class Admit(Rule):
    """As :class:`Allow`, for a route that asks for the caller itself, in the thread that does its work.

    Only a small body is read for somebody unknown: no more than the server holds of any request anyhow.
    """

    async def __call__(self, request: Request) -> Admission:
        """Whoever it may be, where the body is small; else somebody admitted.

        Raises:
            KnownError: as :meth:`Rule.caller_of`.
        """
        admission = Admission(self, request)
        declared = request.headers.get("content-length", "")
        if not declared.isdecimal() or int(declared) > _SMALL_BYTES:
            await run_in_threadpool(admission.caller)
        return admission


def rule_of(route: APIRoute) -> Rule:
    """The rule that a route states.

    Raises:
        LookupError: it states none, or several.
    """
    rules = _rules(route.dependant)
    if len(rules) != 1:
        raise LookupError(route.path)
    return rules[0]


def _rules(dependant: Dependant) -> tuple[Rule, ...]:
    own = (dependant.call,) if isinstance(dependant.call, Rule) else ()
    return own + tuple(rule for inner in dependant.dependencies for rule in _rules(inner))


def presented(request: Request) -> str:
    """The token that a request shows: as bearer, or a browser's in its cookie; "" when none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        return token.strip()
    return request.cookies.get(SESSION_COOKIE, "")


def _caller(hub: Hub, token: str) -> Caller:
    if not token:
        raise KnownError("HUB-016")
    with hub.database.read() as connection:
        row = connection.execute(_TOKEN, {"digest": digest_of(token), "now": hub.clock.now()}).one_or_none()
    if row is None:
        raise KnownError("HUB-016")
    caller = Caller(HubRole(row.role), row.subject)
    if caller.role is HubRole.STATION and row.state not in {"enrolled", "halted"}:
        raise KnownError("HUB-014", station=caller.subject)
    return caller


def issue_token(hub: Hub, connection: Connection, caller: Caller, seconds: int) -> str:
    """A new token for ``caller``; only its digest is kept."""
    token = secrets.token_urlsafe(32)
    now = hub.clock.now()
    connection.execute(
        tables.tokens.insert().values(
            digest=digest_of(token),
            role=caller.role.value,
            subject=caller.subject,
            made_at=now,
            expires_at=now + timedelta(seconds=seconds),
        )
    )
    return token


def digest_of(secret: str) -> str:
    """What is kept of a random secret (token, code, nonce): its SHA-256. It has too many bits to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()
