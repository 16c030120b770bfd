"""A PDF document, shown in the program."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPdfWidgets import QPdfView


class PdfPreview(QWidget):
    """Pages below each other, fitted to the width. QtPdf is loaded with the first document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: QPdfView | None = None
        self._document: QPdfDocument | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def pages(self) -> int:
        """Number of pages shown."""
        return self._document.pageCount() if self._document is not None else 0

    def show_file(self, path: Path) -> None:
        """Show the document at ``path``."""
        view, document = self._parts()
        document.load(str(path))
        view.verticalScrollBar().setValue(0)

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
            self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._column.addWidget(self._view)
        return self._view, self._document
