"""Taking a station in: one-time codes, and the station's key, which is its identity from then on."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from station.errors import KnownError
from station.signing import Signer, pem_of, public_key_from
from station.store.entry import START
from station.store.identity import ID_LENGTH
from sync.hub import tables
from sync.hub.access import digest_of
from sync.hub.hub import Hub
from sync.wire.messages import EnrolRequest
from sync.wire.signed import enrolment_digest

ENROLLED, HALTED, REVOKED = "enrolled", "halted", "revoked"
"""States of a station. A halted one contradicted what the hub confirmed: nothing more is taken from it."""

_CODE_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read for another
_CODE_LENGTH = 16
_GROUP = 4

_stations, _codes = tables.stations, tables.enrolment_codes


def new_code(connection: Connection, name: str, by: str, now: datetime, hours: int) -> str:
    """A one-time code for a station of this name, four groups of four; only its digest is kept."""
    code = "".join(secrets.choice(_CODE_SIGNS) for _ in range(_CODE_LENGTH))
    connection.execute(
        insert(_codes).values(
            digest=digest_of(code),
            name=name,
            made_by=by,
            made_at=now,
            expires_at=now + timedelta(hours=hours),
        )
    )
    return "-".join(code[start : start + _GROUP] for start in range(0, _CODE_LENGTH, _GROUP))


def asking_station(hub: Hub, request: EnrolRequest) -> Signer:
    """Who asks to be enrolled, proven by the key.

    Raises:
        KnownError: HUB-010 not a key, HUB-034 another hub was meant, HUB-035 not signed with that key.
    """
    try:
        signer = Signer(pem_of(public_key_from(request.public_key)))
    except ValueError as error:
        raise KnownError("HUB-010", why=f"public_key: {error}") from error
    if request.hub != hub.key.id:
        raise KnownError("HUB-034", hub=hub.key.id, meant=request.hub)
    stated = enrolment_digest(request.code, request.hub, request.public_key)
    if not signer.signed(stated, request.signature):
        raise KnownError("HUB-035")
    return signer


def take_in(connection: Connection, request: EnrolRequest, signer: Signer, now: datetime) -> str:
    """Take the station in and use the code up; its name. The same again changes nothing: an answer was lost.

    Raises:
        KnownError: HUB-015 the code is wrong, used by another or expired, HUB-024 enrolled already.
    """
    station = signer.fingerprint[:ID_LENGTH]
    digest = digest_of(_as_made(request.code))
    code = connection.execute(select(_codes).where(_codes.c.digest == digest).with_for_update()).one_or_none()
    if code is None or code.station not in {None, station} or (not code.station and code.expires_at <= now):
        raise KnownError("HUB-015")
    if code.station is None:
        connection.execute(
            update(_codes).where(_codes.c.digest == digest).values(used_at=now, station=station)
        )
        _enter(connection, station, code.name or request.name, signer.public_key, now)
    return str(code.name or request.name)


def _enter(connection: Connection, station: str, name: str, public_key: str, now: datetime) -> None:
    _lock_new(connection)
    known = connection.execute(select(_stations).where(_stations.c.id == station)).one_or_none()
    if known is None:
        connection.execute(insert(_stations).values(_new_station(station, name, public_key, now)))
    elif known.state == REVOKED and known.public_key == public_key:
        again = {"name": name, "state": ENROLLED, "enrolled_at": now}
        connection.execute(update(_stations).where(_stations.c.id == station).values(again))
    else:
        raise KnownError("HUB-024", station=station)


def _new_station(station: str, name: str, public_key: str, now: datetime) -> dict[str, object]:
    return {
        "id": station,
        "name": name,
        "public_key": public_key,
        "state": ENROLLED,
        "enrolled_at": now,
        "seen_at": now,
        "sequence": 0,
        "head": START,
        "complete": 0,
        "waiting": 0,
    }


def _lock_new(connection: Connection) -> None:
    """Two codes for one station, used at once, must not meet."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE stations IN SHARE ROW EXCLUSIVE MODE")


def _as_made(code: str) -> str:
    """The code as it was made, however a person typed it."""
    return "".join(sign for sign in code.upper() if sign in _CODE_SIGNS)
