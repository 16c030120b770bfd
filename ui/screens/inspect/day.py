"""What the bench has of today: inspections still open, and units already sealed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from station.model.inspection import Inspection
from station.store.index.query import Query
from ui.context import Context
from ui.screens.inspect.alive import while_alive

_DAY_LIMIT = 1000


class Day(QObject):
    """``drafts_read(tuple[Inspection])`` and ``sealed_read(tuple[RecordSummary])`` after each reading."""

    drafts_read = Signal(object)
    sealed_read = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.drafts: tuple[Inspection, ...] = ()

    def read(self) -> None:
        """Read both again."""
        records, today = self._context.keep.records, self._context.clock.now().astimezone().date()
        self._context.database.run(self._context.keep.desk.drafts, self._keep_drafts)
        self._context.database.run(
            lambda: records.search(Query(since=today, until=today), _DAY_LIMIT).rows,
            while_alive(self, self.sealed_read.emit),
        )

    def _keep_drafts(self, drafts: tuple[Inspection, ...]) -> None:
        self.drafts = drafts
        self.drafts_read.emit(drafts)
