"""The rollups: sums of measures by business day, month and year, as narrow as charts ask for them.

Every cube is kept in two widths: ``WIDE`` sums over shifts and inspectors, ``NARROW`` tells them apart; and
in three grains: ``period`` is a day (``20261122``), a whole month (``202611``) or a whole year (``2026``).
"""

from __future__ import annotations

from dataclasses import dataclass

WIDE, NARROW = 0, 1
_COMMON = ("width", "period", "category", "shift", "person")
_TYPES = {"width": "INTEGER", "period": "INTEGER", "class": "INTEGER", "channels": "INTEGER"}


@dataclass(frozen=True, slots=True)
class Cube:
    """One table of sums: ``keys`` beside the common ones, and ``measures``, the first a number of rows."""

    table: str
    keys: tuple[str, ...]
    measures: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """All keys, in their order."""
        return (*_COMMON, *self.keys)

    @property
    def create(self) -> str:
        """The statement that makes the table."""
        keys = ", ".join(f"{name} {_TYPES.get(name, 'TEXT')} NOT NULL" for name in self.columns)
        sums = ", ".join(f"{name} INTEGER NOT NULL" for name in self.measures)
        return (
            f"CREATE TABLE {self.table} ({keys}, {sums}, PRIMARY KEY ({_listed(self.columns)})) WITHOUT ROWID"
        )

    @property
    def add(self) -> str:
        """The statement that adds to one cell, or makes it."""
        places = ", ".join("?" for _ in (*self.columns, *self.measures))
        sums = ", ".join(f"{name} = {name} + excluded.{name}" for name in self.measures)
        key = _listed(self.columns)
        return " ".join(
            ("INSERT INTO", self.table, "VALUES (", places, ") ON CONFLICT (", key, ") DO UPDATE SET", sums)
        )

    @property
    def drop_empty(self) -> str:
        """The statement that removes one cell that counts nothing any more."""
        where = " AND ".join(f"{name} = ?" for name in self.columns)
        return " ".join(("DELETE FROM", self.table, "WHERE", where, "AND", self.measures[0], "= 0"))


RECORDS = Cube(
    "record_sums",
    ("channels",),
    (
        "records",
        "passed",
        "first_pass",
        "amended",
        "reinspected",
        "cleaned",
        "remeasured",
        "reworked",
        "borderline",
        "with_defects",
        "seconds",
    ),
)
VERDICTS = Cube("verdict_sums", ("channel", "outcome", "class"), ("records", "first_pass", "borderline"))
ITEMS = Cube(
    "item_sums",
    ("item", "channels"),
    (
        "records",
        "seconds",
        "timed",
        "unknown",
        "measured",
        "manual",
        "borderline",
        "remeasured",
        "looked",
        "faulty",
    ),
)
DEFECTS = Cube("defect_sums", ("kind", "zone", "channels"), ("defects", "records"))
CUBES = (RECORDS, VERDICTS, ITEMS, DEFECTS)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names)
