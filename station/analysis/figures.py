"""The counts behind every figure, for a scope."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from sqlite3 import Connection

from station.analysis.asking import Key, Question, Sums, answer, parts_of
from station.analysis.hours import Hours, hours_worked
from station.analysis.periods import day_of
from station.analysis.scope import Scope
from station.analysis.subjects import DEFECTS, ITEMS, RECORDS, VERDICTS, Subject
from station.errors import KnownError
from station.store.database import Store
from station.store.rollups.facts import day_number
from station.store.rollups.reading import Goes

_CATCH_UP_S = 0.5
_NEWEST = "SELECT sequence FROM records WHERE counts AND +day BETWEEN ? AND ? ORDER BY sequence DESC LIMIT 1"
# Two questions in one: SQLite finds each end by itself at once, both together only by looking at everything.
_END = "(SELECT {end}(period) FROM record_sums WHERE width = 0 AND period > 999999)"
_BOUNDS = " ".join(("SELECT", _END.format(end="min"), ",", _END.format(end="max")))


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever waits: ``goes`` is asked again and again (False stops), ``told`` hears the share done."""

    goes: Goes = lambda: True
    told: Callable[[float], None] = lambda _share: None


class Figures:
    """Counts over the records of one store. Thread-safe; every question sees the records sealed by then."""

    def __init__(self, store: Store, *, people: bool = False, watch: Watch | None = None) -> None:
        """``people``: whether figures of single inspectors may be shown to whoever asks; who may is decided
        where the session is known."""
        self.store = store
        self.people = people
        self.watch = watch or Watch()
        self._reader = store.counted

    def behind(self, seconds: float | None = _CATCH_UP_S) -> int:
        """Count what was sealed and not counted yet, for about so long; how many entries are left.

        Raises:
            KnownError: STO-003 the disk is full, STO-004 another program writes.
        """
        return self.store.rollups.catch_up(seconds)

    def bounds(self) -> tuple[date, date] | None:
        """The first and the last business day with a record that counts; None without any."""
        with self._reader.lend(self.watch.goes) as connection:
            return _bounds(connection)

    def records(self, scope: Scope, *by: str) -> Mapping[Key, Sums]:
        """Sums over records, by ``day``, ``month``, ``category``, ``shift``, ``person`` or ``model``.

        Raises:
            KnownError: FIG-001 stopped, FIG-002 single inspectors without the right.
        """
        return self._ask(RECORDS, scope, by)

    def verdicts(self, scope: Scope, *by: str) -> Mapping[Key, Sums]:
        """Sums over verdicts, also by ``channel``, ``outcome`` and ``class``; raises as :meth:`records`."""
        return self._ask(VERDICTS, scope, by)

    def items(self, scope: Scope, *by: str) -> Mapping[Key, Sums]:
        """Sums over answers, also by ``item``; raises as :meth:`records`."""
        return self._ask(ITEMS, scope, by)

    def defects(self, scope: Scope, *by: str) -> Mapping[Key, Sums]:
        """Sums over defects, also by ``kind`` and ``zone``; raises as :meth:`records`."""
        return self._ask(DEFECTS, scope, by)

    def hours(self, scope: Scope, *by: str) -> Mapping[Key, Hours]:
        """Units and the hours of the clock in which any was sealed, also by ``hour``; as :meth:`records`."""
        self.refuse_people(scope, *by)
        with self._reader.lend(self.watch.goes) as connection:
            days = self._days(connection, scope)
            if days is None:
                return {}
            return hours_worked(connection, scope, _to_year_ends(days, _bounds(connection)), by)

    def person_names(self) -> Mapping[str, str]:
        """Names of inspectors by their ids."""
        with self._reader.lend() as connection:
            return {row[0]: row[1] for row in connection.execute("SELECT person, name FROM people")}

    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """What a scope may name: ``category``, ``channel``, ``shift``, ``person``, ``model``."""
        scope, people = Scope(), ("person",) if self.people else ()
        of_records = ("category", "shift", *people, "model")
        found = {one: self._values(self.records(scope, one)) for one in of_records}
        return {**found, "channel": self._values(self.verdicts(scope, "channel"))}

    def whole(self, scope: Scope) -> Scope:
        """The scope with both days stated; as it is when there are no records."""
        with self._reader.lend(self.watch.goes) as connection:
            days = self._days(connection, scope)
        return replace(scope, since=days[0], until=days[1]) if days else scope

    def newest(self, scope: Scope) -> int:
        """The ledger's number of the newest record that counts in the period; 0 without any."""
        with self._reader.lend(self.watch.goes) as connection:
            days = self._days(connection, scope)
            if days is None:
                return 0
            found = connection.execute(_NEWEST, (day_number(days[0]), day_number(days[1]))).fetchone()
        return int(found[0]) if found else 0

    def _ask(self, subject: Subject, scope: Scope, by: tuple[str, ...]) -> Mapping[Key, Sums]:
        self.refuse_people(scope, *by)
        question = Question(subject, scope, by)
        with self._reader.lend(self.watch.goes) as connection:
            days = self._days(connection, scope)
            if days is None:
                return {}
            parts = parts_of(question, *_to_year_ends(days, _bounds(connection)))
            return answer(connection, parts, question, self.watch.told)

    def _days(self, connection: Connection, scope: Scope) -> tuple[date, date] | None:
        """The days of the scope; None where nothing can count."""
        if scope.station not in ("", self.store.identity.id):
            return None
        found = _bounds(connection)
        if found is None:
            return None
        return max(scope.since or found[0], found[0]), min(scope.until or found[1], found[1])

    def refuse_people(self, scope: Scope, *by: str) -> None:
        """Refuse to tell inspectors apart to who may not see them.

        Raises:
            KnownError: FIG-002.
        """
        if (scope.person or "person" in by) and not self.people:
            raise KnownError("FIG-002")

    @staticmethod
    def _values(found: Mapping[Key, Sums]) -> tuple[str, ...]:
        return tuple(sorted(str(key[0]) for key in found if key[0] != ""))


def _to_year_ends(days: tuple[date, date], bounds: tuple[date, date] | None) -> tuple[date, date]:
    """The same records in fewer sums: nothing lies outside the bounds, so the years there are whole."""
    if bounds is None:
        return days
    since = date(days[0].year, 1, 1) if days[0] <= bounds[0] else days[0]
    return since, date(days[1].year, 12, 31) if days[1] >= bounds[1] else days[1]


def _bounds(connection: Connection) -> tuple[date, date] | None:
    first, last = connection.execute(_BOUNDS).fetchone()
    return None if first is None else (day_of(first), day_of(last))
