"""Places in the space of facts as short text that needs no language: ``FR-03 > 1 mm, < 3 mm``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from station.standards.lint.cells import Cell, shown
from station.standards.lint.defect_lists import Gauge
from station.standards.lint.facts import Dimension, Fact
from station.standards.rules import Which

MOST_FACTS = 3
"""How many facts a place is told by."""


def where(dimension: Dimension, values: Iterable[int]) -> str:
    """Some values of one dimension."""
    chosen = sorted(values)
    if not dimension.is_measured:
        told = " / ".join(str(dimension.values[number]) for number in chosen)
        return f"{named(dimension)} {told}"
    told = "; ".join(_run(dimension, run) for run in runs(chosen))
    return f"{named(dimension)} {told}"


def runs(numbers: Iterable[int]) -> list[list[int]]:
    """Neighbouring numbers together."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _run(dimension: Dimension, run: list[int]) -> str:
    cells = [cell for number in run if isinstance(cell := dimension.values[number], Cell)]
    return shown(cells, dimension.unit)


def named(dimension: Dimension) -> str:
    """The item, or what is measured over which defects of which items."""
    about = dimension.about
    if isinstance(about, str):
        return about
    return " ".join(["+".join(about.items), about.measure, *_filters(about), *_scope(about)])


def _scope(gauge: Gauge) -> list[str]:
    return [] if gauge.scope == "device" else [gauge.scope]


def _filters(gauge: Gauge) -> Iterator[str]:
    which: Which = gauge.which
    yield from which.zones
    yield from (kind.value for kind in which.kinds)
    if which.depth_at_least:
        yield f"≥ {which.depth_at_least.value}"
    sizes = (
        ("length", "≥", which.length_at_least_mm),
        ("length", ">", which.length_above_mm),
        ("width", "≥", which.width_at_least_mm),
        ("width", ">", which.width_above_mm),
    )
    yield from (f"({name} {sign} {size:f} mm)" for name, sign, size in sizes if size is not None)
    if which.visible_at_cm is not None:
        yield f"({which.visible_at_cm:f} cm)"


def place(box: Mapping[int, int], facts: Iterable[Fact], told: frozenset[str | Gauge]) -> str:
    """Where a box lies, by the facts that it narrows and that ``told`` names; flaws first."""
    narrowed = [
        (dimension, values)
        for fact in facts
        if box.get(fact.number, fact.full) != fact.full
        for number, dimension in enumerate(fact.dimensions)
        if dimension.about in told
        and len(values := fact.values(box[fact.number], number)) < len(dimension.values)
    ]
    flawed = [one for one in narrowed if _is_flawed(*one)]
    chosen = (flawed or narrowed)[:MOST_FACTS]
    return "; ".join(where(dimension, values) for dimension, values in chosen) or "–"


def _is_flawed(dimension: Dimension, values: Iterable[int]) -> bool:
    """Whether every one of the values is worse than the best there is."""
    return min(dimension.badness[value] for value in values) > min(dimension.badness)
