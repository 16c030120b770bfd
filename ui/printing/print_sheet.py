"""What a person decides before a paper leaves: printer, copies, sides, or a file; and why a further copy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QLayout, QLineEdit, QVBoxLayout, QWidget

from station.errors import KnownError
from station.inspection.reprints import Reprint
from ui.context import Context
from ui.printing.documents import PrintJob, Sides
from ui.printing.printers import SystemPrinter, system_printers
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look, row
from ui.widgets.segments import Segments
from ui.widgets.why_again import WhyAgain

_WIDTH_PX = 720
_SIDES: tuple[Sides, ...] = ("one", "long", "short")
_COPIES = ("1", "2", "3", "4")
_CAPTIONS = ("printer", "copies", "sides", "file")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper to hand out: ``file`` is where it is saved, else it is printed by ``job``."""

    job: PrintJob
    file: Path | None = None
    reprint: Reprint | None = None


class Printable(Protocol):
    """A paper that the sheet decides about: of a record, or of none."""

    @property
    def kind(self) -> str:
        """Which title the sheet carries; only a ``label`` is no document."""

    @property
    def name(self) -> str:
        """What it is called in that title."""

    @property
    def file_name(self) -> str:
        """What its PDF file is called."""

    @property
    def copies(self) -> int:
        """How often it was handed out; a further copy needs a reason."""


class PrintSheet(QFrame):
    """``wanted(Wanted)`` once it is decided, ``closed()`` when not. It stays until then."""

    wanted = Signal(object)
    closed = Signal()

    def __init__(self, context: Context, paper: Printable, given: Reprint | None) -> None:
        super().__init__()
        look(self, "card")
        self.setFixedWidth(_WIDTH_PX)
        self._context, self._paper = context, paper
        self._printers: tuple[SystemPrinter, ...] | None = None
        self._refused: KnownError | None = None
        self._title, self._note, self._refusal = label("title"), label("muted", wrap=True), label(wrap=True)
        self._refusal.setProperty("state", "bad")
        self.why = WhyAgain(context.translator)
        self._captions = [label("section") for _ in _CAPTIONS]
        self._printer, self._file = QComboBox(), QLineEdit()
        self._copies, self._sides = Segments(_COPIES), Segments(_SIDES)
        self._back = ActionButton(keys=("Esc",), shortcut="Esc")
        self._save = ActionButton(keys=("Ctrl", "S"), shortcut="Ctrl+S")
        self._print = ActionButton(keys=("Ctrl", "P"), shortcut="Ctrl+P", primary=True)
        self._lay_out()
        self._connect()
        self._begin(given)

    def refuse(self, error: KnownError) -> None:
        """Say why the paper was not handed out; everything decided stays."""
        self._refused = error
        self._offer()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._context.translator.tr
        self._title.setText(tr(f"print.sheet.{self._paper.kind}", record=self._paper.name))
        for caption, name in zip(self._captions, _CAPTIONS, strict=True):
            caption.setText(tr(f"print.sheet.{name}"))
        self._printer.setAccessibleName(tr("print.sheet.printer"))
        self._file.setAccessibleName(tr("print.sheet.file"))
        self._copies.set_words(list(_COPIES))
        self._sides.set_words([tr(f"print.sides.{one}") for one in _SIDES])
        self._back.set_text(tr("print.sheet.back"))
        self._save.set_text(tr("print.sheet.save"))
        self._print.set_text(tr("print.document.print"))
        self._name_printers()
        self._offer()

    def _begin(self, given: Reprint | None) -> None:
        paper, setting = self._paper, self._context.settings.now.document
        name = f"{paper.name}.zpl" if self._is_label else paper.file_name
        self._file.setText(str(self._context.home.output / name))
        self._copies.mark(_COPIES[0])
        self._sides.mark(setting.sides)
        self.why.ask(paper.copies, given)
        if not self._is_label:
            self._context.reckoning.run(system_printers, self._show_printers)

    @property
    def _is_label(self) -> bool:
        return self._paper.kind == "label"

    def _show_printers(self, printers: tuple[SystemPrinter, ...]) -> None:
        self._printers = printers
        self._name_printers()
        wanted = self._context.settings.now.document.printer
        self._printer.setCurrentIndex(max(0, self._printer.findData(wanted)))
        self._offer()

    def _name_printers(self) -> None:
        tr, chosen = self._context.translator.tr, self._printer.currentIndex()
        self._printer.clear()
        for one in self._printers or ():
            self._printer.addItem(f"{one.name} · {tr(one.word)}", one.name)
        self._printer.setCurrentIndex(chosen)

    def _offer(self) -> None:
        """Only what can be done: without a printer the paper is saved."""
        translator = self._context.translator
        may_print = bool(self._context.settings.now.label_printer if self._is_label else self._printers)
        for part in (self._printer, self._copies, self._sides, *self._captions[:3]):
            part.setVisible(may_print and not self._is_label)
        self._print.setVisible(may_print)
        note = self._note_key(may_print)
        self._note.setVisible(bool(note))
        self._note.setText(translator.tr(note) if note else "")
        self._refusal.setVisible(self._refused is not None)
        if self._refused is not None:
            self._refusal.setText(" ".join(translator.error(self._refused)))
        has_reason = not self._paper.copies or self.why.reprint is not None
        for button in (self._print, self._save):
            button.setEnabled(has_reason)

    def _note_key(self, may_print: bool) -> str:
        """What to know first; empty where the choices say all."""
        if self._is_label:
            return "print.sheet.label_again" if may_print else "print.sheet.no_label_printer"
        if self._printers is None:
            return "print.sheet.asking"
        return "" if may_print else "print.document.none"

    def _hand_out(self, file: Path | None) -> None:
        self._refused = None
        self._offer()
        copies, sides = int(self._copies.marked() or 1), self._sides.marked()
        known = next((one for one in _SIDES if one == sides), _SIDES[0])
        job = PrintJob(self._printer.currentData() or "", copies, known, self._paper.name)
        self.wanted.emit(Wanted(job, file, self.why.reprint))

    def _named_file(self) -> Path:
        suffix = ".zpl" if self._is_label else ".pdf"
        path = Path(self._file.text().strip() or self._paper.name).expanduser()
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def _connect(self) -> None:
        self._back.clicked.connect(self.closed)
        self._save.clicked.connect(lambda: self._hand_out(self._named_file()))
        self._print.clicked.connect(lambda: self._hand_out(None))
        self.why.reason.currentIndexChanged.connect(self._offer)
        self._context.translator.follow(self.retranslate)

    def _lay_out(self) -> None:
        layout = column(self, spacing=16, margin=24)
        for part in (self._title, self._note, self.why):
            layout.addWidget(part)
        printer, copies, sides, file = self._captions
        line = row(spacing=24)
        line.addLayout(_group(printer, self._printer), 1)
        line.addLayout(_group(copies, self._copies))
        layout.addLayout(line)
        layout.addLayout(_group(sides, self._sides))
        layout.addLayout(_group(file, self._file))
        layout.addWidget(self._refusal)
        layout.addLayout(_line(self._back, None, self._save, self._print))
        self.setFocusProxy(self.why.reason if self._paper.copies else self._print)


def _group(caption: QLabel, part: QWidget) -> QVBoxLayout:
    group = column(spacing=8)
    group.addWidget(caption)
    group.addWidget(part)
    return group


def _line(*parts: QWidget | None) -> QLayout:
    """Widgets side by side; None takes what room is left."""
    line = row(spacing=12)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return line
