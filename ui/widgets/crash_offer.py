"""Offers the report of a bug that happened during the last run."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.crash import mark_seen
from ui.i18n import Translator
from ui.widgets.looks import label, look, row

_HEIGHT_PX = 44


class CrashOffer(QFrame):
    """Open, copy or dismiss one report; dismissing marks it as seen."""

    def __init__(self, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "banner")
        self.setProperty("state", "bad")
        self.setFixedHeight(_HEIGHT_PX)
        self._translator = translator
        self._report: Path | None = None
        self._words = label("strong")
        self._words.setProperty("state", "bad")
        self._buttons = {name: look(QPushButton(), "compact") for name in ("open", "copy", "dismiss")}
        self._lay_out()
        self.hide()
        translator.follow(self.retranslate)

    def offer(self, report: Path) -> None:
        """Offer ``report``."""
        self._report = report
        self.setToolTip(str(report))
        self.show()

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._words.setText(self._translator.tr("frame.crash.found"))
        for name, button in self._buttons.items():
            button.setText(self._translator.tr(f"frame.crash.{name}"))

    def _lay_out(self) -> None:
        layout = row(self, spacing=12)
        layout.setContentsMargins(24, 0, 16, 0)
        layout.addWidget(self._words)
        layout.addStretch()
        for button in self._buttons.values():
            layout.addWidget(button)
        self._buttons["open"].clicked.connect(self._open)
        self._buttons["copy"].clicked.connect(self._copy)
        self._buttons["dismiss"].clicked.connect(self._dismiss)

    def _open(self) -> None:
        if self._report is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._report)))

    def _copy(self) -> None:
        if self._report is not None:
            QGuiApplication.clipboard().setText(self._report.read_text("utf-8"))

    def _dismiss(self) -> None:
        if self._report is not None:
            mark_seen(self._report)
        self._report = None
        self.hide()
