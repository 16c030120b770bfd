"""A PDF document, shown in the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView

_AROUND_PX = 16
_WIDEST_PX = 960
SCROLL_KEYS = {
    Qt.Key.Key_Down: 0.15,
    Qt.Key.Key_Up: -0.15,
    Qt.Key.Key_PageDown: 0.9,
    Qt.Key.Key_PageUp: -0.9,
}
"""Keys that scroll a document, and by which share of what is seen."""


class PdfPreview(QWidget):
    """Pages below each other, fitted to the width. QtPdf is loaded with the first document."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: QPdfView | None = None
        self._document: QPdfDocument | None = None
        self._bytes = QBuffer(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setMaximumWidth(_WIDEST_PX)

    @property
    def pages(self) -> int:
        """Number of pages shown."""
        return self._document.pageCount() if self._document is not None else 0

    def show_file(self, path: Path) -> None:
        """Show the document at ``path``."""
        view, document = self._parts()
        document.load(str(path))
        view.verticalScrollBar().setValue(0)

    def show_bytes(self, content: bytes) -> None:
        """Show a document that is not saved."""
        view, document = self._parts()
        document.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(content))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(self._bytes)
        view.verticalScrollBar().setValue(0)

    def show_nothing(self) -> None:
        """Take away what was shown."""
        if self._document is not None:
            self._document.close()

    def changeEvent(self, event: QEvent) -> None:
        """A new style sheet puts the old palette back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._tint()

    def scroll_pages(self, pages: float) -> None:
        """Scroll by a share of the visible height."""
        if self._view is not None:
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + int(pages * bar.pageStep()))

    def _parts(self) -> tuple[QPdfView, QPdfDocument]:
        if self._view is None or self._document is None:
            from PySide6.QtPdf import QPdfDocument
            from PySide6.QtPdfWidgets import QPdfView

            self._document = QPdfDocument(self)
            self._view = QPdfView(self)
            self._view.setDocument(self._document)
            self._view.setPageMode(QPdfView.PageMode.MultiPage)
            self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            self._view.setPageSpacing(_AROUND_PX)
            self._view.setDocumentMargins(QMargins(0, 0, _AROUND_PX, 0))
            self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._column.addWidget(self._view)
            self._tint()
        return self._view, self._document

    def _tint(self) -> None:
        """Around the pages the view draws the palette's dark colour, not the style sheet's."""
        if self._view is not None:
            palette = self._view.palette()
            palette.setColor(QPalette.ColorRole.Dark, self._theme.palette.colour("page"))
            self._view.setPalette(palette)
