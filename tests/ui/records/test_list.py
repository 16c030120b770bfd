"""Records found, or chosen, printed as one list."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from station.errors import KnownError
from station.model.record import Record
from tests.ui.records.conftest import Seal
from ui.context import Context
from ui.screens.records import list_work
from ui.screens.records.view import RecordsView

CODES = ("U-1001", "U-1002", "U-1003")


@pytest.fixture
def three(seal: Seal) -> list[Record]:
    """Three sealed records."""
    return [seal(code) for code in CODES]


def _text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def _ask_list(view: RecordsView, qtbot: QtBot) -> str:
    with qtbot.waitSignal(view.list.work.made, timeout=30_000) as made:
        QTest.keyClick(view.finding.search, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert made.args is not None
    return _text(made.args[0].content)


def _choose(view: RecordsView, place: int) -> None:
    results = view.finding.results
    spot = results.visualRect(view.finding.rows.index(place)).center()
    QTest.mouseClick(results.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, spot)


def test_everything_found_is_listed_and_named(three: list[Record], view: RecordsView, qtbot: QtBot) -> None:
    said = _ask_list(view, qtbot)
    assert view.list.isVisible() and view.list.preview.pages >= 1
    assert [said.index(record.id) for record in three] == sorted(said.index(record.id) for record in three)
    with qtbot.waitSignal(view.list.work.made, timeout=30_000) as made:
        view.list.batch.setText("B-88")
        view.list.box.setFocus()
        QTest.keyClicks(view.list.box, "7")
    assert made.args is not None
    said = _text(made.args[0].content)
    assert "B-88" in said and "箱号 7" in said
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    assert view.finding.isVisible()


def test_only_the_rows_chosen_are_listed(three: list[Record], view: RecordsView, qtbot: QtBot) -> None:
    _choose(view, 0)
    assert view.finding.isVisible(), "choosing opens nothing"
    _choose(view, 2)
    said = _ask_list(view, qtbot)
    assert three[0].id in said and three[2].id in said and three[1].id not in said


def test_the_print_sheet_saves_it_and_a_further_copy_needs_a_reason(
    three: list[Record], view: RecordsView, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    _ask_list(view, qtbot)
    QTest.keyClick(view.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = view.loose_sheets.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: any("没有系统打印机" in one.text() for one in sheet.findChildren(QLabel)))
    file = tmp_path / "list.pdf"
    next(one for one in sheet.findChildren(QLineEdit) if one.accessibleName() == "另存到").setText(str(file))
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.loose_sheets.sheet is None)
    assert view.list.paper is not None and file.read_bytes() == view.list.paper.content
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    _ask_list(view, qtbot)
    assert view.list.paper is not None and view.list.paper.copies == 1
    QTest.keyClick(view.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    again = view.loose_sheets.sheet
    assert again is not None and again.why.isVisible() and again.why.reprint is None
    view.loose_sheets.close()


def test_the_list_is_a_workbook_too(
    three: list[Record], view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    _ask_list(view, qtbot)
    with qtbot.waitSignal(context.messages.posted, timeout=30_000):
        QTest.keyClick(view.list, Qt.Key.Key_F8)
    (file,) = context.home.output.glob("batch-list*.xlsx")
    rows = [[cell.value for cell in row] for row in load_workbook(file).worksheets[0].iter_rows()]
    ids = [row[1] for row in rows if row[1] in {record.id for record in three}]
    assert ids == [record.id for record in three]


def test_more_than_a_list_holds_is_refused_in_words(
    three: list[Record], view: RecordsView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_work, "MOST_LISTED", 2)
    with qtbot.waitSignal(view.list.work.refused) as refused:
        QTest.keyClick(view.finding.search, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert refused.args is not None and isinstance(refused.args[0], KnownError)
    assert refused.args[0].code == "REP-018"
    assert any("最多列 2 条" in one.text() for one in view.list.findChildren(QLabel) if one.isVisible())


def test_what_is_given_up_is_never_shown(three: list[Record], view: RecordsView, qtbot: QtBot) -> None:
    QTest.keyClick(view.finding.search, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.list, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.list.work.made, wait=200):
        assert view.finding.isVisible()
