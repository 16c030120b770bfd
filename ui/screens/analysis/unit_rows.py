"""Units behind a figure as rows: photos, code, model, when they were sealed and what they were given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from station.store.index.query import RecordSummary
from ui.fonts import Size, font
from ui.i18n import Translator
from ui.icons import pixmap
from ui.screens.analysis.reading import UnitBehind
from ui.theme import Theme
from ui.widgets.table import Index

_ROW_PX = 96
_PHOTO = (104, 78)
_PHOTOS = 3
_SIDE_PX = 16
_ICON_PX = 24
_TEXT_PX = 216
_RESULT_PX = 43
"""Height of a result: its channel, and what was given below."""
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
Named = Callable[[RecordSummary], Sequence[tuple[str, str]]]
"""Names a record's channels and what each gave, in words."""


class UnitRows(QAbstractListModel):
    """The units read so far; ``wanted`` when the list has come to its end and there may be more."""

    wanted = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._units: list[UnitBehind] = []
        self._has_more = False

    def clear(self) -> None:
        """Show none."""
        self.beginResetModel()
        self._units, self._has_more = [], False
        self.endResetModel()

    def add(self, units: Sequence[UnitBehind], *, has_more: bool) -> None:
        """Show further units."""
        self._has_more = has_more
        if units:
            self.beginInsertRows(QModelIndex(), len(self._units), len(self._units) + len(units) - 1)
            self._units += units
            self.endInsertRows()

    @property
    def last(self) -> int | None:
        """Place in the ledger of the last unit shown, None before any."""
        return self._units[-1].record.sequence if self._units else None

    def unit(self, index: Index) -> UnitBehind:
        """The unit of a row."""
        return self._units[index.row()]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._units)

    def data(self, index: Index, role: int = 0) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        record = self.unit(index).record
        at = f"{record.sealed_at.astimezone():%Y-%m-%d %H:%M}"
        code = self._words.seen(record.unit_code, record.serial)
        return " · ".join(part for part in (code, record.model, at) if part)

    def canFetchMore(self, parent: Index) -> bool:
        return self._has_more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        self._has_more = False
        self.wanted.emit()


class UnitDelegate(QStyledItemDelegate):
    """Draws the rows of :class:`UnitRows`."""

    def __init__(self, rows: UnitRows, theme: Theme, words: Translator, named: Named) -> None:
        super().__init__()
        self._rows, self._theme, self._words, self._named = rows, theme, words, named

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(480, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area, unit = QRectF(option.rect), self._rows.unit(index)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.palette.colour("selected"))
            painter.drawRoundedRect(area.adjusted(4, 2, -4, -2), 8, 8)
        painter.setPen(QPen(self._theme.palette.colour("border"), 1))
        painter.drawLine(area.bottomLeft() + QPointF(_SIDE_PX, 0), area.bottomRight() - QPointF(_SIDE_PX, 0))
        left = self._draw_photos(painter, area, unit.photos)
        self._draw_unit(painter, QRectF(left, area.top(), _TEXT_PX, area.height()), unit.record)
        rest = QRectF(left + _TEXT_PX + 16, area.top(), area.right() - left - _TEXT_PX - 32, area.height())
        self._draw_results(painter, rest, unit.record)
        painter.restore()

    def _draw_photos(self, painter: QPainter, area: QRectF, photos: Sequence[QImage]) -> float:
        """As many places as a unit has photos in the list, so that what follows stands in line."""
        left = area.left() + _SIDE_PX
        for place in range(_PHOTOS):
            box = QRectF(left, area.center().y() - _PHOTO[1] / 2, *_PHOTO)
            corners = QPainterPath()
            corners.addRoundedRect(box, 6, 6)
            if place < len(photos):
                painter.save()
                painter.setClipPath(corners)
                painter.drawImage(box, photos[place], _middle(photos[place], box))
                painter.restore()
            elif not place:
                painter.fillPath(corners, self._theme.palette.colour("sunken"))
                drawn = pixmap("image", self._theme.palette.muted, _ICON_PX, 2.0)
                painter.drawPixmap(box.center() - QPointF(_ICON_PX / 2, _ICON_PX / 2), drawn)
            left += _PHOTO[0] + 8
        return left + 8

    def _draw_unit(self, painter: QPainter, area: QRectF, record: RecordSummary) -> None:
        code = self._words.seen(record.unit_code, record.serial)
        at = f"{record.sealed_at.astimezone():%Y-%m-%d %H:%M}"
        lines = ((code, Size.LEAD, "text"), (record.model, Size.BODY, "text"), (at, Size.SMALL, "muted"))
        top = area.top() + 14
        for words, size, colour in lines:
            self._write(painter, QRectF(area.left(), top, area.width(), 24), words, size, colour)
            top += 24

    def _draw_results(self, painter: QPainter, area: QRectF, record: RecordSummary) -> None:
        """In one line, or in two where they do not fit; what does not fit there either is in the record."""
        named = [(*one, _result_px(*one)) for one in self._named(record)]
        halves = [named] if sum(one[2] for one in named) <= area.width() else _halved(named)
        top = area.center().y() - _RESULT_PX * len(halves) / 2
        for line in halves:
            self._draw_line(painter, QRectF(area.left(), top, area.width(), _RESULT_PX), line)
            top += _RESULT_PX

    def _draw_line(self, painter: QPainter, room: QRectF, line: Sequence[tuple[str, str, float]]) -> None:
        left = room.left()
        for channel, word, width in line:
            if left + width > room.right():
                return
            upper = QRectF(left, room.top() + 1, width, 19)
            self._write(painter, upper, channel, Size.SMALL, "muted")
            self._write(painter, upper.translated(0, 20), word, Size.LEAD, "text")
            left += width

    def _write(self, painter: QPainter, room: QRectF, words: str, size: Size, colour: str) -> None:
        face = font(size, bold=size is Size.LEAD)
        painter.setFont(face)
        painter.setPen(self._theme.palette.colour(colour))
        shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LINE, shown)


def _halved(named: Sequence[tuple[str, str, float]]) -> list[Sequence[tuple[str, str, float]]]:
    """Two lines whose results stand one under another."""
    middle = (len(named) + 1) // 2
    upper, lower = named[:middle], named[middle:]
    widths = [max(one[2] for one in pair if one) for pair in zip_longest(upper, lower)]
    return [[(*one[:2], width) for one, width in zip(line, widths, strict=False)] for line in (upper, lower)]


def _result_px(channel: str, word: str) -> float:
    return max(_width(channel, Size.SMALL), _width(word, Size.LEAD, bold=True)) + 24


def _middle(photo: QImage, box: QRectF) -> QRectF:
    """The part of a photo that fills ``box`` without stretching it."""
    scale = min(photo.width() / box.width(), photo.height() / box.height())
    shown = QRectF(0, 0, box.width() * scale, box.height() * scale)
    shown.moveCenter(QRectF(photo.rect()).center())
    return shown


def _width(words: str, size: Size, *, bold: bool = False) -> float:
    return QFontMetricsF(font(size, bold=bold)).horizontalAdvance(words)
