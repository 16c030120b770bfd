"""One draft: what it is at the left; its criteria, findings and release at the right."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from station.standards.rule_wording import RuleWording
from ui.context import Context
from ui.screens.standards.drafts.finding_sheet import FindingSheet
from ui.screens.standards.drafts.release_sheet import ReleaseSheet
from ui.screens.standards.drafts.viewmodel import DraftsModel, DraftView
from ui.screens.standards.editor.places import Place, places
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.fact_list import FactList
from ui.widgets.looks import label, look, row
from ui.widgets.table import Row, Rows, Table

_SIDE_PX = 336
_TABS = ("criteria", "findings", "release")
_COLUMNS = ("heading", "clause", "rule")
_WIDTHS = (152, 120, 0)


class DraftPage(QWidget):
    """``closed`` when the person goes back, ``edited(Place)`` when a criterion is to be edited,
    ``compared(old, new)`` to see what the draft changes.
    """

    closed = Signal()
    compared = Signal(object, object)
    edited = Signal(object)

    def __init__(self, context: Context, model: DraftsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context = context
        self._view: DraftView | None = None
        self._places: tuple[Place, ...] = ()
        self._title, self._subtitle = label("step", wrap=True), label("muted", wrap=True)
        self._standing, self._about = Chip(context.theme), FactList()
        self._rows = Rows(context.theme, strong=0)
        self._criteria = look(Table(self._rows, _WIDTHS), "flush")
        self.findings = FindingSheet(context, model)
        self.release = ReleaseSheet(context, model)
        self._tabs = QTabWidget()
        self._compare = ActionButton(keys=("F7",), shortcut="F7")
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._lay_out()
        self._criteria.opened.connect(self._on_criterion)
        self._compare.clicked.connect(self._on_compare)
        self._back.clicked.connect(self.closed)
        model.opened.connect(self._show)
        context.translator.follow(self.retranslate)

    @property
    def view(self) -> DraftView | None:
        """The draft shown."""
        return self._view

    def show_tab(self, name: str) -> None:
        """Show one sheet: ``criteria``, ``findings`` or ``release``."""
        self._tabs.setCurrentIndex(_TABS.index(name))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        for index, name in enumerate(_TABS):
            self._tabs.setTabText(index, tr(f"standards.drafts.tab.{name}"))
        self._criteria.setAccessibleName(tr("standards.drafts.tab.criteria"))
        self._compare.set_text(tr("compare.from_draft"))
        self._back.set_text(tr("standards.back"))
        if self._view is not None:
            self._show(self._view)

    def _lay_out(self) -> None:
        side = Card(margin=24, spacing=12)
        side.setFixedWidth(_SIDE_PX)
        for part in (self._title, self._subtitle, self._standing, self._about):
            side.body.addWidget(part)
        side.body.addStretch()
        side.body.addWidget(self._compare)
        side.body.addWidget(self._back)
        main = Card(margin=8, spacing=0)
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        for sheet in (self._criteria, self.findings, self.release):
            self._tabs.addTab(sheet, "")
        main.body.addWidget(self._tabs)
        layout = row(self, spacing=16)
        layout.addWidget(side)
        layout.addWidget(main, 1)
        self.setFocusProxy(self._tabs.tabBar())

    def _show(self, view: DraftView) -> None:
        self._view = view
        words, standard = self._context.translator, view.standard
        self._title.setText(standard.name.of(words.lang))
        self._subtitle.setText(f"{view.internal.title.of(words.lang)} · {standard.id}")
        self._standing.show_state(*self._state(view))
        self._about.show_facts(self._facts(view))
        self._compare.setVisible(view.before is not None)
        self._show_criteria(view)
        self.findings.show_view(view)
        self.release.show_view(view)
        self._tabs.setTabText(
            1, words.tr("standards.drafts.tab.findings_open", count=len(view.open_findings))
        )

    def _state(self, view: DraftView) -> tuple[State, str]:
        tr = self._context.translator.tr
        if view.draft.review is not None:
            return State.OK, tr("standards.drafts.reviewed")
        if view.open_findings:
            return State.BAD, tr("standards.release.open", count=len(view.open_findings))
        return State.ATTENTION, tr("standards.drafts.waiting")

    def _facts(self, view: DraftView) -> list[tuple[str, str]]:
        draft, tr = view.draft, self._context.translator.tr
        told = {
            "version": draft.version,
            "replaces": view.before.version if view.before else "–",
            "author": draft.author.name,
            "saved_at": f"{datetime.fromisoformat(draft.author.at).astimezone():%Y-%m-%d %H:%M}",
            "saves": str(len(draft.saves)),
            "reviewer": draft.review.name if draft.review else "–",
            "items": str(len(view.standard.items)),
        }
        return [(tr(f"standards.column.{name}"), value) for name, value in told.items()]

    def _show_criteria(self, view: DraftView) -> None:
        words = self._context.translator
        wording = RuleWording(view.internal, words.lang)
        self._places = places(view.standard, words.lang)
        self._rows.set_headers([words.tr(f"standards.column.{name}") for name in _COLUMNS])
        self._rows.set_rows(
            [
                Row((one.heading, one.clause, wording.sentence(one.rule)), str(number))
                for number, one in enumerate(self._places)
            ]
        )

    def _on_compare(self) -> None:
        if self._view is not None and self._view.before is not None:
            self.compared.emit(self._view.before, self._view.standard)

    def _on_criterion(self, number: str) -> None:
        self.edited.emit(self._places[int(number)])
