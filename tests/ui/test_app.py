"""The composed station: first start, sign-in, practice, problems with the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from station.model.person import Role
from station.people.accounts import Accounts
from station.places import Home
from station.ports import DeviceState
from station.store.clock import SystemClock
from station.store.opening import open_store
from ui.app import StationApp
from ui.pages.first_run.page import FirstRunPage
from ui.pages.identify import Identify
from ui.pages.store_problem import StoreProblem

Open = Callable[..., StationApp]
ENTER = Qt.Key.Key_Return
PATIENCE_MS = 30_000


@pytest.fixture
def open_station(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens a station on ``tmp_path``; closed afterwards."""
    opened: list[StationApp] = []

    def open_it(**options: bool) -> StationApp:
        station = StationApp(Home(tmp_path / "home"), **options)
        opened.append(station)
        with qtbot.waitActive(station.window):
            station.start()
            station.window.activateWindow()
        return station

    yield open_it
    for station in opened:
        station.window.close()
        station.close()
        station.window.deleteLater()


def _words(station: StationApp) -> set[str]:
    return {label.text() for label in station.window.findChildren(QLabel) if label.isVisible()}


def _fields(station: StationApp) -> list[QLineEdit]:
    return [field for field in station.window.findChildren(QLineEdit) if field.isVisible()]


def _awaits_pin(station: StationApp) -> bool:
    page = station.window.curtain.page
    asked = isinstance(page, Identify) and page.pin.person is not None
    return asked and isinstance(station.window.focusWidget(), QLineEdit)


def _type(station: StationApp, *keys: str | Qt.Key) -> None:
    """Keys at the pace of a person, where the focus is."""
    for key in keys:
        for one in key if isinstance(key, str) else [key]:
            target = station.window.focusWidget() or station.window
            QTest.keyClicks(target, one) if isinstance(one, str) else QTest.keyClick(target, one)


def test_the_first_start_makes_an_administrator_and_an_inspector_by_keyboard(
    open_station: Open, qtbot: QtBot
) -> None:
    station = open_station()
    qtbot.waitUntil(lambda: isinstance(station.window.curtain.page, FirstRunPage), timeout=15_000)
    _type(station, ENTER)
    assert "请给工位起个名字。" in _words(station)
    _type(station, "Bench 3", ENTER)
    assert "请填写姓名。" not in _words(station)
    _type(station, ENTER)
    assert "请填写姓名。" in _words(station)
    _type(station, "Wang", ENTER, "1111", ENTER, "2580", ENTER, "2581", ENTER)
    assert "PIN 还不符合要求。" not in _words(station)  # the field that lacks something has the keys
    assert "谁来管理本站？" in _words(station)
    _type(station, "2580", ENTER)
    assert "第一位检验员" in _words(station)
    _type(station, "Li", ENTER, "8642", ENTER, "8642", ENTER)
    assert {"Bench 3", "Wang", "Li"} <= _words(station)
    with qtbot.waitSignal(station.parts.session.changed):
        _type(station, ENTER)
    person = station.parts.session.person
    assert person is not None and (person.name, person.role) == ("Wang", Role.ADMINISTRATOR)
    assert station.window.curtain.page is None
    assert station.parts.settings.now.station_name == "Bench 3"


def test_a_wrong_pin_says_so_and_the_right_one_lets_in(
    open_station: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    with open_store(Home(tmp_path / "home"), SystemClock()) as store:
        Accounts(store).create_first("王小明", "2580")
    station = open_station()
    qtbot.waitUntil(lambda: _awaits_pin(station), timeout=PATIENCE_MS)
    _type(station, "9999", ENTER)
    qtbot.waitUntil(lambda: any("PEO-001" in word for word in _words(station)), timeout=PATIENCE_MS)
    assert station.parts.session.person is None
    with qtbot.waitSignal(station.parts.session.changed, timeout=PATIENCE_MS):
        _type(station, "2580", ENTER)


def test_practice_is_marked_and_has_a_living_bench(open_station: Open, qtbot: QtBot) -> None:
    station = open_station(practice=True)
    hub = station.parts.devices
    qtbot.waitUntil(lambda: len(hub.statuses) == 3, timeout=15_000)
    online = DeviceState.ONLINE
    qtbot.waitUntil(lambda: hub.statuses[0].state is online, timeout=15_000)
    qtbot.waitUntil(lambda: hub.camera_state is online and hub.frame_size is not None, timeout=15_000)
    assert "练习模式 · 记录只在本机练习统计中计入，不离开本机" in _words(station)
    assert station.parts.home.is_practice


def test_a_store_that_cannot_open_is_explained_and_tried_again(
    open_station: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    other = open_store(Home(tmp_path / "home"), SystemClock())
    station = open_station()
    qtbot.waitUntil(lambda: bool(station.window.findChildren(StoreProblem)))
    assert "STO-004" in _words(station)
    assert station.context is None
    other.close()
    with qtbot.waitSignal(station.ready):
        QTest.keyClick(station.window, Qt.Key.Key_Return)


@pytest.mark.parametrize("practice", [False, True])
def test_closing_while_everything_still_opens_leaves_nothing_behind(
    qtbot: QtBot, tmp_path: Path, practice: bool
) -> None:
    home = Home(tmp_path / "home")
    for _ in range(5):
        station = StationApp(home, practice=practice)
        station.start()
        station.window.close()
        station.close()
        qtbot.wait(20)  # what was on its way arrives now
        station.window.deleteLater()
    open_store(home, SystemClock()).close()
