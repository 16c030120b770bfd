"""What the Standards screen knows and does; no widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.context import Context
from ui.screens.standards.volumes import Shelf, Volume, read_shelf


class StandardsModel(QObject):
    """Reads the library and opens standards.

    ``read(Shelf)`` after every reading, ``opened(Volume, clause id or "")`` when a standard is to be shown.
    """

    read = Signal(object)
    opened = Signal(object, str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shelf = Shelf(())

    @property
    def shelf(self) -> Shelf:
        """The library as read last."""
        return self._shelf

    def refresh(self) -> None:
        """Read the library again."""
        home, today = self._context.home, self._context.clock.now().astimezone().date()
        self._context.reckoning.run(lambda: read_shelf(home, today), self._on_read)

    def open(self, standard_id: str, clause: str = "", version: str = "") -> None:
        """Show a standard, at one of its clauses and in one of its versions when they are named."""
        volume = self._shelf.volume(standard_id, version)
        if volume is not None:
            self.opened.emit(volume, clause)

    def volume(self, standard_id: str) -> Volume | None:
        """The volume of a standard, None when it is not here."""
        return self._shelf.volume(standard_id)

    def _on_read(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.read.emit(shelf)
