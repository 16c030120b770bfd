"""One standard: what it is at the left; clauses, limits, rulings and versions at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from station.model.rights import Right
from station.standards.library import counts_from
from ui.context import Context
from ui.screens.standards.library.clause_sheet import ClauseSheet
from ui.screens.standards.library.finding_sheet import LibraryFindings
from ui.screens.standards.library.limit_sheet import LimitSheet
from ui.screens.standards.library.ruling_sheet import RulingSheet
from ui.screens.standards.viewmodel import StandardsModel
from ui.screens.standards.volumes import Edition, Standing, Volume
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.fact_list import FactList
from ui.widgets.looks import label, look, row
from ui.widgets.table import Row, Rows, Table

_SIDE_PX = 336
_TABS = ("clauses", "limits", "rulings", "findings", "versions")
_EDITION_COLUMNS = ("version", "valid_from", "standing", "author", "reviewer")
_EDITION_WIDTHS = (136, 136, 160, 160, 0)


class StandardPage(QWidget):
    """``closed`` when the person goes back to the list, ``draft_wanted`` to change this standard,
    ``compared(old, new)`` to see what this version changed.
    """

    closed = Signal()
    compared = Signal(object, object)
    draft_wanted = Signal(object)

    def __init__(self, context: Context, model: StandardsModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self._model = context, model
        self._volume: Volume | None = None
        self._make_parts()
        self._lay_out()
        self._back.clicked.connect(self.closed)
        self._draft.clicked.connect(self._on_draft)
        self._compare.clicked.connect(self._on_compare)
        context.session.changed.connect(self._show_allowed)
        self._show_allowed()
        model.opened.connect(self._on_opened)
        model.examined.connect(self._on_examined)
        context.translator.follow(self.retranslate)

    @property
    def volume(self) -> Volume | None:
        """The standard shown."""
        return self._volume

    def show_tab(self, name: str) -> None:
        """Show one sheet: ``clauses``, ``limits``, ``rulings``, ``findings`` or ``versions``."""
        self._tabs.setCurrentIndex(_TABS.index(name))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        for index, name in enumerate(_TABS):
            self._tabs.setTabText(index, tr(f"standards.tab.{name}"))
        self._back.set_text(tr("standards.back"))
        self._draft.set_text(tr("standards.drafts.start"))
        self._compare.set_text(tr("compare.from_version"))
        self._editions.set_headers([tr(f"standards.column.{name}") for name in _EDITION_COLUMNS])
        if self._volume is not None:
            self._show(self._volume)

    def _show_allowed(self) -> None:
        self._draft.setVisible(self._context.session.may(Right.WRITE_STANDARDS))

    def _on_draft(self) -> None:
        if self._volume is not None:
            self.draft_wanted.emit(self._volume.standard)

    def _on_compare(self) -> None:
        if self._volume is not None and (before := self._volume.before) is not None:
            self.compared.emit(before, self._volume.standard)

    def _make_parts(self) -> None:
        self._title, self._subtitle = label("step", wrap=True), label("muted", wrap=True)
        self._standing = Chip(self._context.theme)
        self._about = FactList()
        self._clauses = ClauseSheet(self._context)
        self._limits = LimitSheet(self._context)
        self._rulings = RulingSheet(self._context)
        self._findings = LibraryFindings(self._context)
        self._editions = Rows(self._context.theme, strong=0)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._draft = ActionButton(keys=("F4",), shortcut="F4")
        self._compare = ActionButton(keys=("F7",), shortcut="F7")
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")

    def _lay_out(self) -> None:
        side = Card(margin=24, spacing=12)
        side.setFixedWidth(_SIDE_PX)
        for part in (self._title, self._subtitle, self._standing, self._about):
            side.body.addWidget(part)
        side.body.addStretch()
        side.body.addWidget(self._compare)
        side.body.addWidget(self._draft)
        side.body.addWidget(self._back)
        main = Card(margin=8, spacing=0)
        editions = look(Table(self._editions, _EDITION_WIDTHS), "flush")
        editions.opened.connect(self._open_version)
        for sheet in (self._clauses, self._limits, self._rulings, self._findings, editions):
            self._tabs.addTab(sheet, "")
        main.body.addWidget(self._tabs)
        layout = row(self, spacing=16)
        layout.addWidget(side)
        layout.addWidget(main, 1)
        self.setFocusProxy(self._tabs.tabBar())

    def _on_opened(self, volume: Volume, clause: str) -> None:
        self._tabs.setCurrentIndex(0)
        self._volume = volume
        self._show(volume)
        if clause:
            self._clauses.show_clause(clause)

    def _show(self, volume: Volume) -> None:
        standard, words = volume.standard, self._context.translator
        self._title.setText(standard.name.of(words.lang))
        self._subtitle.setText(f"{volume.internal.title.of(words.lang)} · {standard.id}")
        self._standing.show_state(_STATES[volume.standing], self._standing_words(volume.standing))
        self._about.show_facts(self._facts(volume))
        self._compare.setVisible(volume.before is not None)
        for sheet in (self._clauses, self._limits, self._rulings):
            sheet.show_volume(volume)
        self._show_findings(volume)
        self._editions.set_rows([self._edition(one) for one in volume.editions])

    def _show_findings(self, volume: Volume) -> None:
        found, tr = self._model.findings(volume), self._context.translator.tr
        self._findings.show_findings(volume, found)
        words = (
            tr("standards.tab.findings") if found is None else f"{tr('standards.tab.findings')} {len(found)}"
        )
        self._tabs.setTabText(_TABS.index("findings"), words)

    def _on_examined(self, standard: str) -> None:
        if self._volume is not None and standard == self._volume.standard.id:
            self._show_findings(self._volume)

    def _facts(self, volume: Volume) -> list[tuple[str, str]]:
        standard, tr = volume.standard, self._context.translator.tr
        people = standard.publication
        told = {
            "version": standard.version,
            "valid_from": counts_from(standard),
            "aggregation": tr(f"standards.aggregation.{standard.aggregation}"),
            "confidence": tr(f"standards.confidence.{standard.confidence}"),
            "items": str(len(standard.items)),
            "author": people.author if people else self._shipped(),
            "reviewer": people.reviewer if people else "–",
            "source": standard.source.replace("; ", "\n").replace("/", "/\u200b"),
        }
        return [(tr(f"standards.column.{name}"), value) for name, value in told.items()]

    def _open_version(self, version: str) -> None:
        if self._volume is not None:
            self._model.open(self._volume.standard.id, version=version)

    def _edition(self, edition: Edition) -> Row:
        standard, people = edition.standard, edition.standard.publication
        by = (people.author, people.reviewer) if people else (self._shipped(), "–")
        words = self._standing_words(edition.standing)
        state = State.ATTENTION if edition.standing == "upcoming" else None
        quiet = edition.standing == "replaced"
        return Row((standard.version, counts_from(standard), words, *by), standard.version, state, quiet)

    def _standing_words(self, standing: Standing) -> str:
        return self._context.translator.tr(f"standards.standing.{standing}")

    def _shipped(self) -> str:
        return self._context.translator.tr("standards.shipped")


_STATES = {"in_force": State.OK, "upcoming": State.ATTENTION, "replaced": State.UNKNOWN}
