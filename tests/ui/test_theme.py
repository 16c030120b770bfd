"""Tokens: contrast, one style sheet without leftovers, digits of equal width."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QFontMetrics
from pytestqt.qtbot import QtBot

from ui.fonts import Size, font, load_fonts
from ui.stylesheet import stylesheet
from ui.theme import DARK, LIGHT, Palette

READABLE = 4.5
PAIRS = [
    *((text, ground) for text in ("text", "muted") for ground in ("page", "surface", "sunken", "selected")),
    *((state, ground) for state in ("ok", "attention", "bad", "unknown") for ground in ("page", "surface")),
    *((state, f"{state}_bg") for state in ("ok", "attention", "bad", "unknown")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("selected_text", "selected"),
    ("accent", "surface"),
    ("surface", "text"),
]


def _luminance(colour: QColor) -> float:
    """WCAG 2.2 relative luminance."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(palette: Palette, text: str, ground: str) -> float:
    bright, dim = sorted((_luminance(palette.colour(name)) for name in (text, ground)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_is_readable_on_every_ground(palette: Palette) -> None:
    weak = {pair: round(_contrast(palette, *pair), 2) for pair in PAIRS}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < READABLE} == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_of_the_style_sheet_is_a_token(palette: Palette) -> None:
    sheet = stylesheet(palette.tokens())
    assert "$" not in sheet
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet)) <= set(palette.tokens().values())


@pytest.mark.parametrize("size", list(Size))
def test_digits_have_equal_width(size: Size, qtbot: QtBot) -> None:
    load_fonts()
    for bold in (False, True):
        metrics = QFontMetrics(font(size, bold=bold))
        assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
