"""The people page, one's own PIN and the idle lock setting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from station.errors import KnownError
from station.model.person import Role
from ui.context import Context
from ui.screens.settings.security_card import SecurityCard
from ui.screens.settings.view import SettingsView

PATIENCE_MS = 15_000
ENTER = Qt.Key.Key_Return


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> SettingsView:
    """Settings, opened at the people page by the administrator 王小明."""
    made = SettingsView(context)
    qtbot.addWidget(made)
    made.show()
    made.entered()
    made.show_page("people")
    return made


def _press(within: QWidget, words: str) -> None:
    next(
        one
        for one in within.findChildren(QPushButton)
        if one.isVisible() and words in (one.accessibleName(), one.text())
    ).click()


def _fill(within: QWidget, *values: str) -> None:
    fields = [one for one in within.findChildren(QLineEdit) if one.isVisible()]
    for field, value in zip(fields, values, strict=True):
        QTest.keyClicks(field, value)


def _words(within: QWidget) -> str:
    return " ".join(one.text() for one in within.findChildren(QLabel) if one.isVisible())


def test_a_person_added_must_change_the_pin_first(view: SettingsView, context: Context, qtbot: QtBot) -> None:
    view.people.begin_adding()
    _fill(view.people.adding, "Li", "8642", "8642")
    with qtbot.waitSignal(view.staff.changed, timeout=PATIENCE_MS):
        _press(view.people.adding, "添加")
    made = next(one for one in context.keep.accounts.all() if one.name == "Li")
    assert (made.role, made.pin_must_change) == (Role.INSPECTOR, True)
    with pytest.raises(KnownError, match="PEO-009"):
        context.keep.accounts.sign_in(made.id, "8642")


def test_a_badge_is_assigned_by_scanning_it(view: SettingsView, context: Context, qtbot: QtBot) -> None:
    me = context.session.person
    assert me is not None
    qtbot.waitUntil(lambda: context.database.waiting == 0, timeout=PATIENCE_MS)
    view.people.show_person(me.id)
    _press(view.people.sheet, "分配工牌…")
    assert "请扫工牌" in _words(view.people.sheet)
    with qtbot.waitSignal(view.staff.changed, timeout=PATIENCE_MS):
        assert context.scans.give("BADGE-0007")
    assert context.keep.accounts.by_badge("BADGE-0007") is not None
    assert not context.scans.give("BADGE-0008")


def test_blocking_asks_in_words_and_the_last_administrator_stays(
    view: SettingsView, context: Context, qtbot: QtBot
) -> None:
    me = context.session.person
    assert me is not None
    qtbot.waitUntil(lambda: context.database.waiting == 0, timeout=PATIENCE_MS)
    view.people.show_person(me.id)
    _press(view.people.sheet, "停用…")
    assert "已签的记录保留" in _words(view.people.sheet)
    assert context.keep.accounts.get(me.id).is_active
    with qtbot.waitSignal(view.staff.refused, timeout=PATIENCE_MS):
        _press(view.people.sheet, "确认停用 王小明")
    assert "PEO-010" in _words(view.people.sheet)
    assert context.keep.accounts.get(me.id).is_active


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.QUALITY_ENGINEER, Role.SUPERVISOR])
def test_only_who_manages_people_sees_them(
    view: SettingsView, context: Context, qtbot: QtBot, role: Role
) -> None:
    me = context.session.person
    assert me is not None
    other = context.keep.accounts.add("Li", role, "8642", me.id)
    context.session.sign_in(other)
    view.show_page("people")
    assert not view.people.isVisible()
    (card,) = view.findChildren(SecurityCard)
    buttons = {one.text() for one in card.findChildren(QPushButton) if one.isVisible()}
    assert "从不" not in buttons
    assert ("5 分钟" in buttons) is (role is Role.SUPERVISOR)
    qtbot.waitUntil(lambda: context.database.waiting == 0, timeout=PATIENCE_MS)
