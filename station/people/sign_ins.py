"""Who signed in, out or failed to, as the ledger tells it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from station.store.clock import from_text
from station.store.database import Store

_LINES = """SELECT at, kind, body FROM ledger WHERE kind <> 'record_sealed'
    AND kind IN ('signed_in', 'signed_out', 'sign_in_failed')
    AND (? = '' OR json_extract(CAST(body AS TEXT), '$.person') = ?) ORDER BY sequence DESC LIMIT ?"""

_LAST = """SELECT json_extract(CAST(body AS TEXT), '$.person') AS person, MAX(at) AS at FROM ledger
    WHERE kind <> 'record_sealed' AND kind = 'signed_in' GROUP BY person"""


@dataclass(frozen=True, slots=True)
class SignInLine:
    """One line of the history. ``kind`` is that of the ledger entry; ``how`` (pin, badge) is empty when one
    left, ``why`` when one came in. ``person`` is empty when nobody here was named."""

    at: datetime
    kind: str
    person: str
    how: str
    why: str


def sign_ins(store: Store, person: str = "", limit: int = 50) -> tuple[SignInLine, ...]:
    """The last ``limit`` lines, latest first, of a person by id or of everybody.

    Raises:
        KnownError: STO-001 when the database cannot be read.
    """
    with store.read() as connection:
        rows = connection.execute(_LINES, (person, person, limit)).fetchall()
    return tuple(_line(from_text(row.at), row.kind, json.loads(row.body)) for row in rows)


def last_sign_ins(store: Store) -> Mapping[str, datetime]:
    """When (UTC) each person last signed in, by id; who never did is not there.

    Raises:
        KnownError: STO-001 when the database cannot be read.
    """
    with store.read() as connection:
        rows = connection.execute(_LAST).fetchall()
    return {row.person: from_text(row.at) for row in rows}


def _line(at: datetime, kind: str, body: dict[str, str]) -> SignInLine:
    return SignInLine(at, kind, body["person"], body.get("how", ""), body.get("why", ""))
