"""The Analysis screen without a mouse: where the keys lead, and back again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.language_switch import settle
from ui.context import Context
from ui.screens.analysis.view import AnalysisView
from ui.widgets.charts.chart_card import ChartCard
from ui.widgets.charts.figure_table import FigureTable


def press(key: Qt.Key) -> None:
    """Press a key where the keys are."""
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key)


def tab_to(kind: type[QWidget]) -> QWidget:
    """Go on by Tab to the first widget of a kind."""
    for _ in range(40):
        at = QApplication.focusWidget()
        if isinstance(at, kind):
            return at
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab leads to no {kind.__name__}")


@pytest.mark.parametrize("kind", [ChartCard, FigureTable])
def test_from_a_figure_to_its_units_and_back_to_the_figure(
    kind: type[QWidget], view: AnalysisView, context: Context, qtbot: QtBot
) -> None:
    view.show_page("defects")
    settle(context, qtbot)
    view.pages.setFocus()
    figure = tab_to(kind)
    press(Qt.Key.Key_Right if kind is ChartCard else Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    settle(context, qtbot)
    assert view.behind.units.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert figure.hasFocus()


def test_everything_that_tab_leads_to_has_a_name(view: AnalysisView, context: Context, qtbot: QtBot) -> None:
    for key in ("overview", "defects", "audits"):
        view.show_page(key)
        settle(context, qtbot)
        view.pages.setFocus()
        press(Qt.Key.Key_Tab)
        while not view.pages.hasFocus():
            at = QApplication.focusWidget()
            assert at is not None and at.accessibleName()
            press(Qt.Key.Key_Tab)


def test_columns_stay_readable_where_a_table_is_wider_than_the_screen(
    view: AnalysisView, context: Context, qtbot: QtBot
) -> None:
    view.window().resize(1280, 800)
    view.show_page("people")
    settle(context, qtbot)
    table = next(one for one in view.findChildren(FigureTable) if one.isVisible())
    header = table.horizontalHeader()
    assert all(header.sectionSize(at) >= header.sectionSizeHint(at) for at in range(header.count()))
