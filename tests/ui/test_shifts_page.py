"""Settings › Shifts and targets, by what a person types and presses."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTimeEdit, QWidget
from pytestqt.qtbot import QtBot

from station.analysis.figures import Figures
from station.analysis.naming import place_name
from station.model.person import Role
from station.settings import ShiftSetting, TargetSetting, settings_found
from station.texts import Lang
from ui.context import Context
from ui.screens.settings.shifts.lines_card import LinesCard
from ui.screens.settings.view import SettingsView
from ui.setting_witness import SettingWitness

_TOLD = "SELECT body FROM ledger WHERE kind = 'setting_changed' ORDER BY sequence DESC LIMIT 1"


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> SettingsView:
    """The page, in front of a person who may set up the station."""
    made = SettingsView(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.show_page("shifts")
    return made


def _field(card: QWidget, name: str, kind: type[QLineEdit] | type[QTimeEdit] | type[QComboBox]) -> QWidget:
    return next(one for one in card.findChildren(kind) if one.accessibleName() == name)


def _type(card: QWidget, name: str, words: str) -> None:
    field = _field(card, name, QLineEdit)
    assert isinstance(field, QLineEdit)
    field.clear()
    field.insert(words)
    field.textEdited.emit(words)


def _set_time(card: QWidget, name: str, hour: int, minute: int = 0) -> None:
    field = _field(card, name, QTimeEdit)
    assert isinstance(field, QTimeEdit)
    field.setTime(QTime(hour, minute))


def _seen(card: QWidget) -> str:
    return "\n".join(one.text() for one in card.findChildren(QLabel) if not one.isHidden())


def test_three_shifts_are_set_and_the_ledger_tells_of_them(
    view: SettingsView, context: Context, qtbot: QtBot
) -> None:
    witness = SettingWitness(context)
    card = view.shifts.shifts
    assert "没有空档" in _seen(card)
    card.add.click()
    assert "第 3 行还没有名称" in _seen(card) and not card.save.isEnabled()
    _type(card, "第 3 行：中文名称", "深夜班")
    _type(card, "第 3 行：英文名称", "Late night")
    told: list[str] = []
    context.messages.posted.connect(lambda message: told.append(message.what))
    with qtbot.waitSignal(view.shifts.following.followed) as followed:
        card.save.click()
    assert followed.args == [0] and "没有重算" in told[-1]
    assert [(one.name, one.start, one.end) for one in settings_found(context.home).shifts] == [
        ("day", "08:00", ""),
        ("night", "20:00", ""),
        ("深夜班", "02:00", ""),
    ]
    with context.keep.store.read() as connection:
        body = json.loads(connection.execute(_TOLD).fetchone()[0])
    assert [one["name"] for one in body["new"]] == ["day", "night", "深夜班"] and body["zone"]
    figures = Figures(context.keep.store)
    assert place_name(figures, Lang.EN, "shift", "深夜班") == "Late night"
    assert place_name(figures, Lang.ZH, "shift", "深夜班") == "深夜班"
    assert place_name(figures, Lang.EN, "shift", "day") == "Day shift"
    witness.deleteLater()


def test_gap_and_overlap_are_told_and_kept(view: SettingsView, context: Context) -> None:
    card = view.shifts.shifts
    _set_time(card, "第 1 行：结束", 20, 30)
    _set_time(card, "第 2 行：结束", 6)
    assert "20:00–20:30 两班重叠；这段时间封存的算在刚开始的「夜班」" in _seen(card)
    assert "06:00–08:00 没有班次；这段时间封存的算在「夜班」" in _seen(card)
    card.save.click()
    assert context.settings.now.shifts == (
        ShiftSetting(name="day", start="08:00", end="20:30"),
        ShiftSetting(name="night", start="20:00", end="06:00"),
    )
    again = SettingsView(context)
    assert "06:00–08:00" in "\n".join(one.text() for one in again.shifts.findChildren(QLabel))
    again.deleteLater()


def test_two_shifts_of_one_start_are_not_saved(view: SettingsView, context: Context) -> None:
    card = view.shifts.shifts
    before = context.settings.now.shifts
    _set_time(card, "第 2 行：开始", 8)
    assert "有两班都在 08:00 开始" in _seen(card)
    card.save.click()
    assert context.settings.now.shifts == before


def test_a_target_says_its_lights_and_is_kept_as_a_share(
    view: SettingsView, context: Context, qtbot: QtBot
) -> None:
    card = view.shifts.targets
    qtbot.waitUntil(lambda: bool(card.channels))
    card.add.click()
    _type(card, "第 1 行：绿", "95")
    assert "都要填数字" in _seen(card)
    _type(card, "第 1 行：黄", "96")
    assert "越高越好" in _seen(card) and not card.save.isEnabled()
    _type(card, "第 1 行：黄", "90.5")
    assert "≥ 95 % 绿 · ≥ 90.5 % 黄 · 更低为红" in _seen(card)
    scope = _field(card, "第 1 行：范围", QComboBox)
    assert isinstance(scope, QComboBox)
    scope.setCurrentIndex(scope.findData("back-market"))
    card.save.click()
    assert settings_found(context.home).targets == (
        TargetSetting(figure="yield", value=0.95, attention=0.905, channel="back-market"),
    )


def test_a_target_once_set_comes_back_and_can_go(view: SettingsView, context: Context) -> None:
    card = view.shifts.targets
    context.settings.change(
        targets=[
            {"figure": "dpmo", "value": 500.0, "attention": 2000.0},
            {"figure": "dpmo", "value": 400.0, "attention": 900.0},
        ]
    )
    assert "≤ 500" in _seen(card) and "同一指标、同一范围" in _seen(card)
    card.lines[1].remove.click()
    card.save.click()
    assert [one.value for one in context.settings.now.targets] == [500.0]


def test_an_inspector_sees_none_of_it(view: SettingsView, context: Context) -> None:
    accounts = context.keep.accounts
    first = accounts.all()[0]
    context.session.sign_in(accounts.add("李检", Role.INSPECTOR, "1357", first.id))
    assert not any(card.isVisible() for card in view.findChildren(LinesCard))
