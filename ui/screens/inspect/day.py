"""What the bench has of today: inspections still open, and units already sealed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from station.model.inspection import Inspection
from station.store.database import Store
from station.store.index.query import Query
from station.store.space import Room, room_for_new_unit
from ui.context import Context
from ui.screens.inspect.alive import while_alive

_DAY_LIMIT = 1000
_BEAT_MS = 60_000


class Day(QObject):
    """``drafts_read(tuple[Inspection])`` and ``sealed_read(tuple[RecordSummary])`` after each reading, and
    ``room_read(Room | None)`` every minute: the room on the disk, None when nobody knows."""

    drafts_read = Signal(object)
    sealed_read = Signal(object)
    room_read = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.drafts: tuple[Inspection, ...] = ()
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self.read_room)
        context.database.closed.connect(self._beat.stop)
        self._beat.start()

    def read(self) -> None:
        """Read all of it again."""
        self.read_room()
        records, today = self._context.keep.records, self._context.clock.now().astimezone().date()
        self._context.database.run(self._context.keep.desk.drafts, self._keep_drafts)
        self._context.database.run(
            lambda: records.search(Query(since=today, until=today), _DAY_LIMIT).rows,
            while_alive(self, self.sealed_read.emit),
        )

    def read_room(self) -> None:
        """Read how much room is left for new units."""
        store = self._context.keep.store
        self._context.database.run(lambda: _room(store), while_alive(self, self.room_read.emit))

    def _keep_drafts(self, drafts: tuple[Inspection, ...]) -> None:
        self.drafts = drafts
        self.drafts_read.emit(drafts)


def _room(store: Store) -> Room | None:
    try:
        return room_for_new_unit(store)
    except OSError:
        return None
