"""Importing what channels reported: the file is understood first, every row in sight, then it counts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog

from station.errors import KnownError
from station.standards.library import home_library
from station.store.channel_results import Understood, enter_channel_results, understand_channel_results
from station.store.importing import Change, ImportResult
from ui.context import Context
from ui.errand import Errand
from ui.screens.analysis.desk import Desk
from ui.screens.analysis.results.result_rows import COLUMNS, headings_told, rows_of
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.busy_line import BusyLine
from ui.widgets.card import Card
from ui.widgets.looks import column, label, row
from ui.widgets.notice import Notice
from ui.widgets.surroundings import Surroundings
from ui.widgets.table import Rows, Table

_WIDTHS = (52, 164, 216, 116, 88, 0)


class ResultsDesk(Desk):
    """A file, what is understood of it, and the button that lets it count."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, words = context, context.translator
        self.errand = Errand(self)
        self._path: Path | None = None
        self._understood: Understood | None = None
        self._told: KnownError | None = None
        self._done: ImportResult | None = None
        self._title, self._lead, self._columns = label("title"), label("muted", wrap=True), label(wrap=True)
        self._caption, self.channel = label("section"), QComboBox()
        self.notice, self._busy = Notice(Surroundings(words, context.theme)), BusyLine(words)
        self.rows = Rows(context.theme, strong=1)
        self.table = Table(self.rows, _WIDTHS)
        self.back = ActionButton(keys=("Esc",), shortcut="Esc")
        self.open_file = ActionButton(keys=("Ctrl", "O"), shortcut="Ctrl+O")
        self.enter = ActionButton(keys=("F9",), shortcut="F9", primary=True)
        self._lay_out()
        self._connect()

    @property
    def understood(self) -> Understood | None:
        """What the file says; None before one is read, and after it counts."""
        return self._understood

    def read_file(self, path: Path) -> None:
        """Understand a file; nothing counts yet."""
        self._forget()
        self._path = path
        store, channel = self._context.keep.store, str(self.channel.currentData() or "")
        grades = {one.id: one.grades for one in home_library(self._context.home).channel_standards()}
        self.errand.run(
            self._context.reckoning,
            lambda told: understand_channel_results(store, path, grades, channel, told),
            self._take,
        )

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("desks.results_title"))
        self._lead.setText(tr("desks.results_lead"))
        self._caption.setText(tr("desks.results_channel"))
        self.channel.setAccessibleName(self._caption.text())
        self.back.set_text(tr("analyse.behind.back"))
        self.open_file.set_text(tr("desks.choose_file"))
        self.table.setAccessibleName(self._title.text())
        self.rows.set_headers([tr(f"desks.column.{one}") for one in COLUMNS])
        self._name_channels()
        self._tell()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls()[:1]:
            self.read_file(Path(url.toLocalFile()))

    def _take(self, understood: Understood) -> None:
        self._understood = understood
        self._tell()

    def _enter(self) -> None:
        understood, person = self._understood, self._context.session.person
        if understood is not None and person is not None:
            store = self._context.keep.store
            self.errand.run(
                self._context.database,
                lambda _told: enter_channel_results(store, understood, person.id),
                self._entered,
            )

    def _entered(self, result: ImportResult) -> None:
        self._done = result
        self._tell()

    def _refuse(self, error: KnownError) -> None:
        self._told = error
        self._tell()

    def _forget(self) -> None:
        self._path = self._understood = self._told = self._done = None
        self._tell()

    def _tell(self) -> None:
        """All that is known now, in words."""
        words, found = self._context.translator, self._understood
        new = found.count(Change.ADDED) + found.count(Change.UPDATED) if found else 0
        self.enter.set_text(words.tr("desks.enter", count=new))
        self.enter.setVisible(found is not None and self._done is None)
        self.enter.setEnabled(new > 0)
        self._columns.setVisible(found is not None)
        self.table.setVisible(found is not None)
        self._columns.setText(headings_told(found, words) if found else "")
        self.rows.set_rows(rows_of(found, self._channel_name, words) if found else ())
        self._say()

    def _say(self) -> None:
        words, found = self._context.translator, self._understood
        if self._told is not None:
            what, do = words.error(self._told)
            self.notice.say(State.BAD, f"{what} {self._told.code}", do)
        elif found is not None:
            counts = {one.value: found.count(one) for one in Change}
            key = "nothing" if not found.rows and not found.refused else "done" if self._done else "found"
            state = State.ATTENTION if found.refused or key == "nothing" else State.OK
            said = words.tr(f"desks.{key}", file=found.file, **counts, refused=len(found.refused))
            self.notice.say(state, said)
        else:
            self.notice.clear()

    def _channel_name(self, channel: str) -> str:
        place = self.channel.findData(channel)
        return self.channel.itemText(place) if place >= 0 else channel

    def _name_channels(self) -> None:
        words, chosen = self._context.translator, self.channel.currentData()
        self.channel.blockSignals(True)  # other words are no other channel
        self.channel.clear()
        self.channel.addItem(words.tr("desks.no_channel"), "")
        for one in home_library(self._context.home).channel_standards():
            self.channel.addItem(one.name.of(words.lang), one.id)
        self.channel.setCurrentIndex(max(0, self.channel.findData(chosen)))
        self.channel.blockSignals(False)

    def _ask_file(self) -> None:
        tr = self._context.translator.tr
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("desks.choose_file"), "", f"{tr('desks.tables')} (*.csv *.xlsx)"
        )
        if chosen:
            self.read_file(Path(chosen))

    def _read_again(self) -> None:
        if self._path is not None and self._done is None:
            self.read_file(self._path)

    def _connect(self) -> None:
        self.back.clicked.connect(self.closed)
        self.open_file.clicked.connect(self._ask_file)
        self.enter.clicked.connect(self._enter)
        self.channel.currentIndexChanged.connect(self._read_again)
        self.errand.refused.connect(self._refuse)
        self.errand.working.connect(self._busy.show_working)
        self.errand.progress.connect(self._busy.tell)
        self._busy.cancelled.connect(self.errand.cancel)
        self._context.session.changed.connect(self._forget)
        self._context.translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        head = row(spacing=12)
        head.addWidget(self._title, 1)
        for button in (self.back, self.open_file, self.enter):
            head.addWidget(button)
        line = row(spacing=12)
        line.addWidget(self._caption)
        line.addWidget(self.channel)
        line.addStretch(1)
        card = Card(margin=16, spacing=8)
        card.body.addWidget(self._lead)
        card.body.addLayout(line)
        layout = column(self, spacing=12)
        layout.addLayout(head)
        layout.addWidget(card)
        for part in (self._busy, self.notice, self._columns):
            layout.addWidget(part)
        layout.addWidget(self.table, 1)
        layout.addStretch(0)
        self.setFocusProxy(self.open_file)
