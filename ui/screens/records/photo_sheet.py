"""The photos of a record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QStackedWidget, QWidget

from ui.i18n import Translator
from ui.screens.records.detail import Thumb
from ui.screens.records.large_photo import LargePhoto
from ui.screens.records.photo_tile import PhotoTile
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import look

_COLUMNS = 3


class PhotoSheet(QStackedWidget):
    """Photos in a grid, each with what it shows; a missing file says so. A click or Enter enlarges one, and
    ``large_wanted(sha256)`` asks for the whole picture."""

    large_wanted = Signal(str)

    def __init__(self, theme: Theme, translator: Translator) -> None:
        super().__init__()
        self._theme, self._translator = theme, translator
        self._photos: tuple[Thumb, ...] = ()
        self._tiles: list[PhotoTile] = []
        self._place = -1
        self._large = LargePhoto(theme)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._empty = EmptyState(theme, "image")
        self.addWidget(self._scroll)
        self.addWidget(self._empty)
        self.addWidget(self._large)
        self._large.closed.connect(self._show_grid)
        self._large.turned.connect(lambda step: self._enlarge(self._place + step))
        translator.follow(self.retranslate)

    def show_photos(self, photos: Sequence[Thumb]) -> None:
        """Show these photos."""
        page = look(QWidget(), "plain")
        grid = QGridLayout(page)
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(16)
        same = [one.sha256 for one in photos] == [one.sha256 for one in self._photos]
        large = self._place if same and self.currentWidget() is self._large else -1
        self._photos, self._place = tuple(photos), -1
        self._tiles = [self._tile(place, photo) for place, photo in enumerate(photos)]
        for place, tile in enumerate(self._tiles):
            grid.addWidget(tile, *divmod(place, _COLUMNS))
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(_COLUMNS, 1)
        self._scroll.setWidget(page)
        self.setCurrentWidget(self._scroll if photos else self._empty)
        if large >= 0:
            self._enlarge(large)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._translator.tr
        self._empty.set_texts(tr("records.no_photos"), tr("records.no_photos_do"))

    def show_large(self, sha256: str, image: QImage | None) -> None:
        """The photo that was wanted large; a later choice wins."""
        if 0 <= self._place < len(self._photos) and self._photos[self._place].sha256 == sha256:
            self._large.show_photo(image, self._photos[self._place].caption)

    def _enlarge(self, place: int) -> None:
        if not self._photos or self._photos[place % len(self._photos)].image is None:
            return
        self._place = place % len(self._photos)
        photo = self._photos[self._place]
        self._large.show_photo(photo.image, photo.caption)
        self.setCurrentWidget(self._large)
        self._large.setFocus()
        self.large_wanted.emit(photo.sha256)

    def _show_grid(self) -> None:
        self.setCurrentWidget(self._scroll)
        if 0 <= self._place < len(self._tiles):
            self._tiles[self._place].setFocus()

    def _tile(self, place: int, photo: Thumb) -> PhotoTile:
        said = self._translator.tr(f"records.photo_{photo.fault or 'missing'}")
        tile = PhotoTile(photo, said, self._theme)
        tile.clicked.connect(lambda: self._enlarge(place))
        return tile
