"""The pages of analysis: one module per page in this folder; dropping a file adds a page.

A page module offers ``KEY``, ``ORDER`` (its place), ``OF_PEOPLE`` (whether it tells inspectors apart) and
``page(figures, scope, lang)``. Its title stands in the translations under ``figures.pages.KEY``.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.model.analysis_page import AnalysisPage
from station.texts import Lang, text

Make = Callable[[Figures, Scope, Lang], AnalysisPage]


@dataclass(frozen=True, slots=True)
class Page:
    """One page. ``of_people``: only for who may see figures of single inspectors."""

    key: str
    order: int
    of_people: bool
    make: Make

    def title(self, lang: Lang) -> str:
        """Its title."""
        return text(lang, f"figures.pages.{self.key}")


@cache
def pages() -> tuple[Page, ...]:
    """Every page, in reading order."""
    names = [module.name for module in pkgutil.iter_modules(__path__)]
    found = (import_module(f"{__name__}.{name}") for name in names)
    made = (Page(one.KEY, one.ORDER, one.OF_PEOPLE, one.page) for one in found)
    return tuple(sorted(made, key=lambda one: (one.order, one.key)))
