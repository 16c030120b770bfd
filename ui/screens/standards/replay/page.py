"""The replay page: choose a version and a period, run, read the flips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QProgressBar, QStackedWidget, QTabWidget, QWidget

from station.grading.replay import Flip
from station.standards.rule_wording import RuleWording
from ui.channel_words import result_words
from ui.context import Context
from ui.screens.screen import TopLineText
from ui.screens.standards.choice_box import ChoiceBox
from ui.screens.standards.choices import Choice
from ui.screens.standards.replay.viewmodel import Period, Replayed, ReplayModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look, row
from ui.widgets.table import Row, Rows, Table

_TABS = ("flips", "missing", "counts")
_COLUMNS = {
    "flips": ("record", "before", "after"),
    "missing": ("record", "missing"),
    "counts": ("result", "before_count", "after_count", "change"),
}
_WIDTHS = {"flips": (280, 320, 0), "missing": (280, 0), "counts": (320, 160, 160, 0)}
_WHICH_PX, _DAY_PX, _DAYS = 400, 144, 90


class ReplayPage(QWidget):
    """``changed`` when the top line has something else to say."""

    changed = Signal()

    def __init__(self, context: Context, model: ReplayModel) -> None:
        super().__init__()
        look(self, "plain")
        self._context, self.model = context, model
        self._shown: Replayed | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    def take_focus(self) -> None:
        """Ready to choose a version."""
        self._which.setFocus()

    def top_line(self) -> TopLineText:
        """What stands in the top line."""
        tr = self._context.translator.tr
        return TopLineText(tr("standards.title"), (tr("standards.page.replay"),))

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these versions; the one chosen stays."""
        self._which.offer(choices)
        if self._which.chosen is None and choices:
            self._which.setCurrentIndex(0)

    def offers(self, key: str) -> bool:
        """Whether the version with this key can be chosen."""
        return any(one.key == key for one in self._which.choices)

    def tab_words(self, place: int) -> str:
        """What a tab is called, with its count."""
        return self._tabs.tabText(place)

    def choose(self, key: str) -> None:
        """Choose a version by its key."""
        self._which.choose(key)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._run.set_text(tr("standards.replay.run"))
        self._cancel.set_text(tr("standards.replay.cancel"))
        self._which.setAccessibleName(tr("standards.replay.which"))
        self._to.setText(tr("standards.replay.to"))
        for field, key in ((self._since, "since"), (self._until, "until")):
            field.setAccessibleName(tr(f"standards.replay.{key}"))
        self._idle.set_texts(tr("standards.replay.idle"), tr("standards.replay.idle_do"))
        for name, rows in self._rows.items():
            rows.set_headers([tr(f"standards.column.{one}") for one in _COLUMNS[name]])
            self._tables[name].setAccessibleName(tr(f"standards.replay.tab.{name}", count=0))
        self.offer(self._which.choices)
        self._show()

    def _make_parts(self) -> None:
        theme, today = self._context.theme, QDate.currentDate()
        self._which, self._to = ChoiceBox(self._context.translator), label("muted")
        self._since, self._until = QDateEdit(today.addDays(-_DAYS)), QDateEdit(today)
        self._run = ActionButton(keys=("F5",), shortcut="F5", primary=True)
        self._cancel = ActionButton(keys=("F9",), shortcut="F9")
        self._bar, self._done, self._summary = QProgressBar(), label("muted"), label("lead")
        self._idle = EmptyState(theme, "history")
        self._rows = {name: Rows(theme, strong=0) for name in _TABS}
        self._tables = {name: look(Table(rows, _WIDTHS[name]), "flush") for name, rows in self._rows.items()}
        self._tabs, self._stack = QTabWidget(), QStackedWidget()

    def _lay_out(self) -> None:
        bar = row(spacing=8)
        self._which.setFixedWidth(_WHICH_PX)
        for day in (self._since, self._until):
            day.setFixedWidth(_DAY_PX)
            day.setDisplayFormat("yyyy-MM-dd")
            day.setCalendarPopup(True)
        for part in (self._which, self._since, self._to, self._until):
            bar.addWidget(part)
        bar.addWidget(self._run)
        bar.addWidget(self._cancel)
        bar.addStretch(1)
        running = row(spacing=16)
        running.addWidget(self._bar, 1)
        running.addWidget(self._done)
        card = Card(margin=8, spacing=8)
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setDrawBase(False)
        for name in _TABS:
            self._tabs.addTab(self._tables[name], "")
        for page in (self._idle, self._tabs):
            self._stack.addWidget(page)
        card.body.addWidget(self._stack)
        layout = column(self, spacing=16)
        layout.addLayout(bar)
        layout.addLayout(running)
        layout.addWidget(self._summary)
        layout.addWidget(card, 1)
        self._show_running(False)

    def _connect(self) -> None:
        self._run.clicked.connect(self.run_chosen)
        self._cancel.clicked.connect(self.model.cancel)
        self.model.started.connect(self._on_started)
        self.model.progress.connect(self._on_progress)
        self.model.finished.connect(self._on_finished)
        for name in ("flips", "missing"):
            self._tables[name].opened.connect(lambda record: self._context.navigation.go("records", record))
        self._context.translator.follow(self.retranslate)

    def run_chosen(self) -> None:
        """Replay the version chosen over the period chosen."""
        if (choice := self._which.chosen) is not None:
            self.model.run(choice, Period(_day(self._since), _day(self._until)))

    def _on_started(self) -> None:
        self._bar.setRange(0, 0)
        self._done.setText("")
        self._show_running(True)

    def _on_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._done.setText(self._context.translator.tr("standards.replay.progress", done=done, total=total))

    def _on_finished(self, replayed: Replayed) -> None:
        self._shown = replayed
        self._show_running(False)
        self._show()
        self._tabs.setCurrentIndex(0)
        self._tables["flips"].setFocus()
        self._tables["flips"].selectRow(0)

    def _show_running(self, running: bool) -> None:
        for part in (self._bar, self._done, self._cancel):
            part.setVisible(running)
        self._run.setVisible(not running)
        self._summary.setVisible(not running and self._shown is not None)

    def _show(self) -> None:
        self._stack.setCurrentWidget(self._tabs if self._shown else self._idle)
        if self._shown is None:
            return
        words, found = self._context.translator, self._shown.found
        counts = {"flips": len(found.flips), "missing": len(found.undetermined), "counts": found.examined}
        for place, name in enumerate(_TABS):
            self._tabs.setTabText(place, words.tr(f"standards.replay.tab.{name}", count=counts[name]))
        key = "standards.replay.summary" if found.complete else "standards.replay.cancelled"
        standard = self._shown.choice.standard
        self._summary.setText(
            words.tr(key, name=standard.name.of(words.lang), version=standard.version, count=found.examined)
        )
        self._rows["flips"].set_rows([self._flip(one) for one in found.flips])
        wording = RuleWording(self._shown.choice.internal, words.lang)
        self._rows["missing"].set_rows(
            [
                Row(
                    (one.record, wording.items(one.missing) or words.tr("standards.replay.words_open")),
                    one.record,
                )
                for one in found.undetermined
            ]
        )
        self._rows["counts"].set_rows(self._count_rows(self._shown))

    def _flip(self, flip: Flip) -> Row:
        words = self._context.translator
        before, after = (result_words(one.said, words) for one in (flip.before, flip.after))
        return Row((flip.record, before, after), flip.record)

    def _count_rows(self, replayed: Replayed) -> list[Row]:
        words, order = self._context.translator, replayed.choice.standard.grades
        every = {*replayed.before, *replayed.after}
        ranked = sorted(every, key=lambda one: (order.index(one) if one in order else len(order), one))
        rows = []
        for said in ranked:
            before, after = replayed.before.get(said, 0), replayed.after.get(said, 0)
            change = f"{after - before:+d}" if after != before else "–"
            cells = (result_words(said, words), str(before), str(after), change)
            rows.append(Row(cells, state=State.ATTENTION if after != before else None))
        return rows


def _day(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
