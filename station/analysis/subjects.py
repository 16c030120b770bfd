"""What can be counted, and where: a rollup, and the same sums over narrow rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from station.store.rollups import cubes, facts
from station.store.rollups.cubes import Cube

_RECORD_SUMS = {name: f"SUM(r.{name})" for name in cubes.RECORDS.measures[1:]}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to count. ``rows`` are the narrow rows (records as ``r``), ``sums`` its measures over them,
    ``columns`` what it can be told apart by beside what records can. Answers that no
    rollup holds are summed packed (:mod:`station.analysis.answers`); their rows are for finding records."""

    cube: Cube
    rows: str
    sums: Mapping[str, str]
    columns: Mapping[str, str]


RECORDS = Subject(cubes.RECORDS, "records r", {"records": "COUNT(*)", **_RECORD_SUMS}, {})
VERDICTS = Subject(
    cubes.VERDICTS,
    "records r JOIN verdicts v ON v.sequence = r.sequence",
    {
        "records": "COUNT(*)",
        "first_pass": f"SUM(v.class = {facts.SELLABLE} AND NOT r.reworked)",
        "borderline": "SUM(v.borderline)",
    },
    {"channel": "v.channel", "outcome": "v.outcome", "class": "v.class"},
)
ITEMS = Subject(
    cubes.ITEMS,
    "records r JOIN items i ON i.sequence = r.sequence",
    {},
    {"item": "i.item"},
)
DEFECTS = Subject(
    cubes.DEFECTS,
    "records r JOIN defects d ON d.sequence = r.sequence",
    {"defects": "COUNT(*)", "records": "COUNT(DISTINCT r.sequence)"},
    {"kind": "d.kind", "zone": "d.zone"},
)

SUBJECTS: Mapping[str, Subject] = {
    "records": RECORDS,
    "verdicts": VERDICTS,
    "items": ITEMS,
    "defects": DEFECTS,
}

OF_RECORDS: Mapping[str, str] = {
    "day": "r.day",
    "month": "r.day / 100",
    "category": "r.category",
    "shift": "r.shift",
    "person": "r.person",
    "model": "r.model",
    "hour": "r.hour",
}
"""What every subject can be told apart by, over narrow rows."""

OF_CUBES: Mapping[str, str] = {
    "day": "period",
    "month": "CASE WHEN period > 999999 THEN period / 100 ELSE period END",
    "category": "category",
    "shift": "shift",
    "person": "person",
}
"""The same over rollups; model and hour are not held."""
