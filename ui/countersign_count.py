"""How many records await a second signature, for whoever may give it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from station.inspection.corrections import Corrections
from station.model.rights import Right
from ui.context import Context


class CountersignCount(QObject):
    """``counted(int)`` whenever the queue may have changed; 0 for who may not countersign."""

    counted = Signal(int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        keep = context.keep
        self._corrections = Corrections(keep.store, context.clock, keep.accounts)
        context.session.changed.connect(self.refresh)
        for changed in (context.events.record_sealed, context.events.record_judged):
            changed.connect(self.refresh)

    def refresh(self) -> None:
        """Count again."""
        if self._context.session.may(Right.COUNTERSIGN):
            self._context.database.run(lambda: len(self._corrections.awaiting()), self._tell)
        else:
            self.counted.emit(0)

    def _tell(self, waiting: int) -> None:
        self.counted.emit(waiting if self._context.session.may(Right.COUNTERSIGN) else 0)
