"""A label that shows whether a printer is set up right: size, darkness, codes."""

from __future__ import annotations

from station.reports.label_form import LabelForm, Language
from station.reports.label_page import DOTS, LabelPage
from station.reports.label_surface import LabelSurface
from station.reports.zpl import Label

_WIDTH_MM, _HEIGHT_MM = 48, 28
_WORDS = "TEST 测试 123"


def trial_label(form: LabelForm, station: str) -> bytes:
    """A label of 48 x 28 mm with a QR code and a bar code that both say ``TEST``; the same bytes always."""
    is_page = form.language is Language.PDF
    dots = DOTS if is_page else form.dots_per_mm
    size = (_WIDTH_MM * dots, _HEIGHT_MM * dots)
    surface: LabelSurface = LabelPage(*size, "TEST", "zh-CN") if is_page else Label(*size, dots)
    surface.text(2 * dots, 2 * dots, 28 * dots, 5 * dots, _WORDS, bold=True)
    surface.text(2 * dots, 8 * dots, 28 * dots, 3 * dots, station)
    surface.qr(32 * dots, 2 * dots, 14 * dots, "TEST")
    surface.code128(2 * dots, 18 * dots, 44 * dots, 8 * dots, "TEST")
    return surface.finished()
