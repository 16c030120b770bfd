"""What the units of the example are like: model, condition, readings, defects, what each channel gives."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ui.screens.analysis.example.crew import Inspector

Document = dict[str, Any]

_MODELS = (("Apple", "iPhone 13"), ("Apple", "iPhone 12"), ("Huawei", "Mate 40"), ("Xiaomi", "13"))
_BODIES = ((174.0, 7.65), (164.0, 7.40), (188.0, 8.80), (185.0, 7.98))
"""Mass in g and thickness in mm of each model."""
_DRIFTS_FROM, _DRIFT_MM = 9, 0.045
"""From this working day on the caliper reads so much too far."""
_DARK_DAY, _DARK_FACTOR = 6, 4.5
"""The day on which the lamp over the bench had failed, and how many more answers that left unknown."""
_REFUSED, _UNDECIDED, _TIED = 0.045, 0.035, 0.025
_LIMITS_PERCENT = (80, 85, 90)
"""Battery health at which grades part."""
_SCRATCHES = (("scratch", 8), ("wear", 3))
_BLOWS = (("dent", 5), ("paint_loss", 4), ("chip", 2), ("crack", 1))
_SIDES = (("Z3B", 6), ("Z3C1", 4), ("Z3C4", 3), ("Z3L", 2), ("Z3T", 2), ("Z3R", 1))
_FAULTS: Mapping[str, tuple[float, tuple[tuple[str, int], ...], tuple[tuple[str, int], ...]]] = {
    "FG-01": (0.30, _SCRATCHES, (("Z1", 8), ("Z2", 1))),
    "FG-02": (0.03, (("chip", 2), ("crack", 1)), (("Z1", 1), ("Z2", 2))),
    "FR-01": (0.20, _SCRATCHES, _SIDES),
    "FR-02": (0.13, _BLOWS, _SIDES),
    "BK-01": (0.22, _SCRATCHES, (("Z4", 1),)),
    "BK-02": (0.04, _BLOWS, (("Z4", 1),)),
    "DP-01": (0.02, (("pixel", 1),), (("Z1", 1),)),
    "DP-02": (0.03, (("spot", 3), ("discolouration", 2)), (("Z1", 1),)),
}
"""How often an item finds something, what, and where."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``worn`` from 0 (as new) to 1; ``gate`` why no channel takes it, ``decided`` whether facts suffice."""

    model: int
    worn: float
    gate: bool
    decided: bool
    battery: int

    @property
    def named(self) -> tuple[str, str]:
        """Brand and name."""
        return _MODELS[self.model]


def drawn_unit(chance: random.Random) -> Unit:
    """One unit as it comes in."""
    worn = min(1.0, max(0.0, chance.betavariate(2, 3)))
    battery = min(100, max(72, round(97 - 14 * worn + chance.gauss(0, 3.2))))
    model = chance.choices(range(len(_MODELS)), (5, 3, 2, 1))[0]
    return Unit(model, worn, chance.random() < _REFUSED, chance.random() >= _UNDECIDED, battery)


def reading(item: str, unit: Unit, day: int, who: Inspector, chance: random.Random) -> str:
    """What the instrument says of the unit, as text; empty where the example's own value stays."""
    mass, thickness = _BODIES[unit.model]
    drift = _DRIFT_MM if day >= _DRIFTS_FROM else 0.0
    match item:
        case "WD-01":
            return f"{chance.gauss(mass, 0.35):.1f}"
        case "WD-02":
            return f"{chance.gauss(thickness + drift, 0.022):.2f}"
        case "FR-03":
            return f"{max(0.0, chance.gauss(0.2 + 0.3 * unit.worn, 0.12)):.1f}"
        case "FR-04":
            return f"{max(0, round(chance.gauss(0.17, 0.08) / 0.05)) * 0.05:.2f}"
        case "ID-11":
            return str(max(0, round(chance.gauss(90, 120))))
        case "PB-02":
            short = unit.battery + 1 in _LIMITS_PERCENT and chance.random() < who.rounds_up
            return str(unit.battery + short)
        case "PB-03":
            return str(max(3, round((100 - unit.battery) * 38 + chance.gauss(0, 40))))
    return ""


def seen_defects(item: str, unit: Unit, who: Inspector, chance: random.Random) -> list[Document]:
    """The defects that ``who`` finds."""
    if item not in _FAULTS:
        return []
    often, kinds, zones = _FAULTS[item]
    found = min(0.95, often * 2 * unit.worn * who.strictness)
    count = (chance.random() < found) + (chance.random() < found / 4)
    return [_defect(_one(kinds, chance), _one(zones, chance), chance) for _ in range(count)]


def unknown_share(who: Inspector, day: int) -> float:
    """The share of answers left unknown."""
    return who.unknowns * (_DARK_FACTOR if day == _DARK_DAY else 1.0)


def verdict(one: Mapping[str, Any], grades: Sequence[str], unit: Unit, chance: random.Random) -> Document:
    """What a channel gives, by its own scale."""
    given = {key: value for key, value in one.items() if key not in ("may_fail", "open_rulings")}
    given |= {"grades": [], "borderline": [_borderline(unit)] if _is_borderline(unit) else []}
    if unit.gate:
        return given | {"result": "not_accepted", "options": []}
    if one["result"] == "itemised":
        return given
    place = round(unit.worn * len(grades) + chance.gauss(-0.35, 0.3))
    if not unit.decided:
        return given | {"result": "bound" if chance.random() < 0.5 else "undetermined"}
    if place >= len(grades):
        return given | {"result": "not_accepted"}
    place = max(0, place)
    tied = place + 1 < len(grades) and chance.random() < _TIED
    kept = list(grades[place : place + 2]) if tied else [grades[place]]
    return given | {"result": "tie" if tied else "grade", "grades": kept}


def _is_borderline(unit: Unit) -> bool:
    return unit.battery in _LIMITS_PERCENT


def _borderline(unit: Unit) -> Document:
    told = f"{unit.battery} %"
    return {"clause": "", "item": "PB-02", "observed": told, "limit": f"≥ {told}"}


def _one(weighed: Sequence[tuple[str, int]], chance: random.Random) -> str:
    return chance.choices([name for name, _ in weighed], [weight for _, weight in weighed])[0]


def _defect(kind: str, zone: str, chance: random.Random) -> Document:
    length = f"{0.3 + chance.gammavariate(1.6, 3.0):.1f}"
    depth = chance.choices(("not_tactile", "tactile", "through_coating"), (6, 2, 1))[0]
    seen = str(chance.choice((20, 30, 30, 40, 50)))
    return {"zone": zone, "kind": kind, "length_mm": length, "depth": depth, "visible_cm": seen}
