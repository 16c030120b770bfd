"""Where a value of a chart stands on the screen while it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from ui.widgets.charts.inks import Inks
from ui.widgets.charts.scale import Scale


@dataclass(frozen=True, slots=True)
class Frame:
    """``to_px`` maps category place and value to px of the view, ``area`` is what the plot covers there.

    ``chosen`` is the category that the keys have reached, -1 for none; ``letter`` the size of its letters in
    px.
    """

    to_px: QTransform
    area: QRectF
    scale: Scale
    inks: Inks
    chosen: int = -1
    letter: int = 12

    def at(self, place: float, value: float) -> QPointF:
        """The point of a value over a category."""
        return self.to_px.map(QPointF(place, value))

    @property
    def slot(self) -> float:
        """Width of one category, in px."""
        return self.at(1, 0).x() - self.at(0, 0).x()

    def column(self, place: int) -> QRectF:
        """The whole height over one category."""
        left = self.at(place - 0.5, 0).x()
        return QRectF(left, self.area.top(), self.slot, self.area.height())
