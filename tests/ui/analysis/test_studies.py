"""Measurement studies at the screen: typed, pasted, read, judged, printed, exported; by real widgets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from station.analysis.study_form import StudyKind
from tests.analysis.statistics.published import published
from tests.ui.language_switch import left_behind, settle
from ui.context import Context
from ui.screens.analysis.desks import STUDIES
from ui.screens.analysis.studies.desk import StudyDesk
from ui.screens.analysis.view import AnalysisView

GAUGE = published("aiag_grr")


def words_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def desk_of(view: AnalysisView) -> StudyDesk:
    view.show_page(STUDIES)
    desk = view.desks.shown
    assert isinstance(desk, StudyDesk)
    return desk


@pytest.fixture
def sealed() -> None:
    """Nothing: a gauge is studied without units."""


@pytest.fixture
def desk(view: AnalysisView) -> StudyDesk:
    return desk_of(view)


def judged(desk: StudyDesk, context: Context, qtbot: QtBot) -> str:
    QTest.keyClick(desk, Qt.Key.Key_F9)
    settle(context, qtbot)
    return words_of(desk)


def test_from_a_file_to_the_verdict_the_paper_and_the_workbook(
    context: Context, qtbot: QtBot, desk: StudyDesk, tmp_path: Path
) -> None:
    file = tmp_path / "AIAG.json"
    file.write_text(json.dumps({**GAUGE, "params": {"tolerance_range": 8}}), "utf-8")
    desk.read_file(file)
    settle(context, qtbot)
    assert desk.fields.appraiser_names() == tuple(GAUGE["data"])
    assert "27.9" in judged(desk, context, qtbot)
    assert context.translator.tr("statistics.gauge.verdict.attention") in words_of(desk)
    QTest.keyClick(desk, Qt.Key.Key_F7)
    settle(context, qtbot)
    sheet = desk.sheets.sheet
    assert sheet is not None
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    paper = context.home.output / "measurement-study-AIAG-zh.pdf"
    assert paper.read_bytes().startswith(b"%PDF")
    assert _said(context, paper.name)["paper"] == "measurement-study"
    QTest.keyClick(desk, Qt.Key.Key_F8)
    settle(context, qtbot)
    book = load_workbook(context.home.output / "study-grr-AIAG-zh.xlsx")
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows(values_only=True) for cell in line]
    assert GAUGE["data"]["A"][0][0] in cells


def _said(context: Context, name: str) -> dict[str, str]:
    with context.keep.store.read() as connection:
        rows = connection.execute("SELECT body FROM ledger WHERE kind = 'report_printed'").fetchall()
    return next(body for body in (json.loads(row[0]) for row in rows) if body["to"] == name)


def test_typing_goes_from_cell_to_cell(desk: StudyDesk, qtbot: QtBot) -> None:
    desk.grid.setFocus()
    typed(desk, qtbot, "1.25")
    typed(desk, qtbot, "1.5")
    assert desk.cells.cells[0][:3] == ("1.25", "1.5", "")
    assert desk.grid.currentIndex().column() == 2


def typed(desk: StudyDesk, qtbot: QtBot, said: str) -> None:
    """Type into the current cell; Enter goes on."""
    before = desk.grid.currentIndex().column()
    QTest.keyClicks(desk.grid, said[:1])
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, said[1:])
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.grid.currentIndex().column() == before + 1)


def test_a_block_from_a_spreadsheet_is_pasted_whole_or_not_at_all(
    context: Context, qtbot: QtBot, desk: StudyDesk
) -> None:
    QGuiApplication.clipboard().setText("1\t2\t3\r\n4\t5\t6\r\n")
    desk.grid.setFocus()
    QTest.keyClick(desk.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [line[:4] for line in desk.cells.cells[:2]] == [("1", "2", "3", ""), ("4", "5", "6", "")]
    desk.grid.setCurrentIndex(desk.cells.index(0, 8))
    QTest.keyClick(desk.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert desk.cells.cells[0][8:] == ("", "")
    assert context.translator.tr("studies.overflow", rows=2, columns=3) in words_of(desk)


def test_a_missing_reading_is_named_beside_the_table(context: Context, qtbot: QtBot, desk: StudyDesk) -> None:
    desk.cells.fill([["1"] * 10] * 3)
    assert "ANA-004" in judged(desk, context, qtbot)
    assert desk.grid.isVisible()


def test_a_type_1_study_is_typed_and_judged(context: Context, qtbot: QtBot, desk: StudyDesk) -> None:
    desk.kind.chosen.emit(StudyKind.TYPE1.value)
    found = published("jasp_type1_gauge")
    values = [str(one) for one in found["data"]]
    desk.cells.fill([values[first : first + 10] for first in range(0, len(values), 10)])
    desk.fields.tolerance.setText(str(found["params"]["tolerance_range"]))
    desk.fields.reference.setText(str(found["params"]["reference"]))
    assert "1.19" in judged(desk, context, qtbot)
    QTest.keyClick(desk, Qt.Key.Key_Escape)
    assert desk.cells.cells[0][0] == values[0]


def test_a_file_that_is_no_study_leaves_the_table_as_it_was(
    context: Context, qtbot: QtBot, desk: StudyDesk, tmp_path: Path
) -> None:
    desk.cells.fill([["7"]])
    file = tmp_path / "units.csv"
    file.write_text("unit,grade\nU-1,A\n", "utf-8")
    desk.read_file(file)
    settle(context, qtbot)
    assert "IMP-001" in words_of(desk)
    assert desk.cells.cells[0][0] == "7"


def test_the_chips_come_back_with_the_figures(context: Context, qtbot: QtBot, view: AnalysisView) -> None:
    desk_of(view)
    assert not view.chips.isVisible() and not view.actions_bar.isVisible()
    view.pages.setCurrentRow(0)
    settle(context, qtbot)
    assert view.desks.shown is None
    assert view.chips.isVisible() and view.actions_bar.isVisible()


def test_everything_is_said_in_the_other_language_at_once(context: Context, qtbot: QtBot) -> None:
    def study(view: AnalysisView) -> None:
        desk = desk_of(view)
        desk.cells.fill([[f"{row + column * column}" for column in range(10)] for row in range(9)])
        desk.show_result.click()

    pages = {"empty": lambda view: desk_of(view).cells.clear(), "study": study}
    assert left_behind(context, qtbot, "analysis", AnalysisView, pages) == {}
