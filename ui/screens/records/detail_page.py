"""One sealed record: its unit at the left; verdicts, facts, photos, history and proof at the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from station.model.rights import Right
from station.model.standing import Countersign, Standing
from ui.context import Context
from ui.screens.records.banner import StandingBanner
from ui.screens.records.detail import RecordDetail
from ui.screens.records.history_words import HistoryWords
from ui.screens.records.photo_sheet import PhotoSheet
from ui.screens.records.proof_sheet import ProofSheet
from ui.screens.records.result_delegate import Named
from ui.screens.records.unit_sheet import UnitSheet
from ui.screens.records.verdict_sheet import VerdictSheet
from ui.screens.records.viewmodel import RecordsModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.fact_list import FactList
from ui.widgets.looks import label, look, row
from ui.widgets.marked_rows import MarkedRows
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Row, Rows, Table

_SIDE_PX = 336
_FACT_WIDTHS = (192, 0, 176, 184)
_HISTORY_WIDTHS = (136, 0, 104, 120, 88, 0)
_FACT_COLUMNS = ("group", "item", "value", "source")
_HISTORY_COLUMNS = ("at", "item", "was", "now", "inspector", "act")
_TABS = ("verdicts", "facts", "photos", "history", "unit", "proof")


class DetailPage(QWidget):
    """``closed`` when the person goes back to the list; ``amend_asked``, ``void_asked``, ``queue_asked``,
    ``compared(other record id)`` and ``opened(other record id)`` lead on."""

    closed = Signal()
    amend_asked = Signal()
    void_asked = Signal()
    queue_asked = Signal()
    compared = Signal(str)
    opened = Signal(str)

    def __init__(self, context: Context, model: RecordsModel, around: Surroundings, named: Named) -> None:
        super().__init__()
        look(self, "page")
        self._context, self._model, self._around, self._named = context, model, around, named
        self._detail: RecordDetail | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_tab(self, name: str) -> None:
        """Show one sheet: ``verdicts``, ``facts``, ``photos``, ``history``, ``unit`` or
        ``proof``."""
        self._tabs.setCurrentIndex(_TABS.index(name))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        for index, name in enumerate(_TABS):
            self._tabs.setTabText(index, tr(f"records.tab.{name}"))
        self._certificate.set_text(tr("records.certificate"))
        self._label.set_text(tr("records.label.print"))
        self._amend.set_text(tr("records.amend.button"))
        self._void.set_text(tr("records.void.button"))
        self._queue.set_text(tr("records.queue.this"))
        self._export.set_text(tr("records.export"))
        self._back.set_text(tr("records.back"))
        self._offer_actions()
        self._facts.set_headers([tr(f"records.column.{name}") for name in _FACT_COLUMNS])
        self._history.set_headers([tr(f"records.column.{name}") for name in _HISTORY_COLUMNS])

    def _make_parts(self) -> None:
        theme = self._context.theme
        self._title, self._subtitle = label("step", wrap=True), label("muted", wrap=True)
        self._about = FactList()
        self._banner = StandingBanner(self._around)
        self._verdicts = VerdictSheet(self._around)
        self._facts = Rows(theme, strong=2)
        self._photos = PhotoSheet(theme, self._context.translator)
        self._history = MarkedRows(theme, strong=3)
        self._unit = UnitSheet(self._around, self._named)
        self._proof = ProofSheet(self._context, self._model)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        self._certificate = ActionButton(keys=("F6",), shortcut="F6", primary=True)
        self._label = ActionButton(keys=("F7",), shortcut="F7")
        self._amend = ActionButton(keys=("F9",), shortcut="F9")
        self._void = ActionButton(keys=("F3",), shortcut="F3")
        self._queue = ActionButton(keys=("F8",), shortcut="F8")
        self._export = ActionButton(keys=("Ctrl", "E"), shortcut="Ctrl+E")
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")

    def _lay_out(self) -> None:
        side = Card(margin=24, spacing=12)
        side.setFixedWidth(_SIDE_PX)
        for part in (self._title, self._subtitle, self._about):
            side.body.addWidget(part)
        side.body.addStretch()
        for button in self._actions():
            side.body.addWidget(button)
        main = Card(margin=8, spacing=8)
        main.body.addWidget(self._banner)
        for sheet in self._sheets():
            self._tabs.addTab(sheet, "")
        main.body.addWidget(self._tabs, 1)
        layout = row(self, spacing=16, margin=24)
        layout.addWidget(side)
        layout.addWidget(main, 1)
        self.setFocusProxy(self._tabs.tabBar())

    def _actions(self) -> tuple[ActionButton, ...]:
        correcting = (self._queue, self._amend, self._void)
        return (*correcting, self._certificate, self._label, self._export, self._back)

    def _sheets(self) -> tuple[QWidget, ...]:
        facts, history = Table(self._facts, _FACT_WIDTHS), Table(self._history, _HISTORY_WIDTHS)
        for table in (facts, history):
            look(table, "flush")
        return self._verdicts, facts, self._photos, history, self._unit, self._proof

    def _connect(self) -> None:
        self._certificate.clicked.connect(lambda: self._model.print_certificate())
        self._label.clicked.connect(self._model.print_label)
        self._export.clicked.connect(self._model.export)
        self._amend.clicked.connect(self.amend_asked)
        self._void.clicked.connect(self.void_asked)
        self._queue.clicked.connect(self.queue_asked)
        self._unit.compared.connect(self.compared)
        self._banner.opened.connect(self.opened)
        self._context.session.changed.connect(self._offer_actions)
        self._back.clicked.connect(self.closed)
        self._model.opened.connect(self._show)
        self._model.renewed.connect(self._show)
        self._photos.large_wanted.connect(self._model.read_photo)
        self._model.photo_read.connect(self._photos.show_large)
        self._context.translator.follow(self.retranslate)

    def _show(self, detail: RecordDetail) -> None:
        content = detail.content
        if self._detail is None or self._detail.record.id != detail.record.id:
            self._tabs.setCurrentIndex(0)
        self._detail = detail
        self._title.setText(content.title)
        self._subtitle.setText(content.subtitle)
        self._about.show_facts(
            [(one.label, one.value) for one in (*content.identity, *content.circumstances)]
        )
        self._banner.show_detail(detail)
        self._unit.show_detail(detail)
        self._offer_actions()
        self._verdicts.show_detail(detail)
        self._facts.set_rows(self._fact_rows(detail))
        self._photos.show_photos(detail.photos)
        self._history.set_rows(self._history_rows(detail))
        self._proof.show_record(detail)

    def _fact_rows(self, detail: RecordDetail) -> list[Row]:
        rows = []
        for group in detail.content.groups:
            for number, fact in enumerate(group.facts):
                cells = ("" if number else group.title, fact.title, fact.value, fact.source)
                rows.append(Row(cells, state=State.ATTENTION if fact.attention else None))
        heading = self._context.translator.tr("records.unknown")
        for number, unknown in enumerate(detail.content.unknowns):
            rows.append(
                Row(("" if number else heading, unknown.title, unknown.reason, ""), state=State.UNKNOWN)
            )
        return rows

    def _offer_actions(self) -> None:
        """Only what the person may do, and only while the record still speaks for its unit."""
        session, detail = self._context.session, self._detail
        stands = detail is not None and detail.life.standing is Standing.CURRENT
        awaits = detail is not None and detail.life.countersign is Countersign.AWAITED
        self._amend.setVisible(stands and session.may(Right.AMEND))
        self._void.setVisible(stands and session.may(Right.VOID))
        self._queue.setVisible(stands and awaits and session.may(Right.COUNTERSIGN))
        self._export.setVisible(session.may(Right.EXPORT) and not self._context.translator.hides)

    def _history_rows(self, detail: RecordDetail) -> list[Row]:
        """Newest first; what changed something is marked, a first answer is set back."""
        return [
            Row(
                (
                    one.at,
                    one.title,
                    one.old,
                    one.new,
                    one.person,
                    self._act(one),
                ),
                state=State.ATTENTION if one.changed else None,
                quiet=not one.changed,
            )
            for one in reversed(detail.history)
        ]

    def _act(self, one: HistoryWords) -> str:
        act = self._context.translator.tr(f"records.act.{one.act}")
        return f"{act} · {one.says}" if one.says else act
