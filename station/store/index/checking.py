"""Whether the index says what the ledger says; cheap enough for every verification.

Lines are compared as their entries pass; of what became of records only those spoken of are remembered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from sqlite3 import SQLITE_CORRUPT, SQLITE_NOTADB, Connection, DatabaseError, OperationalError, Row
from typing import TYPE_CHECKING

from station.errors import KnownError
from station.model.event import RECORD_KINDS
from station.model.standing import Countersign, Standing
from station.store.index.lines import Document, Line, line_of
from station.store.index.speaking import SPEAKS, changed, speaks_of

if TYPE_CHECKING:
    from station.store.database import Store
    from station.store.entry_bodies import EntryBody

_LOG = logging.getLogger(__name__)
_AT_ONCE = 500
_PRIMARY_CODE = 0xFF
_DAMAGED = {SQLITE_CORRUPT, SQLITE_NOTADB}

_AS_SEALED = tuple(name for name in Line._fields if name not in {"standing", "countersign", "amended_by"})
# Compared inside SQLite: a damaged column need not be readable text.
_SAME = " ".join(
    ("SELECT 1 FROM records WHERE", *(f"{name} = ? AND" for name in _AS_SEALED), "countersign IN (?, ?, ?)")
)
_STORED = "SELECT * FROM records WHERE sequence BETWEEN ? AND ? ORDER BY sequence"
_DECIDED = (Countersign.AGREED.value, Countersign.REFUSED.value)
_STATES = (
    "SELECT sequence, CAST(id AS BLOB) AS id, CAST(sha256 AS BLOB) AS sha256,"
    " CAST(standing AS BLOB) AS standing, CAST(countersign AS BLOB) AS countersign,"
    " CAST(amended_by AS BLOB) AS amended_by FROM records"
)
_NOT_AS_SEALED = f"{_STATES} WHERE standing <> 'current' OR amended_by <> '' OR countersign IN (?, ?)"
_ONE = f"{_STATES} WHERE id = ? AND sha256 = ?"

_STRANGE = "SELECT sequence FROM records WHERE sequence > ? ORDER BY sequence"

_DAY = (
    "SELECT 1 FROM days WHERE day = ? AND first <= ? AND last >= ?"
    " AND typeof(first) = 'integer' AND typeof(last) = 'integer'"
)

_Named = tuple[str, str]
_Became = tuple[str, str, str]
"""Standing, decision (empty where there is none) and the record that amends it."""
_UNTOUCHED = Line(0, "", "", "", 0, "", "", "", "", "", "", "", "", Standing.CURRENT, "", "", "")


class IndexCheck:
    """Takes every entry whose body is what was signed, in order; :meth:`finish` tells what differs.

    Of the full text only its own sums and its pages are looked at: which record a word belongs to is compared
    by ``station records rebuild``.
    """

    def __init__(self, store: Store, tell: Callable[[int, str, str], None]) -> None:
        """``tell`` gets a sequence, ``index_differs`` or ``entry_missing``, and the record or entry."""
        self._index = store.index
        self._tell = tell
        self._lines: list[Line] = []
        self._became: dict[_Named, Line] = {}
        self._days: dict[str, tuple[int, int]] = {}
        self._can_be_read = self._try(store.index.catch_up)

    def take(self, sequence: int, kind: str, at: str, body_sha256: str, body: EntryBody) -> None:
        """Take one entry; what cannot be indexed is not expected there."""
        if kind not in SPEAKS or not self._can_be_read:
            return
        try:
            self._take(sequence, kind, at, body_sha256, body.spoken())
        except (KeyError, TypeError, AttributeError, ValueError):
            return
        if len(self._lines) >= _AT_ONCE:
            self._compare_lines()

    def finish(self, last: int) -> None:
        """Compare what became of records; ``last`` is the last entry of the ledger."""
        self._compare_lines()
        self._try(lambda: self._index.use(self._check_file))
        self._try(lambda: self._index.use(self._compare_states))
        self._try(lambda: self._index.use(self._compare_days))
        self._try(lambda: self._index.use(lambda index: self._find_strangers(index, last)))

    def _take(self, sequence: int, kind: str, at: str, body_sha256: str, body: Document) -> None:
        if kind in RECORD_KINDS:
            self._lines.append(line_of(sequence, body_sha256, at, body))
            first, _ = self._days.get(at[:10], (sequence, sequence))
            self._days[at[:10]] = (min(first, sequence), sequence)
        for act, changes in speaks_of(kind, body):
            named = (str(act["record"]), str(act["sha256"]))
            self._became[named] = changed(self._became.get(named, _UNTOUCHED), changes)

    def _compare_lines(self) -> None:
        lines, self._lines = self._lines, []
        self._try(lambda: self._index.use(lambda index: self._compare(index, lines)))

    def _compare(self, index: Connection, lines: list[Line]) -> None:
        plainly_same = _stored_lines(index, lines)
        for line in lines:
            if line in plainly_same:
                continue
            sealed = [getattr(line, name) for name in _AS_SEALED]
            if index.execute(_SAME, (*sealed, line.countersign, *_DECIDED)).fetchone() is None:
                self._tell(line.sequence, "index_differs", line.id)

    def _check_file(self, index: Connection) -> None:
        try:
            damage = str(index.execute("PRAGMA integrity_check(1)").fetchone()[0])
            index.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        except DatabaseError as error:
            if error.sqlite_errorcode & _PRIMARY_CODE not in _DAMAGED:
                raise
            damage = str(error)
        if damage != "ok":
            self._tell(0, "index_differs", damage)

    def _compare_states(self, index: Connection) -> None:
        rows = {_named(row): row for row in index.execute(_NOT_AS_SEALED, _DECIDED)}
        for named in self._became.keys() - rows.keys():
            rows.update((named, row) for row in index.execute(_ONE, named))
        for named, row in rows.items():
            if _stated(row) != _expected(self._became.get(named, _UNTOUCHED)):
                self._tell(row["sequence"], "index_differs", named[0])

    def _compare_days(self, index: Connection) -> None:
        """A day too narrow would hide what was sealed in it from whoever asks by time."""
        for day, (first, last) in self._days.items():
            if index.execute(_DAY, (day, first, last)).fetchone() is None:
                self._tell(first, "index_differs", day)

    def _find_strangers(self, index: Connection, last: int) -> None:
        for row in index.execute(_STRANGE, (last,)):
            self._tell(row[0], "entry_missing", f"{row[0]}")

    def _try(self, work: Callable[[], object]) -> bool:
        """An index that cannot be had misleads nobody, and keeps nothing from being checked."""
        try:
            work()
        except KnownError as error:
            _LOG.info("the index is not checked: %s", error)
            return False
        return True


def _stored_lines(index: Connection, lines: list[Line]) -> set[Line]:
    """The lines stored in the place of these, at a glance; none where something there is not even text."""
    if not lines:
        return set()
    try:
        return {Line(*row) for row in index.execute(_STORED, (lines[0].sequence, lines[-1].sequence))}
    except (OperationalError, TypeError):
        return set()


def _named(row: Row) -> _Named:
    return _plain(row["id"]), _plain(row["sha256"])


def _stated(row: Row) -> _Became:
    countersign = _plain(row["countersign"])
    decision = countersign if countersign in _DECIDED else ""
    return _plain(row["standing"]), decision, _plain(row["amended_by"])


def _expected(line: Line) -> _Became:
    return line.standing, line.countersign, line.amended_by


def _plain(column: bytes | None) -> str:
    return (column or b"").decode("utf-8", "replace")
