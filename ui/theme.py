"""Design tokens and the theme in use.

Colours of the two palettes are those of the design pictures; every text colour keeps a contrast of at least
4.5:1 on every surface it is used on (tested). State colours are used for state and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.fonts import body_font
from ui.stylesheet import stylesheet

GRID_PX = 8
"""Unit of every distance."""

TARGET_PX = 48
"""Smallest height of anything pressed with a gloved finger."""


class State(StrEnum):
    """The four states; each always goes with a word and a shape."""

    OK = "ok"
    ATTENTION = "attention"
    BAD = "bad"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme, as ``#rrggbb``; ``name`` also names its drawings in ``resources/theme``."""

    name: str
    page: str
    surface: str
    sunken: str
    border: str
    control_border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    selected: str
    selected_text: str
    ok: str
    ok_bg: str
    attention: str
    attention_bg: str
    bad: str
    bad_bg: str
    unknown: str
    unknown_bg: str
    stage: str
    on_stage: str

    def colour(self, token: str) -> QColor:
        """A token as a colour."""
        return QColor(str(getattr(self, token)))

    def of_state(self, state: State) -> tuple[QColor, QColor]:
        """Foreground and background of a state."""
        return self.colour(state.value), self.colour(f"{state.value}_bg")

    def tokens(self) -> dict[str, str]:
        """All tokens by name."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


LIGHT = Palette(
    name="light",
    page="#f4f5f7",
    surface="#ffffff",
    sunken="#f4f5f7",
    border="#e2e6ec",
    control_border="#c9d0da",
    text="#1b2330",
    muted="#5f697d",
    accent="#2457d6",
    accent_hover="#1d49b8",
    on_accent="#ffffff",
    selected="#e4ebfa",
    selected_text="#2457d6",
    ok="#16794a",
    ok_bg="#e4f4ec",
    attention="#8f5b00",
    attention_bg="#fff3d9",
    bad="#b3261e",
    bad_bg="#fdeae8",
    unknown="#5b6473",
    unknown_bg="#eceff3",
    stage="#2b3138",
    on_stage="#e8ecf2",
)

DARK = Palette(
    name="dark",
    page="#12161c",
    surface="#1b2129",
    sunken="#12161c",
    border="#2c3440",
    control_border="#414b5a",
    text="#e8ecf2",
    muted="#98a2b3",
    accent="#7ea2ff",
    accent_hover="#9ab7ff",
    on_accent="#0c1220",
    selected="#263143",
    selected_text="#8fb0ff",
    ok="#5fd39b",
    ok_bg="#16382a",
    attention="#ffc457",
    attention_bg="#3b2e10",
    bad="#ff9b92",
    bad_bg="#43201e",
    unknown="#a8b1bf",
    unknown_bg="#2a313b",
    stage="#2b3138",
    on_stage="#e8ecf2",
)


class ThemeName(StrEnum):
    """What a person can choose; ``system`` follows the desktop."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Theme(QObject):
    """The theme in use; ``changed`` is emitted after a switch."""

    changed = Signal()

    def __init__(self, name: ThemeName = ThemeName.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name

    @property
    def name(self) -> ThemeName:
        """Theme as chosen."""
        return self._name

    @property
    def palette(self) -> Palette:
        """Palette in use."""
        return DARK if self._is_dark() else LIGHT

    def apply(self) -> None:
        """Dress the whole application."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(body_font())
            application.setPalette(_qt_palette(self.palette))
            application.setStyleSheet(stylesheet(self.palette.tokens()))

    def set_theme(self, name: ThemeName) -> None:
        """Switch the whole application to ``name``."""
        if name is not self._name:
            self._name = name
            self.apply()
            self.changed.emit()

    def _is_dark(self) -> bool:
        if self._name is ThemeName.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._name is ThemeName.DARK


def _qt_palette(palette: Palette) -> QPalette:
    """Roles that a style sheet does not reach (links, placeholder text, disabled text)."""
    roles = {
        QPalette.ColorRole.Window: palette.page,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.sunken,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.muted,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.Dark: palette.stage,
        QPalette.ColorRole.ToolTipBase: palette.text,
        QPalette.ColorRole.ToolTipText: palette.surface,
    }
    qt_palette = QPalette()
    for role, colour in roles.items():
        qt_palette.setColor(role, QColor(colour))
    return qt_palette
