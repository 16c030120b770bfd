"""Finding lasting events in the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from station.model.event import RECORD_KINDS
from station.store.clock import to_text
from station.store.database import Store

_FOUND = """
    SELECT * FROM (
        SELECT sequence, kind, at, CAST(body AS TEXT) AS body FROM ledger
        WHERE (:kind = '' OR kind = :kind) AND at >= :since
        AND (:person = '' OR coalesce(
            nullif(json_extract(CAST(body AS TEXT), '$.person'), ''),
            json_extract(CAST(body AS TEXT), '$.signature.person')
        ) = :person)
        ORDER BY sequence DESC LIMIT :limit
    ) ORDER BY sequence
"""


@dataclass(frozen=True, slots=True)
class LastingEvent:
    """One entry as people read it. ``says`` is its body, of a record its id alone."""

    sequence: int
    kind: str
    at: str
    person: str
    says: dict[str, Any]


def lasting_events(
    store: Store, *, kind: str = "", since: date | None = None, person: str = "", limit: int = 1000
) -> Iterator[LastingEvent]:
    """The latest ``limit`` events of one kind and person (id) since a day where this station stands, oldest
    first.

    Raises:
        KnownError: STO-001 when the database cannot be read.
    """
    from_when = "" if since is None else to_text(datetime.combine(since, time.min).astimezone())
    wanted = {"kind": kind, "since": from_when, "person": person, "limit": limit}
    with store.read() as connection:
        for row in connection.execute(_FOUND, wanted):
            yield _event(row.sequence, row.kind, row.at, json.loads(row.body))


def _event(sequence: int, kind: str, at: str, body: dict[str, Any]) -> LastingEvent:
    person = str(body.get("person") or body.get("signature", {}).get("person", ""))
    says = {"record": body["record"]} if kind in RECORD_KINDS else body
    return LastingEvent(sequence, kind, at, person, says)
