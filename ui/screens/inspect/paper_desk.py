"""Hands out the certificate and the label of a sealed record."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from station.model.record import Record
from ui.context import Context
from ui.screens.inspect.papers import print_label, save_certificate, save_label
from ui.theme import State


class PaperDesk(QObject):
    """``certificate_ready(Path)`` and ``label_ready(Path)`` once they are saved; the label is also printed
    when a printer is set."""

    certificate_ready = Signal(object)
    label_ready = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def make_certificate(self, record: Record) -> None:
        """Save the certificate in the language in use."""
        context, lang = self._context, self._context.translator.lang
        photo = context.keep.records.photo_path
        context.database.run(
            lambda: save_certificate(context.home, record, photo, lang), self._certificate_made
        )

    def make_label(self, record: Record) -> None:
        """Save the label, and print it when a printer is set."""
        context, lang = self._context, self._context.translator.lang
        context.database.run(lambda: save_label(context.home, record, lang), self._label_made)

    def print_if_set(self, record: Record) -> None:
        """Right after sealing the label prints by itself, where there is a printer."""
        if self._context.settings.now.label_printer:
            self.make_label(record)

    def _certificate_made(self, path: Path) -> None:
        self.certificate_ready.emit(path)

    def _label_made(self, made: tuple[Path, bytes]) -> None:
        path, label = made
        printer = self._context.settings.now.label_printer
        self.label_ready.emit(path)
        if printer:
            self._context.network.run(
                lambda: print_label(printer, label), lambda _done: self._printed(printer)
            )
        else:
            self._context.messages.tell(State.OK, "inspect.label.saved", path=path)

    def _printed(self, printer: str) -> None:
        self._context.messages.tell(State.OK, "inspect.label.printed", printer=printer)
