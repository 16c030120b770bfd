"""Chips of the page of control charts: what is controlled, by which chart and rules, from when on anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtWidgets import QWidget

from station.analysis.controlling import DEFECTS, ITEM, RULES, SHARES, Control, kinds_of, subject_name
from station.analysis.figures import Figures
from station.analysis.numbers import numbered_items
from station.analysis.scope import Scope
from station.texts import Lang, text
from ui.choice import Choice
from ui.context import Context, Keep
from ui.screens.analysis.filters import NAMES
from ui.screens.analysis.viewmodel import AnalysisModel
from ui.widgets.facet_bar import FacetBar
from ui.widgets.looks import column, look

_CHIPS = ("subject", "kind", "rules", "phase")
_PHASE_DAYS = 14


class ControlBar(QWidget):
    """Offers what can be controlled and tells ``model`` what was chosen."""

    def __init__(self, context: Context, model: AnalysisModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self.chips = FacetBar(
            context.translator,
            _CHIPS,
            lambda part: f"control.facet.{part}",
            always=("subject", "rules"),
            first_key=len(NAMES) + 1,
        )
        column(self).addWidget(self.chips)
        self.chips.chosen.connect(self._choose)
        self.chips.cleared.connect(lambda: self._use(Control()))

    def _choose(self, name: str, value: str) -> None:
        control = self._model.control
        match name:
            case "subject":
                self._use(replace(control, subject=value, kind=""))
            case "kind":
                self._use(replace(control, kind=value))
            case "rules":
                self._use(replace(control, rules=value))
            case _:
                self._use(replace(control, since=date.fromisoformat(value) if value else None))

    def _use(self, control: Control) -> None:
        self._model.control_by(control)
        self._show()

    def offer(self) -> None:
        """Read again what can be controlled."""
        keep, wanted = self._context.keep, self._model.wanted(self._model.key)
        self._context.reckoning.run(
            lambda: _choices(keep, wanted.scope, wanted.lang, wanted.people), self._on_offer
        )

    def _on_offer(self, subjects: tuple[Choice, ...]) -> None:
        for name, choices in self._all(subjects).items():
            self.chips.offer(name, choices)
        self._show()

    def _all(self, subjects: tuple[Choice, ...]) -> Mapping[str, tuple[Choice, ...]]:
        tr, today = self._context.translator.tr, self._context.clock.now().astimezone().date()
        days = [(today - timedelta(days=back)).isoformat() for back in range(_PHASE_DAYS)]
        return {
            "subject": subjects,
            "kind": tuple(
                Choice(one, tr(f"control.kind.{one}")) for one in kinds_of(self._model.control.subject)
            ),
            "rules": tuple(Choice(one, tr(f"control.rules.{one}")) for one in RULES),
            "phase": tuple(Choice(day, day) for day in days),
        }

    def _show(self) -> None:
        control = self._model.control
        said = {
            "subject": control.subject,
            "kind": control.kind,
            "rules": control.rules,
            "phase": control.since.isoformat() if control.since else "",
        }
        self.chips.show_chosen({name: value for name, value in said.items() if value})


def _choices(keep: Keep, scope: Scope, lang: Lang, people: bool) -> tuple[Choice, ...]:
    """What can be controlled: shares, defects per unit, and every item with measured values."""
    figures = Figures(keep.store, people=people)
    named = [Choice(one, text(lang, f"control.subject.{one}")) for one in (*SHARES, DEFECTS)]
    items = [f"{ITEM}{one.item}" for one in numbered_items(figures, scope)]
    return (*named, *(Choice(one, subject_name(figures, lang, one)) for one in items))
