"""Findings where they are needed: in the library, and under a criterion while it is edited."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from station.model.person import Person
from station.standards import library
from station.standards.lint import lint
from tests.ui.standards.words import words_on
from ui.screens.standards.editor.found_list import FoundList
from ui.screens.standards.view import StandardsView
from ui.widgets.table import Table


def _lint(name: str) -> int:
    standard = library.channel_standard(name)
    return len(lint(standard, library.internal_standard(standard.category)))


def test_the_standard_opened_tells_its_findings_with_who_ruled_and_when(
    view: StandardsView, qtbot: QtBot
) -> None:
    view.open("back-market")
    volume = view.library.standard.volume
    assert volume is not None
    qtbot.waitUntil(lambda: view.model.findings(volume) is not None, timeout=20_000)
    view.library.standard.show_tab("findings")
    told = words_on(view.library.standard)
    assert len(view.model.findings(volume) or ()) == _lint("back-market") > 0
    assert "2026-11-22" in told and "裁定：" in told


def test_the_list_counts_findings_and_keeps_the_line_a_person_stands_on(
    view: StandardsView, qtbot: QtBot
) -> None:
    table = next(one for one in view.library.list.findChildren(Table) if one.isVisible())
    table.selectRow(5)
    volumes = view.model.shelf.volumes
    qtbot.waitUntil(lambda: all(view.model.findings(one) is not None for one in volumes), timeout=30_000)
    assert table.currentIndex().row() == 5
    texts = {table.model().index(row, 8).data() for row in range(table.model().rowCount())}
    assert "…" not in texts and str(_lint("roobotech")) in texts


def test_the_list_is_sorted_as_asked(view: StandardsView) -> None:
    table = next(one for one in view.library.list.findChildren(Table) if one.isVisible())
    order = next(one for one in view.library.list.findChildren(QComboBox) if one.accessibleName() == "排序")
    order.setCurrentIndex(order.findData("items"))
    items = [int(table.model().index(row, 7).data()) for row in range(table.model().rowCount())]
    assert items == sorted(items, reverse=True) and len(set(items)) > 3


def test_a_criterion_that_shuts_a_grade_is_told_while_it_is_edited(
    engineer: Person, view: StandardsView, qtbot: QtBot
) -> None:
    assert engineer
    view.open("back-market")
    with qtbot.waitSignal(view.drafts.model.opened):
        QTest.keyClick(view, Qt.Key.Key_F4)
    table = next(one for one in view.drafts.draft.findChildren(Table) if one.isVisible())
    table.setFocus()
    table.selectRow(0)
    editor = view.drafts.editor
    with qtbot.waitSignal(editor.model.found):
        QTest.keyClick(table, Qt.Key.Key_Return)
    found = editor.findChild(FoundList)
    assert found is not None
    qtbot.waitUntil(lambda: "检查没有发现问题" in words_on(found), timeout=20_000)
    value = next(one for one in editor.form.findChildren(QLineEdit) if one.text() == "80")
    value.setFocus()
    value.selectAll()
    QTest.keyClicks(value, "120")
    qtbot.waitUntil(lambda: "没有待检件能得到 PREMIUM：受 BM-G1" in words_on(found), timeout=20_000)
