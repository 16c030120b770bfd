"""What the practice inspector finds: an answer for every check item, and what lies on the bench for it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from station.errors import KnownError
from station.model.answer import Answer, Choice, Defects, Measured, Text
from station.model.checklist import CheckItem, ItemKind
from station.model.facts_json import answer_from_json
from station.places import RESOURCES

_SOUND: Mapping[ItemKind, Answer] = {
    ItemKind.NUMBER: Measured(Decimal(0), "1"),
    ItemKind.COUNT: Measured(Decimal(0), "1"),
    ItemKind.DEFECTS: Defects(),
}


@dataclass(frozen=True, slots=True)
class Script:
    """The demo unit's code, its answers and the values on the simulated bench, by item id."""

    code: str
    remark: str
    answers: Mapping[str, Any]
    bench: Mapping[str, str]
    short: tuple[Script, ...] = field(default=())
    """Further units, for target channels, whose inspection ends early."""

    def answer(self, item: CheckItem) -> Answer:
        """What the inspector will say of ``item``: as scripted, else as on a sound unit."""
        if item.id in self.answers:
            return answer_from_json(self.answers[item.id], item)
        good = next((option for option in item.options if option.good), None)
        return Choice(good.value) if good else _SOUND.get(item.kind, Text(self.remark))


def load_script() -> Script:
    """The script that ships with the program.

    Raises:
        KnownError: RES-001 when it is missing or malformed.
    """
    path = RESOURCES / "demo" / "tour.toml"
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        remark, answers, bench = raw["remark"], raw["answers"], raw["bench"]
        short = (Script(one["code"], remark, answers | one["answers"], bench) for one in raw["short"])
        return Script(raw["code"], remark, answers, bench, tuple(short))
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise KnownError("RES-001", path=str(path)) from error
