"""A person as a large tile: sign, name, role, and the key that chooses them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from station.model.person import Person
from ui.fonts import Size, font
from ui.i18n import Translator
from ui.theme import Theme
from ui.widgets import paint
from ui.widgets.avatar import draw_avatar

HEIGHT_PX = 72
_AVATAR_PX = 44
_PAD_PX = 14


class PersonTile(QAbstractButton):
    """One person; ``key`` is drawn at the right, empty for none."""

    def __init__(
        self, person: Person, key: str, theme: Theme, translator: Translator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.person, self._key = person, key
        self._theme, self._translator = theme, translator
        self._current = False
        self.setCheckable(True)
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self.setText(self.person.name)
        self.setAccessibleName(f"{self._key} {self.person.name} {self._role()}".strip())
        self.update()

    def set_current(self, current: bool) -> None:
        """Mark it as the one that Enter chooses."""
        self._current = current
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(232, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_surface(painter)
        top = (self.height() - _AVATAR_PX) / 2
        area = QRectF(_PAD_PX, top, _AVATAR_PX, _AVATAR_PX)
        fill = "surface" if self.isChecked() else "selected"
        draw_avatar(painter, self._theme, area, self.person.name, fill)
        self._draw_words(painter)
        if self._key:
            palette = self._theme.palette
            left = self.width() - _PAD_PX - paint.keycap_width(self._key)
            ink, edge = palette.colour("muted"), palette.colour("control_border")
            paint.keycap(painter, left, self.height() / 2, self._key, ink, edge)

    def _draw_surface(self, painter: QPainter) -> None:
        palette, chosen = self._theme.palette, self.isChecked()
        hot = chosen or self._current or self.underMouse()
        fill = palette.colour("selected" if chosen else "surface")
        edge = palette.colour("accent" if hot else "control_border")
        width = 2 if chosen or self._current else 1
        paint.surface(painter, QRectF(self.rect()), fill, edge, radius=12, width=width)

    def _draw_words(self, painter: QPainter) -> None:
        palette, left = self._theme.palette, 2 * _PAD_PX + _AVATAR_PX - 2
        room = self.width() - left - _PAD_PX - (paint.keycap_width(self._key) + 8 if self._key else 0)
        middle = self.height() / 2
        lines = (
            (self.person.name, font(Size.LEAD, bold=True), "text", middle - 25),
            (self._role(), font(Size.SMALL), "muted", middle + 3),
        )
        for words, type_face, colour, top in lines:
            painter.setFont(type_face)
            painter.setPen(palette.colour(colour))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(QRectF(left, top, room, 24), Qt.AlignmentFlag.AlignVCenter, shown)

    def _role(self) -> str:
        return self._translator.tr(f"frame.roles.{self.person.role.value}")
