"""The photos of a record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QStackedWidget, QWidget

from ui.i18n import Translator
from ui.screens.records.detail import Thumb
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import column, label, look

_COLUMNS = 3
_SIZE_PX = (288, 192)


class PhotoSheet(QStackedWidget):
    """Photos in a grid, each with what it shows; a missing file says so."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._translator = translator
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._empty = EmptyState(theme, "image")
        self.addWidget(self._scroll)
        self.addWidget(self._empty)
        translator.follow(self.retranslate)

    def show_photos(self, photos: Sequence[Thumb]) -> None:
        """Show these photos."""
        page = look(QWidget(), "plain")
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(16)
        for number, photo in enumerate(photos):
            grid.addWidget(
                self._tile(photo), number // _COLUMNS, number % _COLUMNS, Qt.AlignmentFlag.AlignTop
            )
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(_COLUMNS, 1)
        self._scroll.setWidget(page)
        self.setCurrentWidget(self._scroll if photos else self._empty)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._empty.set_texts(tr("records.no_photos"), tr("records.no_photos_do"))

    def _tile(self, photo: Thumb) -> QWidget:
        tile = look(QWidget(), "plain")
        picture = look(QLabel(), "stage")
        picture.setFixedSize(*_SIZE_PX)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if photo.image is None:
            picture.setText(self._translator.tr("records.photo_missing"))
        else:
            picture.setPixmap(_fitted(photo))
        caption, detail = label("strong"), label("muted small", wrap=True)
        caption.setText(photo.caption)
        detail.setText(photo.detail)
        tile.setAccessibleName(photo.caption)
        layout = column(tile, spacing=4)
        for part in (picture, caption, detail):
            layout.addWidget(part)
        return tile


def _fitted(photo: Thumb) -> QPixmap:
    drawn = QPixmap.fromImage(photo.image) if photo.image else QPixmap()
    return drawn.scaled(
        *_SIZE_PX, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
