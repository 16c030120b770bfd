"""Icons: the shipped line drawings, tinted with a colour of the theme."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from station.errors import KnownError
from station.places import RESOURCES


@lru_cache(maxsize=256)
def pixmap(name: str, colour: str, size_px: int, ratio: float = 1.0) -> QPixmap:
    """The icon ``name`` in ``colour`` (``#rrggbb``), ``size_px`` wide and high at device pixel ``ratio``.

    Raises:
        KnownError: RES-001 when there is no such icon.
    """
    image = QPixmap(QSize(size_px, size_px) * ratio)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(_drawing(name, colour))).render(painter, QRectF(0, 0, size_px, size_px))
    painter.end()
    return image


def icon(name: str, colour: QColor | str, checked: QColor | str | None = None, size_px: int = 24) -> QIcon:
    """The icon ``name``; ``checked`` is its colour while its button is checked."""
    result = QIcon()
    for ratio in (1.0, 2.0):
        result.addPixmap(pixmap(name, QColor(colour).name(), size_px, ratio))
        if checked is not None:
            tinted = pixmap(name, QColor(checked).name(), size_px, ratio)
            result.addPixmap(tinted, QIcon.Mode.Normal, QIcon.State.On)
    return result


def _drawing(name: str, colour: str) -> bytes:
    path = RESOURCES / "icons" / f"{name}.svg"
    try:
        return path.read_text("utf-8").replace("currentColor", colour).encode()
    except OSError as error:
        raise KnownError("RES-001", path=str(path)) from error
