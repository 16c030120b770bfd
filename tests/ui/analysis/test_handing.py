"""What the screen shows, printed and exported by keys."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from station.analysis.controlling import Control
from station.analysis.figures import Figures
from station.analysis.numbers import numbered_items
from station.analysis.scope import Scope
from tests.ui.analysis.conftest import RECORDS, words_of
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


def test_the_print_sheet_says_that_there_is_no_printer_and_saves(
    view: AnalysisView, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(view.handing.made, timeout=60_000):
        QTest.keyClick(view.pages, Qt.Key.Key_F7)
    QTest.keyClick(view.paper, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = view.sheets.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: "没有系统打印机" in words_of(sheet))
    file = tmp_path / "report.pdf"
    field = next(one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == "另存到")
    field.setText(str(file))
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.sheets.sheet is None)
    assert view.handing.paper is not None and file.read_bytes() == view.handing.paper.content
    settle(context, qtbot)


def test_what_is_controlled_on_screen_stands_on_paper_and_in_the_workbook(
    view: AnalysisView, context: Context, qtbot: QtBot
) -> None:
    item = numbered_items(Figures(context.keep.store), Scope())[0].item
    view.show_page("control")
    view.model.control_by(Control(f"item:{item}", "ewma", rules="nelson"))
    settle(context, qtbot)
    assert view.model.page is not None
    title, said = view.model.page.parts[0].title, view.model.page.covers
    assert "EWMA" in title and "尼尔森判异" in said
    with qtbot.waitSignal(view.handing.made, timeout=60_000) as made:
        QTest.keyClick(view.pages, Qt.Key.Key_F7)
    assert made.args is not None
    printed = "".join(page.extract_text() for page in PdfReader(BytesIO(made.args[0])).pages)
    assert "EWMA 图" in printed and "尼尔森判异" in printed
    QTest.keyClick(view.paper, Qt.Key.Key_Escape)
    with qtbot.waitSignal(view.handing.saved, timeout=60_000) as saved:
        QTest.keyClick(view.pages, Qt.Key.Key_F8)
    assert saved.args is not None
    cells = [
        cell.value
        for sheet in load_workbook(Path(saved.args[0])).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert title in cells and said in cells


def test_the_report_fits_what_is_chosen() -> None:
    assert template_for(Scope(_DAY, _DAY, shift="day")) == "shift-report"
    assert template_for(Scope(_DAY, _DAY)) == "quality-report"
    assert template_for(Scope(_DAY, _DAY, shift="day", person="P-1")) == "inspector-report"
