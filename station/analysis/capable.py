"""Whether what is measured stays within the limits of its check item: capability as tiles."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from station.analysis.figures import Figures
from station.analysis.statistics.capability import Specification, capability
from station.analysis.statistics.individuals_charts import imr
from station.errors import KnownError
from station.model.analysis_page import Tile
from station.model.checklist import CheckItem
from station.standards.library import home_library
from station.texts import Lang, text

_TELLING = 5.0
"""Limits wider than 30 sigma are no tolerance: they keep slips out, and say nothing of a process."""
_INDICES = {"Cp": "Cp", "Cp_k": "Cpk", "Cpm": "Cpm", "Pp": "Pp", "Pp_k": "Ppk"}
"""Indices as the statistics name them, and as people do."""


def item_of(figures: Figures, item: str, category: str = "") -> CheckItem | None:
    """The check item in the newest internal standard that knows it; of ``category`` where it is stated."""
    library = home_library(figures.store.home)
    known = [category] if category else library.internal_categories()
    items = (one for name in known for one in library.internal_standard(name).items)
    return next((one for one in items if one.id == item), None)


def capability_tiles(lang: Lang, values: Sequence[float], item: CheckItem | None) -> tuple[Tile, ...]:
    """Capability indices with 95 % intervals, where the item has limits and there are values enough."""
    low, high = (item.limits.low, item.limits.high) if item else (None, None)
    if low is None and high is None:
        return ()
    specification = Specification(None if low is None else float(low), None if high is None else float(high))
    try:
        found = capability(values, imr(values)[0].std_dev[0], specification)
    except KnownError as error:
        if error.code != "ANA-002":
            raise
        return ()
    indices = {name: one for name in _INDICES if (one := found.indices.get(name)) is not None}
    wide = any(one.value > _TELLING for one in indices.values())
    note = _against(lang, item, low, high, "index_wide" if wide else "index")
    return tuple(
        Tile(name, _INDICES[name], one.value, "", 2, found.n, one.low, one.high, note=note)
        for name, one in indices.items()
    )


def _against(lang: Lang, item: CheckItem | None, low: Decimal | None, high: Decimal | None, key: str) -> str:
    """Which limits the indices are against."""
    shown = ["–∞" if low is None else f"{low:f}", "∞" if high is None else f"{high:f}"]
    unit = item.unit if item and item.unit else ""
    return text(lang, f"control.{key}", limits=" – ".join(shown), unit=unit).strip()
