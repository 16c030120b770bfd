"""What the Standards screen knows and does; no widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.standards.channel import ChannelStandard
from station.standards.findings import Finding
from ui.context import Context
from ui.screens.standards.volumes import Shelf, Volume, read_shelf


class StandardsModel(QObject):
    """Reads the library and opens standards.

    ``read(Shelf)`` after every reading, ``opened(Volume, clause id or "")`` when a standard is to be shown,
    ``examined(standard id)`` when the findings of a version are known, with "" after the last of the shelf.
    """

    read = Signal(object)
    opened = Signal(object, str)
    examined = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shelf = Shelf(())
        self._findings: dict[ChannelStandard, tuple[Finding, ...]] = {}
        self._waiting: list[Volume] = []
        self._is_examining = False

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
            self._waiting.insert(0, volume)
            self._examine_next()
            self.opened.emit(volume, clause)

    def volume(self, standard_id: str) -> Volume | None:
        """The volume of a standard, None when it is not here."""
        return self._shelf.volume(standard_id)

    def findings(self, volume: Volume) -> tuple[Finding, ...] | None:
        """What lint finds in the version shown; None while that is not known yet."""
        return self._findings.get(volume.standard)

    def _on_read(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._waiting = list(shelf.volumes)
        self._examine_next()
        self.read.emit(shelf)

    def _examine_next(self) -> None:
        """One standard at a time, so that other work of the lane comes in between."""
        if self._is_examining:
            return
        self._waiting = [one for one in self._waiting if one.standard not in self._findings]
        if self._waiting:
            self._examine(self._waiting.pop(0))
        else:
            self.examined.emit("")

    def _examine(self, volume: Volume) -> None:
        self._is_examining = True
        self._context.reckoning.run(
            lambda: (volume.standard, found(volume)), self._on_examined, self._on_unexamined
        )

    def _on_examined(self, result: tuple[ChannelStandard, tuple[Finding, ...]]) -> None:
        standard, self._findings[result[0]] = result
        self._is_examining = False
        self.examined.emit(standard.id)
        self._examine_next()

    def _on_unexamined(self, error: KnownError) -> None:
        self._is_examining = False
        self._context.messages.refuse(error)
        self._examine_next()


def found(volume: Volume) -> tuple[Finding, ...]:
    """What lint finds in a standard, each finding with its ruling where there is one."""
    from station.standards.lint import lint

    return lint(volume.standard, volume.internal)
