"""From a bar to its units: an opaque key that says which records lie behind a figure."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from station.analysis.narrowing import conditions_of
from station.analysis.scope import Scope, scope_from
from station.analysis.subjects import OF_RECORDS, SUBJECTS
from station.errors import KnownError
from station.store.database import Store
from station.store.index.query import RecordSummary
from station.store.index.searching import summary_of
from station.store.rollups import facts

_NOTED: Mapping[str, str] = {
    **{
        name: f"i.flags & {flag} <> 0"
        for name, flag in (
            ("unknown", facts.UNKNOWN),
            ("manual", facts.MANUAL),
            ("borderline_item", facts.BORDERLINE),
            ("remeasured_item", facts.REMEASURED),
            ("faulty", facts.FAULTY),
        )
    },
    **{
        name: f"r.{name}"
        for name in (
            "passed",
            "first_pass",
            "amended",
            "reinspected",
            "cleaned",
            "remeasured",
            "reworked",
            "borderline",
            "with_defects",
        )
    },
    "not_passed": "NOT r.passed",
}
"""What may be demanded of a record or answer beside equal values."""


@dataclass(frozen=True, slots=True)
class Behind:
    """Records behind a figure: of ``subject`` (``records``, ``verdicts``, ``items``, ``defects``), with these
    values, and what is ``noted`` of them; ``sequences``: only these entries of the ledger."""

    scope: Scope
    subject: str = "records"
    values: tuple[tuple[str, str | int], ...] = ()
    noted: str = ""
    sequences: tuple[int, ...] = ()

    def key(self) -> str:
        """The opaque key."""
        said = {"scope": self.scope.as_json(), "subject": self.subject, "values": self.values}
        named = {"sequences": self.sequences} if self.sequences else {}
        plain = json.dumps({**said, "noted": self.noted, **named}, ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(plain.encode()).decode()


def drill(store: Store, key: str, limit: int = 50, before: int | None = None) -> tuple[RecordSummary, ...]:
    """The records behind ``key``, the latest first; ``before`` is ``sequence`` of the last one shown.

    Raises:
        KnownError: FIG-003 not a key of an analysis.
    """
    statement, values = _statement(_read(key), limit, before)
    with store.counted.lend() as connection:
        sequences = [int(row[0]) for row in connection.execute(statement, values)]
    listed = ", ".join(map(str, sequences))
    query = " ".join(("SELECT * FROM records WHERE sequence IN (", listed, ") ORDER BY sequence DESC"))
    store.index.catch_up()
    return store.index.use(lambda index: tuple(summary_of(row) for row in index.execute(query)))


def _read(key: str) -> Behind:
    try:
        said = json.loads(base64.urlsafe_b64decode(key.encode()))
        values = tuple((str(name), value) for name, value in said["values"])
        sequences = tuple(int(one) for one in said.get("sequences", ()))
        return Behind(scope_from(said["scope"]), said["subject"], values, said["noted"], sequences)
    except (ValueError, TypeError, KeyError, binascii.Error) as error:
        raise KnownError("FIG-003") from error


def _statement(behind: Behind, limit: int, before: int | None) -> tuple[str, list[Any]]:
    try:
        return _select(behind, limit, before)
    except KeyError as error:
        raise KnownError("FIG-003") from error


def _select(behind: Behind, limit: int, before: int | None) -> tuple[str, list[Any]]:
    subject, scope = SUBJECTS[behind.subject], behind.scope
    columns = {**OF_RECORDS, **subject.columns}
    asked = [*conditions_of(scope), *((f"{columns[name]} = ?", value) for name, value in behind.values)]
    where = ["r.counts", *(condition for condition, _ in asked)]
    values = [value for _, value in asked]
    where += [_NOTED[behind.noted]] if behind.noted else []
    where += [f"r.sequence IN ({', '.join(map(str, behind.sequences))})"] if behind.sequences else []
    where += [f"r.sequence < {before}"] if before is not None else []
    told = ["SELECT DISTINCT r.sequence FROM", subject.rows, "WHERE", " AND ".join(where)]
    return " ".join([*told, "ORDER BY r.sequence DESC LIMIT", str(limit)]), values
