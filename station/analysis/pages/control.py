"""Control charts: limits from the data alone, points that break a rule marked, capability beside them."""

from __future__ import annotations

from station.analysis.capable import capability_tiles, item_of
from station.analysis.controlling import ITEM, Control, controlled
from station.analysis.figures import Figures
from station.analysis.numbers import numbers_of_item
from station.analysis.scope import Scope
from station.analysis.telling import covers, tiles
from station.model.analysis_page import AnalysisPage, Definition
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "control", 70, False
_MEANINGS = ("limits", "phases", "subgroups")


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of control charts, of what is controlled where nobody chose."""
    return control_page(figures, scope, lang, Control())


def control_page(figures: Figures, scope: Scope, lang: Lang, control: Control) -> AnalysisPage:
    """The control charts of what a person chose; raises as :func:`controlled`."""
    said = tiles(figures, scope, lang, ("records",))
    if control.subject.startswith(ITEM):
        item = control.subject.removeprefix(ITEM)
        values = [number.value for number in numbers_of_item(figures, scope, item)]
        said = (*said, *capability_tiles(lang, values, item_of(figures, item, scope.category)))
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        _covers(figures, scope, lang, control),
        said,
        controlled(figures, scope, lang, control),
        tuple(
            Definition(text(lang, f"control.means.{one}"), text(lang, f"control.meaning.{one}"))
            for one in _MEANINGS
        ),
    )


def _covers(figures: Figures, scope: Scope, lang: Lang, control: Control) -> str:
    """The period and the filters, then by which rules points are marked and from when a new phase counts."""
    named = text(lang, f"control.rules.{control.rules}")
    rules = [text(lang, "control.by_rules", rules=named)] if control.kind != "cusum" else []
    phase = [text(lang, "control.phase_since", since=control.since)] if control.since else []
    return text(lang, "figures.covers.join").join([covers(figures, scope, lang), *rules, *phase])
