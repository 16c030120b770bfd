"""The stations that the hub knows: taken in by a one-time code, let in by their key, revoked, released."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from station.errors import KnownError
from station.signing import Signer
from station.store.identity import ID_LENGTH
from sync.hub import tables
from sync.hub.access import Caller, HubRole, digest_of, issue_token
from sync.hub.audit import note
from sync.hub.enrolment import ENROLLED, REVOKED, asking_station, new_code, take_in
from sync.hub.hub import Hub
from sync.wire.messages import Challenge, Enrolled, EnrolRequest, Token, TokenRequest
from sync.wire.signed import enrolled_digest, token_digest

_CHALLENGE_SECONDS = 60

_stations, _challenges, _tokens = tables.stations, tables.challenges, tables.tokens


@dataclass(frozen=True, slots=True)
class HubStation:
    """One station as the hub sees it. ``sequence`` is the last entry that the hub has, ``complete`` the last
    through which nothing is missing, ``waiting`` the last that the station said it has."""

    id: str
    name: str
    state: str
    enrolled_at: datetime
    seen_at: datetime | None
    sequence: int
    complete: int
    waiting: int

    @property
    def backlog(self) -> int:
        """Entries that the station is known to have and the hub has not."""
        return max(0, self.waiting - self.sequence)


class Stations:
    """The stations of one hub."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def make_code(self, name: str, by: str, hours: int = 24) -> str:
        """A one-time code with which a station of this name enrols."""
        with self._hub.database.write() as connection:
            note(self._hub, connection, by, "station_code", name, hours=hours)
            return new_code(connection, name, by, self._hub.clock.now(), hours)

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Take a station in. The same request again is answered again: the answer may have been lost.

        Raises:
            KnownError: HUB-010 not a key, HUB-015 code, HUB-024 enrolled already, HUB-034 another hub was
                meant, HUB-035 not signed with the key.
        """
        signer = asking_station(self._hub, request)
        with self._hub.database.write() as connection:
            name = take_in(connection, request, signer, self._hub.clock.now())
        key, station = self._hub.key, signer.fingerprint[:ID_LENGTH]
        signature = key.sign(enrolled_digest(key.id, name, station))
        return Enrolled(station, name, key.id, key.public_key, self._hub.config.public_url, signature)

    def challenge(self, station: str) -> Challenge:
        """A nonce to sign, for whoever asks: the answer does not tell which stations there are."""
        nonce = secrets.token_urlsafe(32)
        expires_at = self._hub.clock.now() + timedelta(seconds=_CHALLENGE_SECONDS)
        with self._hub.database.write() as connection:
            if _key_of(connection, station) is not None:
                row = {"digest": digest_of(nonce), "station": station, "expires_at": expires_at}
                connection.execute(insert(_challenges).values(row))
        return Challenge(nonce, _CHALLENGE_SECONDS)

    def token(self, request: TokenRequest) -> Token:
        """A bearer token for the station that signed a nonce of ours. The nonce is used up, come what may.

        Raises:
            KnownError: HUB-035 nonce or signature not valid, HUB-014 the station was revoked.
        """
        with self._hub.database.write() as connection:
            public_key = self._use_nonce(connection, request)
        stated = token_digest(self._hub.key.id, request.nonce, request.station)
        if public_key is None or not Signer(public_key).signed(stated, request.signature):
            raise KnownError("HUB-035")
        seconds = self._hub.config.token_seconds
        with self._hub.database.write() as connection:
            self._let_in(connection, request.station)
            token = issue_token(self._hub, connection, Caller(HubRole.STATION, request.station), seconds)
        return Token(token, seconds)

    def all(self) -> list[HubStation]:
        """Every station, by name."""
        columns = [_stations.c[name] for name in HubStation.__dataclass_fields__]
        with self._hub.database.read() as connection:
            rows = connection.execute(select(*columns).order_by(_stations.c.name, _stations.c.id))
            return [HubStation(*row) for row in rows]

    def revoke(self, station: str, by: str) -> None:
        """Take nothing more from a station; its tokens end at once. What it sent stays.

        Raises:
            KnownError: HUB-021 no such station.
        """
        with self._hub.database.write() as connection:
            _set_state(connection, station, REVOKED)
            note(self._hub, connection, by, "station_revoked", station)
            connection.execute(
                update(_tokens)
                .where(_tokens.c.role == HubRole.STATION.value)
                .where(_tokens.c.subject == station)
                .where(_tokens.c.revoked_at.is_(None))
                .values(revoked_at=self._hub.clock.now())
            )

    def release(self, station: str, by: str) -> None:
        """Listen to a halted or revoked station again; if its ledger still contradicts ours it halts again.

        Raises:
            KnownError: HUB-021 no such station.
        """
        with self._hub.database.write() as connection:
            _set_state(connection, station, ENROLLED)
            note(self._hub, connection, by, "station_released", station)

    def _use_nonce(self, connection: Connection, request: TokenRequest) -> str | None:
        """The key of the station to which the nonce was given; None where it is not good."""
        used = connection.execute(
            delete(_challenges)
            .where(_challenges.c.digest == digest_of(request.nonce))
            .where(_challenges.c.station == request.station)
            .where(_challenges.c.expires_at > self._hub.clock.now())
        )
        return _key_of(connection, request.station) if used.rowcount else None

    def _let_in(self, connection: Connection, station: str) -> None:
        seen = connection.execute(
            update(_stations)
            .where(_stations.c.id == station)
            .where(_stations.c.state != REVOKED)
            .values(seen_at=self._hub.clock.now())
        )
        if not seen.rowcount:
            raise KnownError("HUB-014", station=station)


def _key_of(connection: Connection, station: str) -> str | None:
    found = select(_stations.c.public_key).where(_stations.c.id == station)
    return connection.execute(found).scalar_one_or_none()


def _set_state(connection: Connection, station: str, state: str) -> None:
    changed = connection.execute(update(_stations).where(_stations.c.id == station).values(state=state))
    if not changed.rowcount:
        raise KnownError("HUB-021", what=station)
