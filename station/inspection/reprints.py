"""Which copy of a paper somebody gets, and why a further one is made.

The number of the copy and the reason stand in the ledger and nowhere on the paper: a paper says what the
record says, so every copy of it is the same byte for byte and one SHA-256 names them all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from station.errors import KnownError
from station.model.reasons import reasons
from station.store.database import Store
from station.texts import Phrase

_NEEDS_WORDS = "other_reprint"

# The kind is named in the text: only then does SQLite use the partial index over what is no sealed record.
_PRINTED = """SELECT body FROM ledger WHERE kind = 'report_printed' AND kind <> 'record_sealed'
    AND sequence > ? AND json_extract(CAST(body AS TEXT), '$.record') = ?"""


@dataclass(frozen=True, slots=True)
class Reprint:
    """Why a paper is made again: a code of ``resources/reasons/reprint.toml``, and the person's own words."""

    reason: str
    says: str = ""


def copies_of(store: Store, sequence: int, statement: Mapping[str, Any]) -> int:
    """How often the paper that ``statement`` describes was handed out, notes for the ledger included.

    ``sequence`` is that of its record. Entries from before copies were counted count like any other.

    Raises:
        KnownError: STO-001 when the database cannot be read.
    """
    with store.read() as connection:
        rows = connection.execute(_PRINTED, (sequence, statement["record"])).fetchall()
    bodies = [json.loads(row[0]) for row in rows] + _noted(store)
    return sum(_together(body) for body in bodies if _key(body) == _key(statement))


def _together(body: Mapping[str, Any]) -> int:
    """How many sheets left in one go; a note that somebody altered counts as one."""
    number = body.get("together", 1)
    return number if isinstance(number, int) and number > 0 else 1


def _noted(store: Store) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    for note in store.home.root.glob("printed-*.json"):
        try:
            body = json.loads(note.read_bytes())
        except (OSError, ValueError):
            continue  # entered as unreadable when the station opens
        found.append(body if isinstance(body, dict) else {})
    return found


def _key(body: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes two papers the same one; of an analysis or a list of records, what it says."""
    names = ("paper", "record", "template", "lang", "channel")
    return tuple(body.get(name) or "" for name in names) + (
        () if body.get("record") else (body.get("sha256"),)
    )


FILE_COPY = Reprint("file_copy")
"""Why a paper is written into a file where nobody says more."""


def stated(reprint: Reprint | None, copies: int) -> dict[str, str]:
    """What the ledger says of why a paper was made after ``copies`` others; nothing of the first."""
    return {"reason": reprint.reason, "says": reprint.says} if reprint and copies else {}


def refuse_without_reason(paper: str, record: str, copies: int, reprint: Reprint | None) -> None:
    """Refuse a further copy that nobody gave a reason for.

    Raises:
        KnownError: REP-012 no reason; REC-003 no such reason, REC-004 a reason that needs words.
    """
    if not copies and reprint is None:
        return
    if reprint is None:
        known = tuple(one.code for one in reasons("reprint"))
        title = Phrase(f"papers.kind.{paper}")
        raise KnownError("REP-012", paper=title, record=record, copies=copies, known=known)
    codes = tuple(one.code for one in reasons("reprint"))
    if reprint.reason not in codes:
        raise KnownError("REC-003", reason=reprint.reason, reasons=codes)
    if reprint.reason == _NEEDS_WORDS and not reprint.says.strip():
        raise KnownError("REC-004")
