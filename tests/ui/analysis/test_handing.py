"""What the screen shows, printed and exported by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station.analysis.scope import Scope
from tests.ui.analysis.conftest import RECORDS
from tests.ui.language_switch import settle
from ui.context import Context
from ui.screens.analysis.handing import template_for
from ui.screens.analysis.view import AnalysisView

_DAY = date(2026, 11, 22)


def test_print_this_shows_the_report_and_saves_it(view: AnalysisView, context: Context, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.handing.made, timeout=60_000):
        QTest.keyClick(view.pages, Qt.Key.Key_F7)
    assert view.paper.isVisible() and view.paper.preview.pages >= 1
    with qtbot.waitSignal(view.handing.saved, timeout=60_000) as saved:
        QTest.keyClick(view.paper, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved.args is not None
    text = "".join(page.extract_text() for page in PdfReader(saved.args[0]).pages)
    assert str(RECORDS) in text
    QTest.keyClick(view.paper, Qt.Key.Key_Escape)
    assert view.board.isVisible()
    settle(context, qtbot)


def test_export_writes_real_numbers_and_what_they_mean(view: AnalysisView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.handing.saved, timeout=60_000) as saved:
        QTest.keyClick(view.pages, Qt.Key.Key_F8)
    assert saved.args is not None
    workbook = load_workbook(Path(saved.args[0]))
    cells = [cell.value for row in workbook.worksheets[0].iter_rows() for cell in row]
    assert RECORDS in cells
    figures = view.pages.count() - 1  # studies are of no period
    assert len(workbook.worksheets) == figures + 1


def test_the_report_fits_what_is_chosen() -> None:
    assert template_for(Scope(_DAY, _DAY, shift="day")) == "shift-report"
    assert template_for(Scope(_DAY, _DAY)) == "quality-report"
    assert template_for(Scope(_DAY, _DAY, shift="day", person="P-1")) == "inspector-report"
