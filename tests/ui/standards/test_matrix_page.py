"""The matrix: filtered by keys, conflicts in words, a cell leads to its clause."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.standards.words import words_on
from ui.screens.standards.library.criterion_row import CriterionRow
from ui.screens.standards.matrix.cells import MatrixCells
from ui.screens.standards.view import StandardsView


def _shown(view: StandardsView, qtbot: QtBot) -> MatrixCells:
    with qtbot.waitSignal(view.matrix.model.shown):
        view.show_page("matrix")
    cells = view.matrix.table.model()
    assert isinstance(cells, MatrixCells)
    return cells


def test_every_channel_of_the_category_is_a_column(view: StandardsView, qtbot: QtBot) -> None:
    cells = _shown(view, qtbot)
    phones = [one for one in view.model.shelf.volumes if one.standard.category == "smartphone"]
    assert cells.columnCount() == len(phones)
    assert "步" in words_on(view.matrix)


def test_conflicts_only_by_the_space_bar(view: StandardsView, qtbot: QtBot) -> None:
    cells = _shown(view, qtbot)
    whole = cells.rowCount()
    view.matrix.only_conflicts.setFocus()
    QTest.keyClick(view.matrix.only_conflicts, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: 0 < cells.rowCount() < whole)
    assert all(cells.line(row).has_conflict for row in range(cells.rowCount()))


def test_fewer_channels_cost_fewer_steps(view: StandardsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.matrix.model.shown) as all_of_them:
        view.show_page("matrix")
    first = view.matrix.channels.item(0)
    view.matrix.channels.setFocus()
    view.matrix.channels.setCurrentItem(first)
    with qtbot.waitSignal(view.matrix.model.shown) as fewer:
        QTest.keyClick(view.matrix.channels, Qt.Key.Key_Space)
    assert all_of_them.args and fewer.args
    assert len(fewer.args[0].channels) == len(all_of_them.args[0].channels) - 1
    assert fewer.args[0].steps <= all_of_them.args[0].steps


def test_a_cell_opens_its_clause(view: StandardsView, qtbot: QtBot) -> None:
    cells = _shown(view, qtbot)
    columns = [cells.channel(column).id for column in range(cells.columnCount())]
    rows = [cells.line(row).item for row in range(cells.rowCount())]
    at = cells.index(rows.index("PB-02"), columns.index("back-market"))
    view.matrix.table.setCurrentIndex(at)
    assert "≥ 80 %" in words_on(view.matrix)
    QTest.keyClick(view.matrix.table, Qt.Key.Key_Return)
    assert view.library.standard.isVisible()
    marked = [one for one in view.findChildren(CriterionRow) if one.property("selected") == "true"]
    assert marked and "80 %" in marked[0].accessibleName()
