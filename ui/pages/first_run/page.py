"""The first start: a few calm steps in one card. There is no default person and no default PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QStackedWidget

from station.errors import KnownError
from ui.i18n import Translator
from ui.pages.first_run.answers import FirstRun
from ui.pages.first_run.progress import Progress
from ui.pages.first_run.steps import Part, PersonPart, StationPart, SummaryPart
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row

_STEPS = ("station", "administrator", "inspector", "summary")
_WIDTH_PX, _PART_PX = 680, 300


class FirstRunPage(QFrame):
    """``finished(FirstRun)`` after the last step, ``language_chosen(lang)`` at once when chosen."""

    finished = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, station_name: str = "") -> None:
        super().__init__()
        look(self, "card")
        self._translator = translator
        self._progress = Progress(theme)
        self._title, self._lead = label("step"), label("muted", wrap=True)
        self._word = label(wrap=True)
        self._word.setProperty("state", "bad")
        self.station = StationPart(translator, station_name)
        self.administrator = PersonPart(theme, translator, optional=False)
        self.inspector = PersonPart(theme, translator, optional=True)
        self._summary = SummaryPart(translator)
        self._parts = QStackedWidget()
        self._back = ActionButton(keys=("Esc",))
        self._next = ActionButton(keys=("Enter",), primary=True)
        self._lay_out()
        self._connect()
        self._show(0)

    def refuse(self, error: KnownError) -> None:
        """It could not be created: say why."""
        self._word.setText(self._translator.refusal(error))

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr, at = self._translator.tr, self._parts.currentIndex()
        step = _STEPS[at]
        self._title.setText(tr(f"entrance.first.title_{step}"))
        self._lead.setText(tr(f"entrance.first.lead_{step}"))
        self._progress.show_steps([tr(f"entrance.first.step_{one}") for one in _STEPS], at)
        self._back.set_text(tr("entrance.back"))
        self._next.set_text(tr(self._next_key(step)))
        self._show_facts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._parts.currentIndex():
            self._show(self._parts.currentIndex() - 1)
        else:
            event.ignore()

    def _next_key(self, step: str) -> str:
        if step == "summary":
            return "entrance.first.create"
        skips = step == "inspector" and self.inspector.person is None and not self.inspector.lacks()
        return "entrance.first.skip" if skips else "entrance.first.next"

    def _advance(self) -> None:
        at, lacks = self._parts.currentIndex(), self._current().lacks()
        if lacks:
            self._word.setText(self._translator.tr(lacks))
        elif at + 1 < len(_STEPS):
            self._show(at + 1)
        elif self.administrator.person is not None:
            person, inspector = self.administrator.person, self.inspector.person
            self.finished.emit(FirstRun(self.station.station_name, person, inspector))

    def _show(self, at: int) -> None:
        self._parts.setCurrentIndex(at)
        self._back.setVisible(at > 0)
        self._word.clear()
        self.retranslate()
        self.setFocusProxy(self._current())
        self.setFocus()

    def _current(self) -> Part:
        return (self.station, self.administrator, self.inspector, self._summary)[self._parts.currentIndex()]

    def _show_facts(self) -> None:
        tr, admin, inspector = self._translator.tr, self.administrator.person, self.inspector.person
        values = (
            self.station.station_name,
            admin.name if admin else "",
            inspector.name if inspector else tr("entrance.first.no_inspector"),
        )
        named = tuple(tr(f"entrance.first.step_{one}") for one in _STEPS)
        self._summary.show_facts(tuple(zip(named, values, strict=False)))

    def _changed(self) -> None:
        self._word.clear()
        self._next.set_text(self._translator.tr(self._next_key(_STEPS[self._parts.currentIndex()])))

    def _connect(self) -> None:
        for part in (self.station, self.administrator, self.inspector, self._summary):
            self._parts.addWidget(part)
            part.done.connect(self._advance)
            part.changed.connect(self._changed)
        self.station.language_chosen.connect(self.language_chosen)
        self._back.clicked.connect(lambda: self._show(self._parts.currentIndex() - 1))
        self._next.clicked.connect(lambda: self._current().go_on())
        self._translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        self.setFixedWidth(_WIDTH_PX)
        self._parts.setFixedHeight(_PART_PX)
        actions = row(spacing=12)
        actions.addWidget(self._back)
        actions.addWidget(self._word, 1)
        actions.addWidget(self._next)
        layout = column(self, spacing=8, margin=40)
        layout.addWidget(self._progress)
        layout.addSpacing(16)
        layout.addWidget(self._title)
        layout.addWidget(self._lead)
        layout.addSpacing(16)
        layout.addWidget(self._parts)
        layout.addLayout(actions)
