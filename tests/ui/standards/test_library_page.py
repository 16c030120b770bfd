"""The library: found by typing, opened by Enter, every clause there, limits drawn from the rules."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTabBar
from pytestqt.qtbot import QtBot

from station.standards import library
from station.standards.channel import ChannelStandard
from station.standards.rule_wording import RuleWording
from station.texts import Lang
from tests.ui.standards.words import words_on
from ui.context import Context
from ui.screens.standards.library.band_scale import BandScale
from ui.screens.standards.library.bands import band_axes
from ui.screens.standards.library.criterion_row import CriterionRow
from ui.screens.standards.view import StandardsView
from ui.widgets.table import Table


def _find(view: StandardsView, typed: str) -> None:
    search = view.library.list.findChild(QLineEdit)
    assert isinstance(search, QLineEdit) and search.hasFocus()
    QTest.keyClicks(search, typed)
    QTest.keyClick(search, Qt.Key.Key_Return)


def test_every_standard_of_the_library_is_listed(view: StandardsView) -> None:
    table = view.library.list.findChild(Table)
    assert table is not None
    assert table.model().rowCount() == len(library.channel_standards())


def test_a_standard_is_found_by_typing_and_opened_by_enter_and_left_by_escape(view: StandardsView) -> None:
    _find(view, "back-market")
    assert view.library.standard.isVisible()
    assert "PREMIUM" in words_on(view) and "准入条件" in words_on(view)
    assert view.top_line().title == "Back Market"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.library.list.isVisible()


def test_what_nobody_has_says_so(view: StandardsView) -> None:
    _find(view, "nowhere")
    assert view.library.list.isVisible()
    assert "没有找到" in words_on(view)


@pytest.mark.parametrize("standard", library.channel_standards(), ids=lambda standard: standard.id)
def test_every_clause_that_a_rule_has_is_shown(view: StandardsView, standard: ChannelStandard) -> None:
    view.open(standard.id)
    told = words_on(view.library.standard)
    wanted = {standard.clause_text(clause).zh for clause, _rule in standard.rules()}
    assert {words for words in wanted if words not in told} == set()


def test_tabs_are_reached_by_keys(view: StandardsView) -> None:
    _find(view, "back-market")
    tabs = view.library.standard.findChild(QTabBar)
    assert tabs is not None and tabs.hasFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert [scale for scale in view.findChildren(BandScale) if scale.isVisible()]


def test_a_clause_asked_for_is_marked_and_in_view(view: StandardsView, qtbot: QtBot) -> None:
    view.open("back-market#BM-F2")
    marked = [one for one in view.findChildren(CriterionRow) if one.property("selected") == "true"]
    assert len(marked) == 1
    qtbot.waitUntil(lambda: not marked[0].visibleRegion().isEmpty())


def test_the_open_standard_follows_the_language(view: StandardsView, context: Context) -> None:
    _find(view, "back-market")
    context.translator.set_language(Lang.EN)
    assert "准入条件" not in words_on(view) and "Gates" in words_on(view)


def test_bands_are_the_limits_of_the_rules() -> None:
    standard = library.channel_standard("back-market")
    words = RuleWording(library.internal_standard("smartphone"), Lang.EN)
    battery, distance = band_axes(standard, words)
    gate = battery.bands[0]
    assert (gate.low, gate.low_open, gate.high, battery.unit) == (Decimal(80), False, None, "%")
    told = {band.label: (band.high, band.high_open) for band in distance.bands}
    assert told["EXCELLENT"] == (Decimal(20), True)
    assert told["GOOD"] == (Decimal(50), True)
    assert told["PREMIUM"] == (Decimal(0), False), "no defect at all leaves nothing to measure"
    assert [band.label for band in distance.bands] == ["PREMIUM", "EXCELLENT", "GOOD", "FAIR"]
