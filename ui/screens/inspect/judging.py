"""What the channels say of the unit in work: results at once, reasons a little later."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from station.model.inspection import Inspection
from station.model.verdict import Verdict
from ui.context import Context
from ui.screens.inspect.alive import while_alive


class Judging(QObject):
    """``results_changed()`` within a frame of the answer, ``verdicts_changed()`` with the reasons; what was
    worked out for answers that have changed meanwhile is dropped."""

    results_changed = Signal()
    verdicts_changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.keep.desk
        self._asked: Inspection | None = None
        self.results: tuple[Verdict, ...] = ()
        self.verdicts: tuple[Verdict, ...] = ()

    def judge(self, inspection: Inspection) -> None:
        """Work out what the channels say of ``inspection``."""
        self._asked, run = inspection, self._context.database.run
        told, judged = partial(self._told, inspection), partial(self._judged, inspection)
        run(lambda: self._desk.results(inspection), while_alive(self, told))
        run(lambda: self._desk.verdicts(inspection), while_alive(self, judged))

    def clear(self) -> None:
        """No unit is in work."""
        self._asked, self.results, self.verdicts = None, (), ()

    def _told(self, inspection: Inspection, results: tuple[Verdict, ...]) -> None:
        if inspection is self._asked:
            self.results = results
            self.results_changed.emit()

    def _judged(self, inspection: Inspection, verdicts: tuple[Verdict, ...]) -> None:
        if inspection is self._asked:
            self.verdicts = verdicts
            self.verdicts_changed.emit()
