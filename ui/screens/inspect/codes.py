"""What a recognised code leads to: an inspection, a choice of units, or a unit nobody knows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.inspection import Inspection
from station.model.unit import Recognition
from ui.context import Context
from ui.screens.inspect.opening import Opened
from ui.sounds import Cue


class Codes(QObject):
    """Tells what a code stood for; ``began`` goes on with its inspection.

    ``refused(KnownError)``, ``unit_unknown(code)``, ``units_offered(tuple[Unit])``.
    """

    refused = Signal(object)
    unit_unknown = Signal(str)
    units_offered = Signal(object)

    def __init__(
        self, context: Context, began: Callable[[Inspection], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._began = context, began

    def recognised(self, opened: Opened) -> None:
        """A code was looked up."""
        if opened.inspection is not None:
            self._context.sounds.play(Cue.OK)
            self._began(opened.inspection)
        elif opened.recognition.candidates:
            self.units_offered.emit(opened.recognition.candidates)
        else:
            self._not_recognised(opened.recognition)

    def _not_recognised(self, recognition: Recognition) -> None:
        error = KnownError("SCAN-001", code=recognition.code)
        self._context.sounds.play(Cue.ATTENTION)
        self._context.messages.refuse(error)
        self.refused.emit(error)
        self.unit_unknown.emit(recognition.code)
