"""Import: a real workbook becomes a published standard by two people; a bad one is refused with its code."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from station.model.person import Person
from tests.ui.standards.words import words_on
from ui.context import Context
from ui.screens.standards.view import StandardsView

LINES = (
    ("Check", "S", "A", "B"),
    ("Battery health", "≥ 90 %", "≥ 85 %", "≥ 80 %"),
    ("Wi-Fi", "works", "works", "works"),
    ("Screen scratches", "no scratch", "no more than 2 scratches", "no more than 5 scratches"),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """One grade a column, as a channel might send it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in LINES:
        sheet.append(line)
    file = tmp_path / "channel.xlsx"
    book.save(file)
    return file


def _drop(view: StandardsView, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    view.importing.start.drop.dropEvent(event)


def _begin(view: StandardsView, workbook: Path, qtbot: QtBot) -> None:
    view.show_page("import")
    name = view.importing.start.name
    assert name.hasFocus()
    QTest.keyClicks(name, "Fine Phones")
    with qtbot.waitSignal(view.importing.model.columns_wanted):
        _drop(view, workbook)
    with qtbot.waitSignal(view.importing.model.changed):
        QTest.keyClick(view, Qt.Key.Key_F8)


def _settle_everything(view: StandardsView, qtbot: QtBot) -> None:
    model, clauses = view.importing.model, view.importing.clauses
    if any(one.state == "open" and one.is_exact for one in model.job.clauses):
        with qtbot.waitSignal(model.changed):
            QTest.keyClick(clauses, Qt.Key.Key_F7)
    for _ in range(100):
        if not model.job.open_findings:
            return
        QTest.keyClick(clauses, Qt.Key.Key_F3)
        reason = next(
            one for one in clauses.clause.findChildren(QLineEdit) if one.accessibleName() == "裁定理由"
        )
        reason.setFocus()
        QTest.keyClicks(reason, "as the sheet says")
        with qtbot.waitSignal(model.changed):
            QTest.keyClick(clauses, Qt.Key.Key_F4)
    pytest.fail("findings do not end")


def test_columns_are_suggested_and_the_original_stands_beside_its_finding(
    engineer: Person, view: StandardsView, workbook: Path, qtbot: QtBot
) -> None:
    _begin(view, workbook, qtbot)
    assert view.importing.clauses.isVisible()
    assert {one.original for one in view.importing.model.job.clauses} >= {"≥ 85 %", "no scratch"}
    view.importing.clauses.next_open()
    told = words_on(view.importing.clauses)
    chosen = view.importing.model.job.clause(view.importing.clauses.chosen)
    assert chosen.original in told
    assert "可能指" in told and "确认含义" in told


def test_a_workbook_becomes_a_draft_once_every_finding_is_ruled_on(
    engineer: Person, view: StandardsView, workbook: Path, qtbot: QtBot
) -> None:
    _begin(view, workbook, qtbot)
    _settle_everything(view, qtbot)
    with qtbot.waitSignal(view.drafts.model.opened):
        QTest.keyClick(view.importing.clauses, Qt.Key.Key_F8)
    shown = view.drafts.draft.view
    assert shown is not None and shown.standard.id == "fine-phones"
    assert shown.standard.grades == ("S", "A", "B")
    assert set(shown.standard.originals.values()) >= {"≥ 85 %", "no scratch"}


def test_an_import_begun_is_found_again(
    engineer: Person, view: StandardsView, workbook: Path, context: Context, qtbot: QtBot
) -> None:
    _begin(view, workbook, qtbot)
    files: list[Path] = []
    view.importing.model.left.connect(files.extend)
    with qtbot.waitSignal(view.importing.model.left):
        view.importing.model.refresh()
    assert len(files) == 1 and files[0].is_relative_to(context.home.imports)
    with qtbot.waitSignal(view.importing.model.changed):
        view.importing.model.resume(files[0])


def test_a_bad_workbook_is_refused_with_its_code_and_what_to_do(
    engineer: Person, view: StandardsView, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    view.show_page("import")
    with qtbot.waitSignal(view.importing.model.refused):
        _drop(view, broken)
    assert "IMP-001" in words_on(view.importing.start)
