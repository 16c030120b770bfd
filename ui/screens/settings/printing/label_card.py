"""The label printer: how it is reached, what it takes, and how it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget

from station.errors import KnownError
from station.ports import Readiness
from ui.context import Context
from ui.printing.addresses import Way, address_of, way_of
from ui.printing.printers import SystemPrinter
from ui.screens.settings.viewmodel import SettingsModel
from ui.theme import State
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, row
from ui.widgets.segments import Segments

_LANGUAGES = ("zpl", "pdf")
_DPI = ("203", "300", "600")
_COPIES = ("1", "2", "3", "4")
_CAPTIONS = ("way", "where", "language", "dpi", "template", "copies")
_LINES = ((0,), (1,), (2, 3), (4, 5))
"""Which captions stand side by side: with one below the other *save* is out of sight on a small screen."""


class LabelCard(Card):
    """What is chosen takes effect with *save*; *test* prints on what is saved."""

    def __init__(self, context: Context, model: SettingsModel) -> None:
        super().__init__(margin=24, spacing=12)
        self._context, self._model = context, model
        self._title, self._chip, self._told = label("title"), Chip(context.theme), label("muted", wrap=True)
        self._captions = [label("section") for _ in _CAPTIONS]
        self._way = Segments([way.value for way in Way], wrap=True)
        self._where, self._system = QLineEdit(), QComboBox()
        self._language, self._dpi = Segments(_LANGUAGES), Segments(_DPI)
        self._template, self._copies = QComboBox(), Segments(_COPIES)
        self._save, self._test = ActionButton(primary=True), ActionButton()
        self._chosen = Way.NONE
        self._answer: Readiness | KnownError | None = None
        self._lay_out()
        self._connect()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr("print.label.title"))
        for caption, name in zip(self._captions, _CAPTIONS, strict=True):
            caption.setText(tr(f"print.label.{name}"))
        self._way.set_words([tr(f"print.way.{way.value}") for way in Way])
        self._language.set_words([tr(f"print.language.{one}") for one in _LANGUAGES])
        self._dpi.set_words([f"{one} dpi" for one in _DPI])
        self._copies.set_words(list(_COPIES))
        for field, name in ((self._where, "where"), (self._system, "where"), (self._template, "template")):
            field.setAccessibleName(tr(f"print.label.{name}"))
        self._say()
        self._save.set_text(tr("print.label.save"))
        self._test.set_text(tr("print.label.test"))
        self._offer()

    def show_printers(self, printers: Sequence[SystemPrinter]) -> None:
        """The system's printers to choose from."""
        self._system.clear()
        self._system.addItems([one.name for one in printers])
        self._show()

    def show_templates(self, names: Sequence[str]) -> None:
        """The templates to choose from."""
        self._template.clear()
        self._template.addItems(list(names))
        self._show()

    def ask(self) -> None:
        """Ask the printer how it is."""
        self._show_answer(None)
        if self._model.now.label_printer:
            self._context.labels.ask(self._show_answer, self._show_answer)

    def _lay_out(self) -> None:
        head = row(spacing=16)
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        self.body.addLayout(head)
        self.body.addWidget(self._told)
        where = row()
        where.addWidget(self._where, 1)
        where.addWidget(self._system, 1)
        parts: tuple[QWidget | None, ...] = (
            *(self._way, None, self._language, self._dpi),
            *(self._template, self._copies),
        )
        for together in _LINES:
            line = row(spacing=24)
            for one in together:
                line.addLayout(_group(self._captions[one], parts[one] or where), 1)
            self.body.addLayout(line)
        buttons = row(spacing=8)
        buttons.addWidget(self._test)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        self.body.addLayout(buttons)

    def _connect(self) -> None:
        self._way.chosen.connect(lambda way: self._choose(Way(way)))
        self._save.clicked.connect(self._submit)
        self._test.clicked.connect(lambda: self._context.labels.try_out(self._on_tested))
        self._context.settings.changed.connect(self._show)
        self._context.translator.follow(self.retranslate)

    def _choose(self, way: Way) -> None:
        self._chosen = way
        self._offer()

    def _offer(self) -> None:
        """Only what the chosen way needs."""
        tr, way = self._context.translator.tr, self._chosen
        self._way.mark(way.value)
        for part in (*self._captions[1:], self._language, self._dpi, self._template, self._copies):
            part.setVisible(way is not Way.NONE)
        self._where.setVisible(way in (Way.NETWORK, Way.SERIAL, Way.FILE))
        self._system.setVisible(way is Way.SYSTEM)
        self._test.setEnabled(bool(self._model.now.label_printer))
        if way is not Way.NONE:
            self._where.setPlaceholderText(tr(f"print.where.{way.value}"))

    def _show(self) -> None:
        now = self._model.now
        self._chosen, where = way_of(now.label_printer)
        self._where.setText("" if self._chosen is Way.SYSTEM else where)
        for box, value in ((self._system, where), (self._template, now.label.template)):
            if box.findText(value) < 0 and value and (box is self._template or self._chosen is Way.SYSTEM):
                box.addItem(value)
            box.setCurrentText(value)
        self._language.mark(now.label.language)
        for segments, known, chosen in (
            (self._dpi, _DPI, str(now.label.dpi)),
            (self._copies, _COPIES, str(now.label.copies)),
        ):
            if chosen in known:
                segments.mark(chosen)
        self._offer()

    def _submit(self) -> None:
        way = self._chosen
        where = self._system.currentText() if way is Way.SYSTEM else self._where.text()
        setting = {
            "template": self._template.currentText() or self._model.now.label.template,
            "language": self._language.marked() or "zpl",
            "dpi": int(self._dpi.marked() or self._model.now.label.dpi),
            "copies": int(self._copies.marked() or self._model.now.label.copies),
        }
        if self._model.change(label_printer=address_of(way, where), label=setting):
            self._context.messages.tell(State.OK, "print.saved")
            self.ask()

    def _on_tested(self, _sent: object) -> None:
        self._context.messages.tell(State.OK, "print.label.tested")
        self.ask()

    def _show_answer(self, answer: Readiness | KnownError | None) -> None:
        self._answer = answer
        self._say()

    def _say(self) -> None:
        """Say how the printer is, in the language in use."""
        translator, answer = self._context.translator, self._answer
        self._chip.setVisible(answer is not None)
        self._told.setVisible(isinstance(answer, KnownError))
        if isinstance(answer, KnownError):
            self._chip.show_state(State.BAD, translator.tr("print.readiness.trouble"))
            self._told.setText(" ".join(translator.error(answer)))
        elif answer is not None:
            state = State.OK if answer is Readiness.READY else State.UNKNOWN
            self._chip.show_state(state, translator.tr(f"print.readiness.{answer.value}"))


def _group(caption: QLabel, part: QWidget | QLayout) -> QVBoxLayout:
    group = column(spacing=8)
    group.addWidget(caption)
    if isinstance(part, QLayout):
        group.addLayout(part)
    else:
        group.addWidget(part)
    return group
