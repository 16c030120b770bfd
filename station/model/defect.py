"""One defect: zone, kind, size, depth and how far away it can still be seen."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Depth(StrEnum):
    """Depth class of a defect, from harmless to through the part; see :data:`DEPTH_ORDER`."""

    NONE = "none"
    NOT_TACTILE = "not_tactile"
    TACTILE = "tactile"
    THROUGH_COATING = "through_coating"
    THROUGH_PART = "through_part"


DEPTH_ORDER: tuple[Depth, ...] = tuple(Depth)
"""Depth classes, shallowest first."""


class DefectKind(StrEnum):
    """Kinds of defect (domain vocabulary)."""

    SCRATCH = "scratch"
    WEAR = "wear"
    DENT = "dent"
    CHIP = "chip"
    CRACK = "crack"
    PAINT_LOSS = "paint_loss"
    DISCOLOURATION = "discolouration"
    STAIN = "stain"
    CORROSION = "corrosion"
    GAP = "gap"
    LIFT = "lift"
    BEND = "bend"
    DEFORMATION = "deformation"
    MISSING = "missing"
    ENGRAVING = "engraving"
    PIXEL = "pixel"
    SPOT = "spot"
    LINE = "line"
    LEAK = "leak"
    RETENTION = "retention"
    CAST = "cast"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a photo, in pixels: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Defect:
    """One defect. A measure that was not taken is None and counts as unknown in grading, never as zero.

    ``length_mm`` is the largest dimension, ``width_mm`` the one across it. ``visible_cm`` is the farthest
    distance at which the defect is still visible, ``visible_lit`` whether it shows with the display on.
    ``photo`` (SHA-256) and ``box`` point at the evidence.
    """

    zone: str
    kind: DefectKind
    length_mm: Decimal | None = None
    width_mm: Decimal | None = None
    depth: Depth | None = None
    visible_cm: Decimal | None = None
    visible_lit: bool | None = None
    photo: str | None = None
    box: Box | None = None
    note: str = ""
