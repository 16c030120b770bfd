"""What stands before the frame while a person is asked for: opaque, or a veil over work that goes on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from ui.i18n import Translator
from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, row

_VEIL_ALPHA = 150
_MARK_PX = 28
_FLOATING = (Qt.WindowType.Popup, Qt.WindowType.Dialog)


class Curtain(QWidget):
    """Covers ``frame``. Opaque, it hides the frame altogether; as a veil, it leaves it in sight but dead."""

    def __init__(self, frame: QWidget, theme: Theme, translator: Translator) -> None:
        super().__init__(frame.parentWidget())
        self._frame, self._theme, self._translator = frame, theme, translator
        self._page: QWidget | None = None
        self._is_veil = False
        self._left_at: QWidget | None = None
        self._mark, self._product, self._station = QLabel(), label("title"), label("muted")
        self.language = ActionButton(compact=True)
        self._header = QWidget()
        self._middle = QHBoxLayout()
        self._lay_out()
        self.setAutoFillBackground(False)
        theme.changed.connect(self._tint)
        translator.follow(self.retranslate)
        self.hide()

    @property
    def page(self) -> QWidget | None:
        """What stands before the frame, or None."""
        return self._page

    def draw(self, page: QWidget, *, veil: bool) -> None:
        """Stand before the frame with ``page``."""
        if self._page is None:
            self._left_at = self._frame.window().focusWidget()
        self._drop_page()
        self._page, self._is_veil = page, veil
        self._middle.insertWidget(1, page)
        self._header.setHidden(veil)
        self._frame.setVisible(veil)
        self._frame.setEnabled(not veil)
        self._cover()
        self._tint()
        if not veil:
            _close_what_floats()
        self.show()
        self.raise_()
        page.show()
        page.setFocus()

    def open(self) -> None:
        """Give the frame back, with the keys where they were."""
        if self._page is None:
            return
        self._frame.setEnabled(True)
        self._frame.show()
        self._drop_page()
        self.hide()
        if self._left_at is not None and self._frame.isAncestorOf(self._left_at):
            self._left_at.setFocus()
        self._left_at = None

    def show_station(self, station: str) -> None:
        """Show the station's name."""
        self._station.setText(station)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._product.setText(self._translator.tr("app.product"))
        self.language.set_text(self._translator.tr("entrance.other_language"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of what it stands in."""
        if event.type() is QEvent.Type.Resize:
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = QColor(self._theme.palette.stage if self._is_veil else self._theme.palette.page)
        if self._is_veil:
            colour.setAlpha(_VEIL_ALPHA)
        QPainter(self).fillRect(self.rect(), colour)

    def _cover(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())

    def _drop_page(self) -> None:
        if self._page is not None:
            self._middle.removeWidget(self._page)
            discard(self._page)
            self._page = None

    def _tint(self) -> None:
        ratio = self.devicePixelRatioF()
        self._mark.setPixmap(pixmap("badge-check", self._theme.palette.accent, _MARK_PX, ratio))
        self.update()

    def _lay_out(self) -> None:
        head = row(self._header, spacing=12)
        for part in (self._mark, self._product, self._station):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.language)
        self._middle.addStretch(1)
        self._middle.addStretch(1)
        layout = column(self, spacing=0)
        layout.setContentsMargins(32, 20, 32, 32)
        layout.addWidget(self._header)
        layout.addStretch(2)
        layout.addLayout(self._middle)
        layout.addStretch(3)
        parent = self.parentWidget()
        if parent is not None:
            parent.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _close_what_floats() -> None:
    """Lists and dialogs stand above the window and would go on showing what the curtain hides."""
    for one in QApplication.topLevelWidgets():
        if one.isVisible() and one.windowType() in _FLOATING:
            one.close()
