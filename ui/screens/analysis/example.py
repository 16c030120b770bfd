"""A believable week of records in a second, for pictures: one real example record, told again and again.

Only what analyses count is varied (times, people, model, battery, defects, results); grades are drawn, not
judged. Every record is an entry of the ledger like any other.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from station.model.event import EventKind
from station.model.record import Record
from station.store.clock import to_text
from station.store.database import Store
from station.store.ledger import append

Document = dict[str, Any]
_MODELS = (("Apple", "iPhone 13"), ("Apple", "iPhone 12"), ("Huawei", "Mate 40"), ("Xiaomi", "13"))
_DEFECTS = (
    (("scratch", "Z1"), 30),
    (("scratch", "Z4"), 22),
    (("dent", "Z3B"), 14),
    (("wear", "Z3T"), 10),
    (("paint_loss", "Z3C1"), 7),
    (("crack", "Z4"), 4),
    (("stain", "Z6"), 3),
)
_WORKS = range(9, 18)
"""Hours in which units are sealed."""
_SEED = 7


@dataclass(frozen=True, slots=True)
class Inspector:
    """Who inspects in the example: an id and a name."""

    id: str
    name: str


def fill_week(
    store: Store, of: Record, people: Sequence[Inspector], now: datetime, *, days: int = 7, a_day: int = 60
) -> int:
    """Append ``a_day`` records on each of the last ``days`` days until ``now`` (UTC); returns how many.

    Runs on the database lane.
    """
    chance = random.Random(_SEED)  # noqa: S311 - pictures, not secrets
    moments = [one for one in sorted(_moments(chance, now, days, a_day)) if one < now]
    with store.write() as connection:
        for number, at in enumerate(moments):
            document = _varied(of.document, number, at, chance.choice(people), chance)
            append(store, connection, EventKind.RECORD_SEALED, at, document)
    return len(moments)


def _moments(chance: random.Random, now: datetime, days: int, a_day: int) -> Iterator[datetime]:
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    for back in range(days):
        for _ in range(round(a_day * chance.uniform(0.8, 1.15))):
            hour = chance.choice(_WORKS)
            yield midnight - timedelta(days=back) + timedelta(hours=hour, seconds=chance.randrange(3600))


def _varied(
    of: Mapping[str, Any], number: int, at: datetime, who: Inspector, chance: random.Random
) -> Document:
    document = copy.deepcopy(dict(of))
    took = max(95, round(chance.gauss(230, 60)))
    brand, name = chance.choices(_MODELS, (5, 3, 2, 1))[0]
    document |= {
        "record": f"{at:%Y%m%d}-{of['station']['id']}-{5000 + number}",
        "practice": False,
        "sealed_at": to_text(at),
        "started_at": to_text(at - timedelta(seconds=took)),
        "duration_s": took,
        "inspector": {**of["inspector"], "id": who.id, "name": who.name},
        "verdicts": [_verdict(one, chance) for one in of["verdicts"]],
        "countersign": {"demanded_by": []},
    }
    code = f"R-{at:%Y%m%d}-{1000 + number}"
    model = {**(of["unit"]["model"] or {}), "brand": brand, "name": name, "storage": "128GB", "colour": ""}
    document["unit"] = {**of["unit"], "code": code, "imei": "", "serial": "", "model": model}
    _observe(document["observations"], at, took, chance)
    return document


def _observe(observations: list[Document], at: datetime, took: int, chance: random.Random) -> None:
    count = len(observations)
    for place, one in enumerate(observations):
        one["taken_at"] = to_text(at - timedelta(seconds=took * (count - place) / (count + 1)))
        answer = one["answer"]
        if "defects" in answer:
            answer["defects"] = [_defect(chance) for _ in range(chance.choices((0, 1, 2), (88, 10, 2))[0])]
        elif one["item"] == "PB-02" and "value" in answer:
            answer["value"] = str(min(100, max(71, round(chance.gauss(88, 4)))))
        elif chance.random() < 0.012:
            one["answer"] = {"unknown": "not_inspectable", "reason": ""}


def _defect(chance: random.Random) -> Document:
    (kind, zone), _ = chance.choices(_DEFECTS, [weight for _, weight in _DEFECTS])[0]
    length = f"{abs(chance.gauss(6, 3)) + 0.3:.1f}"
    return {"zone": zone, "kind": kind, "length_mm": length, "depth": "not_tactile", "visible_cm": "30"}


def _verdict(one: Mapping[str, Any], chance: random.Random) -> Document:
    result = chance.choices(("grade", "not_accepted", "undetermined"), (90, 6, 4))[0]
    grades = [chance.choices(("A", "B", "C"), (5, 3, 2))[0]] if result == "grade" else []
    return {**one, "result": result, "grades": grades}
