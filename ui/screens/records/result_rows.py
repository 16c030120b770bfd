"""The records found, as rows of a list that grows while one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from station.store.index.query import RecordSummary
from ui.i18n import Translator

Index = QModelIndex | QPersistentModelIndex


class ResultRows(QAbstractListModel):
    """One row per record; ``wanted`` when the view has come to the end and there is more."""

    wanted = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._rows: list[RecordSummary] = []
        self._has_more = False

    def show(self, rows: Sequence[RecordSummary], has_more: bool) -> None:
        """Show a new answer."""
        self.beginResetModel()
        self._rows, self._has_more = list(rows), has_more
        self.endResetModel()

    def add(self, rows: Sequence[RecordSummary], has_more: bool) -> None:
        """Add a further page."""
        self._has_more = has_more
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()

    def record(self, index: Index) -> RecordSummary:
        """The record of a row."""
        return self._rows[index.row()]

    def begins_day(self, index: Index) -> bool:
        """Whether this row is the first of its day."""
        return index.row() == 0 or self.day(index) != _day(self._rows[index.row() - 1])

    def day(self, index: Index) -> date:
        """The day of a row, where this station stands."""
        return _day(self.record(index))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = 0) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        record = self.record(index)
        standing = self._words.tr(f"records.standing.{record.standing.value}")
        at = f"{record.sealed_at.astimezone():%Y-%m-%d %H:%M}"
        code = self._words.seen(record.unit_code, record.serial)
        return " · ".join(part for part in (code, record.model, at, standing) if part)

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self._has_more = False
        self.wanted.emit()


def _day(record: RecordSummary) -> date:
    return record.sealed_at.astimezone().date()
