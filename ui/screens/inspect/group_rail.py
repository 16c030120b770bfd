"""The groups of the checklist with what is done, left and unknown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from station.model.answer import Unknown
from station.model.checklist import InternalStandard
from station.model.inspection import Inspection
from ui.fonts import Size, font
from ui.widgets import paint
from ui.widgets.surroundings import Surroundings

_HIGHEST_ROW_PX, _LOWEST_ROW_PX = 40, 24


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group: its items (``done`` answered, ``unknown`` of them unknown) and the item a click leads to.

    ``total`` leaves out what no target channel needs any more; with 0 nothing of the group is needed.
    """

    id: str
    total: int
    done: int
    unknown: int
    first: str


def counts(inspection: Inspection, standard: InternalStandard) -> tuple[GroupCount, ...]:
    """The groups that are asked, in working order."""
    known = {group.id for group in standard.groups}
    groups = dict.fromkeys(item.group for item in inspection.asked() if item.group in known)
    return tuple(_count(group, inspection) for group in groups)


def _count(group: str, inspection: Inspection) -> GroupCount:
    items = [item.id for item in inspection.asked() if item.group == group]
    answered = [item for item in items if item in inspection.observations]
    unknown = sum(isinstance(inspection.observations[item].answer, Unknown) for item in answered)
    needed = [item for item in items if item not in inspection.not_needed]
    unanswered = [item for item in items if item not in inspection.observations]
    first = next((item for item in unanswered if item in needed), (unanswered or items)[0])
    return GroupCount(group, len(needed), len(answered), unknown, first)


class GroupRail(QWidget):
    """A painted list; ``chosen(item id)`` when a group is clicked."""

    chosen = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._standard: InternalStandard | None = None
        self._groups: tuple[GroupCount, ...] = ()
        self._current = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        around.theme.changed.connect(self.update)
        around.words.changed.connect(self.update)

    def show_groups(self, inspection: Inspection, standard: InternalStandard, current: str) -> None:
        """Show the counts of ``inspection``; ``current`` is the group of the step shown."""
        self._standard, self._current = standard, current
        self._groups = counts(inspection, standard)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for every group."""
        return QSize(200, len(self._groups) * 32)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the group under the pointer."""
        place = int(event.position().y() // self._row_px())
        if 0 <= place < len(self._groups):
            self.chosen.emit(self._groups[place].first)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw every group."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, group in enumerate(self._groups):
            self._draw_row(painter, QRectF(0, place * self._row_px(), self.width(), self._row_px()), group)

    def _row_px(self) -> float:
        fitting = self.height() / max(1, len(self._groups))
        return max(_LOWEST_ROW_PX, min(_HIGHEST_ROW_PX, fitting))

    def _draw_row(self, painter: QPainter, row: QRectF, group: GroupCount) -> None:
        palette = self._around.theme.palette
        is_current = group.id == self._current
        if is_current:
            fill = palette.colour("selected")
            paint.surface(painter, row.adjusted(0, 1, 0, -1), fill, fill, radius=8, width=0)
        self._draw_mark(painter, QPointF(row.left() + 16, row.center().y()), group, is_current=is_current)
        painter.setFont(font(Size.BODY, bold=is_current))
        painter.setPen(palette.colour("text" if group.total else "muted"))
        figures = QFontMetricsF(font(Size.SMALL)).horizontalAdvance(self._figures(group))
        room = row.adjusted(30, 0, -figures - 16, 0)
        title = painter.fontMetrics().elidedText(
            self._title(group), Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(font(Size.SMALL))
        painter.setPen(palette.colour("muted"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(row.adjusted(0, 0, -10, 0), int(right), self._figures(group))

    def _title(self, group: GroupCount) -> str:
        groups = self._standard.groups if self._standard else ()
        title = next((one.title for one in groups if one.id == group.id), None)
        return title.of(self._around.words.lang) if title else group.id

    def _figures(self, group: GroupCount) -> str:
        if not group.total:
            return self._around.words.tr("inspect.rail.not_needed")
        figures = f"{group.done}/{group.total}"
        if not group.unknown:
            return figures
        return self._around.words.tr("inspect.rail.unknown", figures=figures, count=group.unknown)

    def _draw_mark(self, painter: QPainter, at: QPointF, group: GroupCount, *, is_current: bool) -> None:
        palette = self._around.theme.palette
        if not group.total:
            painter.setPen(QPen(palette.colour("muted"), 1.6))
            painter.drawLine(at - QPointF(5, 0), at + QPointF(5, 0))
        elif group.unknown:
            self._ring(painter, at, palette.colour("unknown"), Qt.PenStyle.DotLine)
        elif group.done == group.total:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour("ok"))
            painter.drawEllipse(at, 7, 7)
            box = QRectF(at.x() - 3, at.y() - 3, 6, 6)
            painter.setPen(QPen(palette.colour("surface"), 1.4))
            painter.drawPolyline(
                [box.topLeft() + QPointF(0.4, 3.2), QPointF(at.x() - 0.6, at.y() + 2), box.topRight()]
            )
        else:
            self._ring(
                painter,
                at,
                palette.colour("accent" if is_current else "control_border"),
                Qt.PenStyle.SolidLine,
            )
        if 0 < group.done < group.total:
            self._pie(
                painter, at, palette.colour("accent" if is_current else "muted"), group.done / group.total
            )

    @staticmethod
    def _ring(painter: QPainter, at: QPointF, colour: QColor, style: Qt.PenStyle) -> None:
        painter.setPen(QPen(colour, 1.6, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, 4.5, 4.5)

    @staticmethod
    def _pie(painter: QPainter, at: QPointF, colour: QColor, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(QRectF(at.x() - 4.5, at.y() - 4.5, 9, 9), 90 * 16, -int(360 * 16 * share))
