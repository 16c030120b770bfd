"""An upgrade in words: what to clean, to check and to put right, and about how long it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from station.model.verdict import Act, Upgrade, UpgradeStep
from station.texts import Lang, text

_ACTS: tuple[Act, ...] = ("clean", "check", "change")


def upgrade_words(upgrade: Upgrade, lang: Lang, title: Callable[[str], str]) -> str:
    """``clean (Cleanliness), about 4 min; check Battery health``; ``title`` names an item.

    An upgrade of which only the items are known (older records) lists them.
    """
    if not upgrade.steps:
        return _listed(upgrade.needs, lang, title)
    return text(lang, "grading.act.then").join(_acts(upgrade, lang, title))


def _acts(upgrade: Upgrade, lang: Lang, title: Callable[[str], str]) -> Iterator[str]:
    for act in _ACTS:
        if taken := [step for step in upgrade.steps if step.act == act]:
            items = _listed(tuple(step.item for step in taken), lang, title)
            what = text(lang, f"grading.act.{act}", items=items)
            yield _timed(what, taken, lang)


def _timed(what: str, taken: list[UpgradeStep], lang: Lang) -> str:
    """Cleaning says how long it takes; that of checks is within the work at hand, that of repairs unknown."""
    told = [step.minutes for step in taken if step.act == "clean" and step.minutes is not None]
    return text(lang, "grading.act.timed", what=what, minutes=f"{sum(told, Decimal(0)):f}") if told else what


def _listed(items: tuple[str, ...], lang: Lang, title: Callable[[str], str]) -> str:
    return text(lang, "grading.join.items").join(title(item) for item in items)
