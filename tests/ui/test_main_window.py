"""The frame around the screens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from station.errors import KnownError
from station.model.person import Person, Role
from station.model.rights import Right
from station.texts import Lang
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.screen import Screen, ScreenView, TopLineText
from ui.theme import ThemeName


class Probe(ScreenView):
    """A screen that remembers what happened to it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.events: list[str] = []

    def top_line(self) -> TopLineText:
        return TopLineText(self.name)

    def entered(self) -> None:
        self.events.append("entered")

    def left(self) -> None:
        self.events.append("left")

    def open(self, target: str) -> None:
        self.events.append(f"open {target}")


def _screens(built: list[str]) -> tuple[Screen, ...]:
    def build(name: str) -> Probe:
        built.append(name)
        return Probe(name)

    return (
        Screen("one", "scan-line", 1, "devices.title", Right.SEE_RECORDS, lambda _: build("one")),
        Screen("two", "archive", 2, "records.title", Right.SEE_STANDARDS, lambda _: build("two")),
        Screen("boss", "settings", 3, "settings.title", Right.COUNTERSIGN, lambda _: build("boss")),
    )


def _window(context: Context, qtbot: QtBot, built: list[str]) -> MainWindow:
    window = MainWindow(context, _screens(built))
    window.attach(context)
    qtbot.addWidget(window)
    return window


def _entries(window: MainWindow) -> list[str]:
    return [button.text() for button in window.findChildren(QToolButton) if not button.isHidden()]


def _words(window: MainWindow) -> set[str]:
    return {label.text() for label in window.findChildren(QLabel) if label.isVisible()}


def test_screens_are_built_when_first_shown(context: Context, qtbot: QtBot) -> None:
    built: list[str] = []
    window = _window(context, qtbot, built)
    assert built == []
    window.show_screen("one")
    context.navigation.go("two", "R-1")
    assert built == ["one", "two"]
    first, second = window.view("one"), window.view("two")
    assert isinstance(first, Probe) and first.events == ["entered", "left"]
    assert isinstance(second, Probe) and second.events == ["entered", "open R-1"]


def test_what_a_role_may_not_use_is_not_shown(context: Context, qtbot: QtBot) -> None:
    window = _window(context, qtbot, [])
    window.show()
    context.session.sign_in(Person("p1", "赵", Role.INSPECTOR))
    assert _entries(window) == ["设备", "记录"]
    window.show_screen("boss")
    assert window.current_screen == "one"
    context.session.sign_in(Person("p2", "李", Role.SUPERVISOR))
    assert _entries(window) == ["设备", "记录", "设置"]


def test_keys_choose_screens(context: Context, qtbot: QtBot) -> None:
    window = _window(context, qtbot, [])
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.current_screen == "two")


def test_language_switches_while_it_runs(context: Context, qtbot: QtBot) -> None:
    window = _window(context, qtbot, [])
    window.show()
    assert "相机" in _words(window)
    context.translator.set_language(Lang.EN)
    assert _entries(window) == ["Devices", "Records", "Settings"]
    assert "Camera" in _words(window) and "相机" not in _words(window)


def test_theme_switches_while_it_runs(context: Context, qtbot: QtBot) -> None:
    window = _window(context, qtbot, [])
    window.show()
    light = window.grab().toImage().pixelColor(700, 400)
    context.theme.set_theme(ThemeName.DARK)
    dark = window.grab().toImage().pixelColor(700, 400)
    assert light.lightness() > 200 and dark.lightness() < 60


def test_an_error_stays_until_seen_and_is_kept(context: Context, qtbot: QtBot) -> None:
    window = _window(context, qtbot, [])
    window.show()
    window.show_screen("one")
    context.messages.refuse(KnownError("STO-003"))
    assert "STO-003" in _words(window)
    assert {"F11", "F12"} <= _words(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: "STO-003" not in _words(window))
    QTest.keyClick(window, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: "STO-003" in _words(window))
    QTest.keyClick(window, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: "STO-003" not in _words(window))


def test_a_practice_home_is_marked(context: Context, qtbot: QtBot) -> None:
    Path(context.home.practice_marker).touch()
    window = _window(context, qtbot, [])
    window.show()
    assert "练习模式 · 记录只在本机练习统计中计入，不离开本机" in _words(window)
