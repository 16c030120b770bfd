"""Outlines that show how the unit should lie in the picture, one per photo view."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

_UPRIGHT = {"front_off", "front_on", "back"}


def silhouette(view: str, frame: QRectF) -> QPainterPath:
    """The outline of ``view`` inside the picture area ``frame``; empty for a view without one."""
    path = QPainterPath()
    if view in _UPRIGHT:
        body = _centred(frame, frame.height() * 0.42, frame.height() * 0.86)
        path.addRoundedRect(body, body.width() * 0.14, body.width() * 0.14)
        if view == "back":
            lens = QRectF(body.left() + body.width() * 0.08, body.top() + body.width() * 0.08, 0, 0)
            lens.setWidth(body.width() * 0.4)
            lens.setHeight(body.width() * 0.46)
            path.addRoundedRect(lens, lens.width() * 0.24, lens.width() * 0.24)
    elif view == "sides":
        edge = _centred(frame, frame.width() * 0.84, frame.height() * 0.16)
        path.addRoundedRect(edge, edge.height() / 2.4, edge.height() / 2.4)
    elif view == "lens":
        side = frame.height() * 0.62
        path.addRoundedRect(_centred(frame, side, side), side * 0.24, side * 0.24)
    elif view == "ports":
        slot = _centred(frame, frame.width() * 0.5, frame.height() * 0.2)
        path.addRoundedRect(slot, slot.height() / 2, slot.height() / 2)
    return path


def _centred(frame: QRectF, width: float, height: float) -> QRectF:
    box = QRectF(0, 0, width, height)
    box.moveCenter(frame.center())
    return box
