"""Where the zones of a unit lie on its drawing: one file in ``resources/drawings`` per sort of unit."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter, with_config
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from station.places import RESOURCES

Box = tuple[float, float, float, float, float]
"""Left, top, width, height and corner radius in drawing units."""
Area = tuple[float, float, float, float]


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class Side:
    """An outline of the unit; ``caption`` is its text key under ``steps.sides``, written at ``words``."""

    outline: Box
    caption: str = ""
    words: Area = (0, 0, 0, 0)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class DrawnZone:
    """A zone: ``boxes`` without ``holes``. One that lies over others is shown ``only_when_asked``."""

    id: str
    boxes: tuple[Box, ...]
    holes: tuple[Box, ...] = ()
    only_when_asked: bool = False
    label: str = ""

    def shape(self) -> QPainterPath:
        """The zone in drawing units."""
        return _path(self.boxes).subtracted(_path(self.holes))

    def anchor(self) -> tuple[float, float]:
        """The point that stands for the zone: the middle of its first box, in a ring of its upper part."""
        left, top, width, height, _ = self.boxes[0]
        bottom = self.holes[0][1] if self.holes else top + height
        return left + width / 2, (top + bottom) / 2


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True)
class UnitDrawing:
    """All sides and zones of one sort of unit, small zones first so that the most particular one is found."""

    size: tuple[float, float]
    sides: tuple[Side, ...]
    zones: tuple[DrawnZone, ...]

    @cached_property
    def shapes(self) -> dict[str, QPainterPath]:
        """The shape of every zone, in the same order."""
        return {zone.id: zone.shape() for zone in self.zones}

    @cached_property
    def anchors(self) -> dict[str, tuple[float, float]]:
        """The point that stands for each zone."""
        return {zone.id: zone.anchor() for zone in self.zones}

    def zone_at(self, x: float, y: float, among: tuple[str, ...]) -> str | None:
        """The zone of ``among`` at a point of the drawing."""
        point = QPointF(x, y)
        inside = (zone for zone, shape in self.shapes.items() if zone in among and shape.contains(point))
        return next(inside, None)

    def neighbour(self, zone: str | None, direction: str, among: tuple[str, ...]) -> str | None:
        """The nearest zone of ``among`` in ``direction``; without a start the first, at an edge the same."""
        drawn = [one for one in self.shapes if one in among]
        if zone not in drawn:
            return min(drawn, key=self._reading_order, default=None)
        costs = ((self._cost(zone, one, direction), one) for one in drawn if one != zone)
        return min(((cost, one) for cost, one in costs if cost is not None), default=(0.0, zone))[1]

    def _reading_order(self, zone: str) -> tuple[bool, float, float]:
        """Left before right, but a ring after what it surrounds."""
        is_ring = any(one.holes for one in self.zones if one.id == zone)
        return is_ring, *self.anchors[zone]

    def _cost(self, start: str, end: str, direction: str) -> float | None:
        (x0, y0), (x1, y1), (dx, dy) = self.anchors[start], self.anchors[end], _TOWARDS[direction]
        along = (x1 - x0) * dx + (y1 - y0) * dy
        across = abs((x1 - x0) * dy) + abs((y1 - y0) * dx)
        return along + 2 * across if along > 1 else None


_TOWARDS = {"left": (-1.0, 0.0), "right": (1.0, 0.0), "up": (0.0, -1.0), "down": (0.0, 1.0)}
_SCHEMA = TypeAdapter(UnitDrawing)
_UNDRAWN = UnitDrawing((1, 1), (), ())


@cache
def unit_drawings() -> tuple[UnitDrawing, ...]:
    """Every drawing that ships."""
    files = sorted((RESOURCES / "drawings").glob("*.toml"))
    return tuple(_load(path) for path in files)


@cache
def drawing_for(zones: tuple[str, ...]) -> UnitDrawing:
    """The drawing that shows most of ``zones``; an empty one where none shows any."""
    best = max(unit_drawings(), key=lambda drawing: len(set(zones) & set(drawing.shapes)), default=_UNDRAWN)
    return best if set(zones) & set(best.shapes) else _UNDRAWN


def _load(path: Path) -> UnitDrawing:
    return _SCHEMA.validate_python(tomllib.loads(path.read_text("utf-8")))


def _path(boxes: Iterable[Box]) -> QPainterPath:
    path = QPainterPath()
    for x, y, width, height, radius in boxes:
        path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path
