"""Stored photos, small, for showing; reading them belongs on a lane."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from station.places import thumbnail_path


def small_picture(photo: Path | None, size: QSize) -> QImage | None:
    """The photo fitted into ``size`` px: from its thumbnail, or from itself when that is missing or torn."""
    for path in (thumbnail_path(photo), photo) if photo else ():
        reader = QImageReader(str(path))
        reader.setScaledSize(reader.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if not image.isNull():
            return image
    return None
