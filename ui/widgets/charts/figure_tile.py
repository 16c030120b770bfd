"""One large figure: value and unit, how sure it is, against its target and against the period before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from station.model.analysis_page import Tile
from station.model.charts import Light
from ui.fonts import font
from ui.i18n import Translator
from ui.theme import State, Theme
from ui.widgets.card import Card
from ui.widgets.charts.scale import DASH, written
from ui.widgets.charts.told import with_unit
from ui.widgets.chip import Chip
from ui.widgets.looks import label, row

STATES = {Light.OK: State.OK, Light.ATTENTION: State.ATTENTION, Light.BAD: State.BAD}
_NARROWEST_PX, _HUGE_PX = 152, 320
_HUGE_MARGIN_PX, _UNIT_GAP_PX = 28, 6
_VALUE_PX, _LEAST_PX, _FIGURE_PX = 120, 40, 32
"""Letters of a huge value, the least of them, and those of others (as the theme has them)."""


class FigureTile(Card):
    """Shows a :class:`Tile`; a ``huge`` one is read from afar and says only what can be read there."""

    def __init__(self, theme: Theme, words: Translator, *, huge: bool = False) -> None:
        super().__init__(margin=_HUGE_MARGIN_PX if huge else 14, spacing=8 if huge else 2)
        self._words, self._huge, self._value_px = words, huge, _VALUE_PX
        self._title = label("wall-name" if huge else "muted small strong", wrap=True)
        self._value, self._unit = (
            label("wall-value" if huge else "figure"),
            label("wall-name" if huge else "muted"),
        )
        self._light = Chip(theme)
        self._facts = label("wall-small" if huge else "muted small", wrap=True)
        self._lay_out()

    def show_tile(self, tile: Tile) -> None:
        """Show ``tile``."""
        self._title.setText(tile.title)
        self._value.setText(self._figure(tile, tile.value))
        self._unit.setText(tile.unit if tile.value is not None else "")
        state = STATES.get(tile.light)
        self._light.setVisible(state is not None)
        if state is not None:
            self._light.show_state(state, self._words.tr(f"chart.light.{tile.light.value}"))
        facts = self._known(tile)
        self._facts.setText("\n".join(facts))
        self._fit()
        value = with_unit(self._value.text(), self._unit.text())
        light = self._words.tr(f"chart.light.{tile.light.value}") if state is not None else ""
        self.setAccessibleName(", ".join(filter(None, (f"{tile.title} {value}", light, *facts))))

    def scale(self, factor: float) -> None:
        """How large a huge one is written, beside 1080 lines of a TV."""
        self._value_px = round(_VALUE_PX * factor)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Values stay whole: a huge one is written as large as there is room."""
        if not self._huge:
            letters = QFontMetrics(font(_FIGURE_PX, bold=True))
            self._value.setMinimumWidth(letters.horizontalAdvance(self._value.text()) + 2)
            return
        room = self.width() - 2 * _HUGE_MARGIN_PX - _UNIT_GAP_PX - self._unit.sizeHint().width()
        width = QFontMetrics(font(self._value_px, bold=True)).horizontalAdvance(self._value.text())
        fits = min(self._value_px, self._value_px * room // max(1, width))
        self._value.setStyleSheet(f"font-size: {max(_LEAST_PX, fits)}px")

    def _known(self, tile: Tile) -> list[str]:
        tr, known = self._words.tr, []
        if tile.value is None:
            known.append(tile.note or tr("chart.tile.too_few"))
        if tile.low is not None and tile.high is not None and not self._huge:
            low, high = self._figure(tile, tile.low), self._figure(tile, tile.high)
            known.append(tr("chart.interval", low=low, high=high))
        counted = []
        if tile.samples is not None:
            counted.append(tr("chart.samples", count=f"{tile.samples:,}"))
        if tile.target is not None:
            counted.append(tr("chart.tile.target", value=self._figure(tile, tile.target)))
        if change := self._changed(tile):
            counted.append(change)
        if counted:
            known.append(" · ".join(counted))
        if tile.value is not None and tile.note and not self._huge:
            known.append(tile.note)
        return known

    def _changed(self, tile: Tile) -> str:
        """Against the period before; left out where it can only be read from near."""
        if tile.value is None or tile.before is None or self._huge:
            return ""
        difference = round(tile.value - tile.before, tile.decimals)
        sign = "+" if difference > 0 else "±" if not difference else "−"
        amount = self._figure(tile, abs(difference))
        return self._words.tr("chart.tile.change", change=f"{sign}{amount}")

    def _figure(self, tile: Tile, value: float | None) -> str:
        return DASH if value is None else written(value, tile.decimals)

    def _lay_out(self) -> None:
        figure = row(spacing=_UNIT_GAP_PX)
        bottom = Qt.AlignmentFlag.AlignBaseline
        figure.addWidget(self._value, 0, bottom)
        figure.addWidget(self._unit, 0, bottom)
        figure.addStretch(1)
        self.body.addWidget(self._title)
        self.body.addLayout(figure)
        self.body.addWidget(self._facts)
        self.body.addStretch(1)
        self.body.addWidget(self._light)
        self.setMinimumWidth(_HUGE_PX if self._huge else _NARROWEST_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
