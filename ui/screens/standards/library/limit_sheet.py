"""The numeric limits of a standard as drawings."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from station.standards.rule_wording import RuleWording
from ui.context import Context
from ui.screens.standards.library.band_scale import BandScale
from ui.screens.standards.library.bands import BandAxis, band_axes
from ui.screens.standards.volumes import Volume
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look

_WIDEST_PX = 880


class LimitSheet(QStackedWidget):
    """One drawing for each measured thing."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._none = EmptyState(context.theme, "scale")
        self.addWidget(self._scroll)
        self.addWidget(self._none)

    def show_volume(self, volume: Volume) -> None:
        """Draw the limits of this standard."""
        tr = self._context.translator.tr
        axes = band_axes(volume.standard, RuleWording(volume.internal, self._context.translator.lang))
        page = look(QWidget(), "plain")
        layout = column(page, spacing=16, margin=16)
        for axis in axes:
            layout.addWidget(self._drawing(axis))
        layout.addStretch()
        self._scroll.setWidget(page)
        self._none.set_texts(tr("standards.bands.none"), tr("standards.bands.none_do"))
        self.setCurrentWidget(self._scroll if axes else self._none)

    def _drawing(self, axis: BandAxis) -> QWidget:
        frame = look(QFrame(), "outline")
        layout = column(frame, spacing=12, margin=20)
        title = label("strong", wrap=True)
        title.setText(axis.title)
        scale = BandScale(axis, self._context.translator.tr("standards.bands.free"), self._context.theme)
        scale.setMaximumWidth(_WIDEST_PX)
        layout.addWidget(title)
        layout.addWidget(scale)
        return frame
