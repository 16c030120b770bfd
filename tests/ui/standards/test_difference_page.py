"""Two versions side by side: a draft against what is in force, and two channels."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station.model.person import Person
from station.standards import library
from station.standards.rules import Number
from tests.ui.standards.words import words_on
from ui.screens.standards.difference.viewmodel import Compared
from ui.screens.standards.view import StandardsView


def _floor(percent: int) -> Number:
    return Number(rule="number", item="PB-02", at_least=Decimal(percent), unit="%")


def _draft(view: StandardsView, qtbot: QtBot, floor: int) -> None:
    """A draft of Back Market that differs in the battery floor of its first gate."""
    standard = library.channel_standard("back-market")
    gate = replace(standard.gates[0], require=_floor(floor))
    changed = replace(standard, version="2026-11-30", gates=(gate, *standard.gates[1:]))
    with qtbot.waitSignal(view.drafts.model.opened):
        view.drafts.model.save(changed)


def _offered(view: StandardsView) -> bool:
    return any(one.key == "draft:back-market@2026-11-30" for one in view.difference.old.choices)


def test_a_draft_is_compared_by_key_and_says_what_is_stricter(
    engineer: Person, view: StandardsView, qtbot: QtBot
) -> None:
    assert engineer
    view.show_page("drafts")
    _draft(view, qtbot, 95)
    qtbot.waitUntil(lambda: _offered(view))
    with qtbot.waitSignal(view.difference.model.compared):
        QTest.keyClick(view.drafts.draft, Qt.Key.Key_F7)
    shown = view.difference.compared
    assert view.difference.isVisible() and shown is not None
    assert [(one.group, one.words.before, one.words.after) for one in shown.lines] == [
        ("gates", "不小于 80 %", "不小于 95 %"),
        ("standard", "2026-11-22", "2026-11-30"),
    ]
    assert {"更严", "其他"} <= set(words_on(view.difference).split("\n"))
    QTest.keyClick(view.difference, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: "更宽" in words_on(view.difference))


def test_only_one_direction_is_shown_when_asked(engineer: Person, view: StandardsView, qtbot: QtBot) -> None:
    assert engineer
    _draft(view, qtbot, 95)
    view.show_page("difference")
    qtbot.waitUntil(lambda: _offered(view))
    with qtbot.waitSignal(view.difference.model.compared):
        view.difference.old.choose("in_force:back-market@2026-11-22")
        view.difference.new.choose("draft:back-market@2026-11-30")
    view.difference.show_only("stricter")
    assert "不小于 95 %" in words_on(view.difference) and "2026-11-30" not in _sheet(view)
    view.difference.show_only("looser")
    assert "没有这一类改动" in words_on(view.difference)


def _sheet(view: StandardsView) -> str:
    from ui.screens.standards.difference.change_sheet import ChangeSheet

    sheet = view.difference.findChild(ChangeSheet)
    assert sheet is not None
    return words_on(sheet)


def test_the_draft_edited_meanwhile_is_compared_again(
    engineer: Person, view: StandardsView, qtbot: QtBot
) -> None:
    assert engineer
    _draft(view, qtbot, 95)
    qtbot.waitUntil(lambda: _offered(view))
    with qtbot.waitSignal(view.difference.model.compared):
        view.compare(library.channel_standard("back-market"), view.difference.old.choices[0].standard)
    _draft(view, qtbot, 60)

    def is_looser() -> bool:
        shown = view.difference.compared
        return shown is not None and shown.count("looser") == 1

    qtbot.waitUntil(is_looser)


def test_two_channels_of_one_category_only(view: StandardsView, qtbot: QtBot) -> None:
    view.show_page("difference")
    page = view.difference
    qtbot.waitUntil(lambda: bool(page.old.choices))
    with qtbot.waitSignal(page.model.compared) as done:
        page.old.choose("in_force:chengxin-a@2026-11-22")
        assert {one.standard.category for one in page.new.choices} == {"smartphone"}
        page.new.choose("in_force:chengxin-b@2026-11-22")
    assert done.args and isinstance(done.args[0], Compared) and done.args[0].lines
