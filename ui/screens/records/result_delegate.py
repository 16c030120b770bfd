"""One record found, drawn: code, model, who, verdicts and how it stands; what matched is marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from station.standards.library import local_day
from station.store.index.query import RecordSummary
from ui.fonts import Size, font
from ui.icons import pixmap
from ui.screens.records.highlighting import matches, sought
from ui.screens.records.result_rows import ResultRows
from ui.screens.records.states import Mark, marks_of
from ui.widgets.surroundings import Surroundings

Index = QModelIndex | QPersistentModelIndex
Named = Callable[[RecordSummary], Sequence[tuple[str, str]]]
"""Names a record's channels and what each gave, in words."""

_ROW_PX, _DAY_PX = 64, 36
_WIDE_PX = 1120
_CODE_X = 84
_CHIP_PX, _MARK_PX = 28, 14
_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class _Columns:
    """Widths in px of the unit's and the person's column."""

    code: int
    who: int


_WIDE, _NARROW = _Columns(308, 192), _Columns(232, 152)


class ResultDelegate(QStyledItemDelegate):
    """Draws the rows of :class:`ResultRows`."""

    def __init__(self, rows: ResultRows, around: Surroundings, named: Named) -> None:
        super().__init__()
        self._rows, self._around, self._named = rows, around, named
        self._sought: tuple[str, ...] = ()

    def seek(self, words: str) -> None:
        """Mark these words of the query where they stand."""
        self._sought = sought(words)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row, and the head of its day above the first of a day."""
        return QSize(640, _ROW_PX + (_DAY_PX if self._rows.begins_day(index) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        if self._rows.begins_day(index):
            self._draw_day(painter, QRectF(area.left(), area.top(), area.width(), _DAY_PX), index)
            area.setTop(area.top() + _DAY_PX)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._draw_record(painter, area, self._rows.record(index), chosen)
        painter.restore()

    def _draw_day(self, painter: QPainter, area: QRectF, index: Index) -> None:
        palette = self._around.theme.palette
        painter.setFont(font(Size.SMALL, bold=True))
        painter.setPen(palette.colour("muted"))
        words = day_words(self._rows.day(index), local_day(), self._around)
        painter.drawText(area.adjusted(20, 8, 0, 0), _LINE, words)

    def _draw_record(self, painter: QPainter, area: QRectF, record: RecordSummary, chosen: bool) -> None:
        palette = self._around.theme.palette
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("selected"))
            painter.drawRoundedRect(area.adjusted(8, 2, -8, -2), 8, 8)
        painter.setPen(QPen(palette.colour("border"), 1))
        painter.drawLine(QPointF(area.left() + 20, area.bottom()), QPointF(area.right() - 20, area.bottom()))
        at = f"{record.sealed_at.astimezone():%H:%M}"
        self._write(painter, QRectF(area.left() + 20, area.top(), 60, area.height()), at, Size.BODY, "muted")
        columns = _WIDE if area.width() >= _WIDE_PX else _NARROW
        self._draw_code(painter, area, record, columns)
        self._draw_who(painter, area, record, columns)
        right = self._draw_marks(painter, area, marks_of(record, self._around.words))
        left = area.left() + _CODE_X + columns.code + columns.who
        self._draw_verdicts(painter, QRectF(left, area.top(), right - 16 - left, area.height()), record)

    def _draw_code(self, painter: QPainter, area: QRectF, record: RecordSummary, columns: _Columns) -> None:
        gone = record.standing.value != "current"
        top = QRectF(area.left() + _CODE_X, area.top() + 9, columns.code - 16, 24)
        seen = self._around.words.seen
        code = font(Size.LEAD, bold=True)
        code.setStrikeOut(record.standing.value == "voided")
        self._write(painter, top, seen(record.unit_code, record.serial), code, "muted" if gone else "text")
        below = QRectF(area.left() + _CODE_X, area.top() + 34, columns.code - 16, 20)
        self._write(painter, below, record.model or record.id, Size.SMALL, "muted")

    def _draw_who(self, painter: QPainter, area: QRectF, record: RecordSummary, columns: _Columns) -> None:
        left, width = area.left() + _CODE_X + columns.code, columns.who - 16
        person = QRectF(left, area.top() + 10, width, 22)
        self._write(painter, person, record.person, Size.BODY, "text")
        imei = QRectF(left, area.top() + 34, width, 22)
        self._write(painter, imei, self._around.words.seen(record.imei), Size.SMALL, "muted")

    def _draw_verdicts(self, painter: QPainter, area: QRectF, record: RecordSummary) -> None:
        """As many channels as there is room for; the rest is counted."""
        left, right, named = area.left(), area.right(), list(self._named(record))
        for place, (channel, word) in enumerate(named):
            width = max(_width(channel, Size.SMALL), _width(word, Size.BODY, bold=True)) + 20
            rest = len(named) - place
            if left + width > right - (36 if rest > 1 else 0):
                more = QRectF(left, area.top(), 40, area.height())
                self._write(painter, more, f"+{rest}", Size.BODY, "muted")
                return
            self._write(painter, QRectF(left, area.top() + 12, width, 18), channel, Size.SMALL, "muted")
            grade = QRectF(left, area.top() + 31, width, 22)
            self._write(painter, grade, word, font(Size.BODY, bold=True), "text")
            left += width

    def _draw_marks(self, painter: QPainter, area: QRectF, marks: Sequence[Mark]) -> float:
        """Chips from the right; returns where they begin."""
        right = area.right() - 20
        for mark in reversed(marks):
            ink, fill = self._around.theme.palette.of_state(mark.state)
            width = _width(mark.word, Size.SMALL, bold=True) + _MARK_PX + 28
            chip = QRectF(right - width, area.center().y() - _CHIP_PX / 2, width, _CHIP_PX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawRoundedRect(chip, _CHIP_PX / 2, _CHIP_PX / 2)
            place = QPointF(chip.left() + 10, chip.center().y() - _MARK_PX / 2)
            painter.drawPixmap(place, pixmap(mark.icon, ink.name(), _MARK_PX, 2.0))
            painter.setPen(ink)
            painter.setFont(font(Size.SMALL, bold=True))
            painter.drawText(chip.adjusted(_MARK_PX + 16, 0, 0, 0), _LINE, mark.word)
            right = chip.left() - 8
        return right

    def _write(self, painter: QPainter, room: QRectF, words: str, face: QFont | Size, colour: str) -> None:
        """One line of text, elided, with what matched marked behind it."""
        face = font(face) if isinstance(face, Size) else face
        measure = QFontMetricsF(face)
        shown = measure.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        for start, end in matches(shown, self._sought):
            left = room.left() + measure.horizontalAdvance(shown[:start])
            width = measure.horizontalAdvance(shown[start:end])
            self._mark(
                painter, QRectF(left, room.center().y() - measure.height() / 2, width, measure.height())
            )
        painter.setFont(face)
        painter.setPen(self._around.theme.palette.colour(colour))
        painter.drawText(room, _LINE, shown)

    def _mark(self, painter: QPainter, place: QRectF) -> None:
        accent = self._around.theme.palette.colour("accent")
        tint = QColor(accent)
        tint.setAlphaF(0.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawRoundedRect(place.adjusted(-2, 0, 2, 0), 3, 3)


def day_words(day: date, today: date, around: Surroundings) -> str:
    """A day as a person says it, with its date."""
    tr = around.words.tr
    if day == today:
        return tr("records.day.today", date=f"{day:%Y-%m-%d}")
    if day == today - timedelta(days=1):
        return tr("records.day.yesterday", date=f"{day:%Y-%m-%d}")
    return f"{day:%Y-%m-%d} · {tr(f'records.weekday.{day.isoweekday()}')}"


def _width(words: str, size: Size, *, bold: bool = False) -> float:
    return QFontMetricsF(font(size, bold=bold)).horizontalAdvance(words)
