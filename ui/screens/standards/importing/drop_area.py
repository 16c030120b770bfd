"""A place to drop a workbook, or to choose one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel

from ui.i18n import Translator
from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.looks import column, label, look

_ICON_PX = 48


class DropArea(QFrame):
    """``dropped`` carries the path of a workbook."""

    dropped = Signal(object)

    def __init__(self, theme: Theme, words: Translator) -> None:
        super().__init__()
        look(self, "drop")
        self._theme, self._words = theme, words
        self._drawing, self._what, self._do = QLabel(), label("title"), label("muted", wrap=True)
        self.choose = ActionButton(keys=("F2",), shortcut="F2", primary=True)
        self.setAcceptDrops(True)
        layout = column(self, spacing=12, margin=32)
        layout.addStretch()
        for part in (self._drawing, self._what, self._do):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(part)
        layout.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        self.choose.clicked.connect(self._choose)
        theme.changed.connect(self._tint)
        words.follow(self.retranslate)
        self._tint()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        tr = self._words.tr
        self._what.setText(tr("standards.import.drop"))
        self._do.setText(tr("standards.import.drop_do"))
        self.choose.set_text(tr("standards.import.choose"))
        self.setAccessibleName(tr("standards.import.drop"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one local file."""
        if _local_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the file on."""
        file = _local_file(event)
        if file is not None:
            event.acceptProposedAction()
            self.dropped.emit(file)

    def _choose(self) -> None:
        title, sort = self._words.tr("standards.import.choose"), self._words.tr("standards.import.workbooks")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", f"{sort} (*.xlsx)")
        if chosen:
            self.dropped.emit(Path(chosen))

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._drawing.setPixmap(pixmap("file-spreadsheet", self._theme.palette.muted, _ICON_PX, ratio))


def _local_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
