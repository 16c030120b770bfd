"""Colours of charts. None of them is a state's: those mark points that break a rule, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

from ui.theme import Palette

_SERIES = {
    "light": ("#2457d6", "#0e7f96", "#7b4fd0", "#a83f8a", "#55708f", "#6a8fe8"),
    "dark": ("#7ea2ff", "#4cc0d6", "#b79bff", "#e28fc9", "#94a9c4", "#4a73d8"),
}
_RAMP = {
    "light": ("#173f9f", "#3f6fe0", "#7d9ff0", "#b0c5f7", "#d3ddf3"),
    "dark": ("#a9c1ff", "#7393f0", "#4f6fc9", "#3c5399", "#33415f"),
}
"""From the first series of a stack to its last."""


@dataclass(frozen=True, slots=True)
class Inks:
    """What one theme draws charts with."""

    palette: Palette

    def series(self, place: int) -> QColor:
        """Colour of the series at ``place``."""
        inks = _SERIES[self.palette.name]
        return QColor(inks[place % len(inks)])

    def stack(self, place: int, count: int) -> QColor:
        """Colour of layer ``place`` of ``count``, evenly along the ramp."""
        ramp = [QColor(ink) for ink in _RAMP[self.palette.name]]
        if count < 2:
            return QColor(_SERIES[self.palette.name][0])
        at = place * (len(ramp) - 1) / (count - 1)
        lower = min(int(at), len(ramp) - 2)
        return _between(ramp[lower], ramp[lower + 1], at - lower)

    @property
    def text(self) -> QColor:
        """Of values."""
        return self.palette.colour("text")

    @property
    def muted(self) -> QColor:
        """Of axes and what stands back."""
        return self.palette.colour("muted")

    @property
    def grid(self) -> QColor:
        """Of hairlines."""
        return self.palette.colour("border")

    @property
    def zone(self) -> QColor:
        """Of the zones between centre and limits."""
        return self.palette.colour("control_border")

    @property
    def ground(self) -> QColor:
        """What charts stand on."""
        return self.palette.colour("surface")

    @property
    def chosen(self) -> QColor:
        """Behind the place that the keys have reached."""
        return self.palette.colour("selected")

    @property
    def marked(self) -> QColor:
        """Of points that break a rule."""
        return self.palette.colour("bad")


def on(ground: QColor) -> QColor:
    """Ink that can be read on ``ground``."""
    return QColor("#0c1220") if ground.lightness() > 140 else QColor("#ffffff")


def _between(one: QColor, other: QColor, share: float) -> QColor:
    parts = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a + (b - a) * share) for a, b in parts))
