"""Where sealed personal data stands, and whose was erased."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from sqlite3 import Connection

from station.model.private import PrivateText

_WHERE = {
    "work_order": "SELECT code AS id, customer AS text FROM work_orders WHERE customer IS NOT NULL",
    "inspection": """SELECT inspection AS id, json_extract(unit, '$.customer') AS text FROM inspection_plans
        WHERE json_extract(unit, '$.customer') IS NOT NULL""",
    "record": """SELECT json_extract(CAST(body AS TEXT), '$.record') AS id,
        json_extract(CAST(body AS TEXT), '$.unit.customer') AS text FROM ledger
        WHERE kind IN ('record_sealed', 'record_amended')
        AND json_extract(CAST(body AS TEXT), '$.unit.customer') IS NOT NULL ORDER BY sequence""",
}
_ERASED = """SELECT json_extract(CAST(body AS TEXT), '$.subject') AS subject,
    json_extract(CAST(body AS TEXT), '$.reason') AS reason FROM ledger
    WHERE kind = 'private_erased' AND kind <> 'record_sealed'"""


@dataclass(frozen=True, slots=True)
class Place:
    """One sealed text: in a ``work_order``, an ``inspection`` or a ``record``, and the id of that."""

    kind: str
    id: str
    text: PrivateText


def places(connection: Connection, subject: str = "") -> tuple[Place, ...]:
    """Every place of a subject, else of anybody. Reads all records: for exports and lists, no screens."""
    found = [
        Place(kind, row.id, PrivateText(**json.loads(row.text)))
        for kind, query in _WHERE.items()
        for row in connection.execute(query)
    ]
    return tuple(place for place in found if not subject or place.text.subject == subject)


def erased_subjects(connection: Connection) -> Mapping[str, str]:
    """Whose key was erased, as the ledger tells, and why."""
    return {str(row.subject): str(row.reason) for row in connection.execute(_ERASED)}
