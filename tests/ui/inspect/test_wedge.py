"""Scanners that pose as keyboards, told from people by speed and terminator."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.paces import PERSON, PERSON_MS, SCANNER_MS, scan
from ui.wedge import GAP_MS, Wedge

pytestmark = pytest.mark.machine_speed

ENTER = Qt.Key.Key_Return


class Window:
    """A window with one field that has the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        self.root = QWidget()
        self.field = QLineEdit(self.root)
        self.codes: list[str] = []
        self.entered: list[bool] = []
        qtbot.addWidget(self.root)
        self.root.show()
        self.field.setFocus()
        self.field.returnPressed.connect(lambda: self.entered.append(True))
        self.wedge = Wedge(self.root)
        self.wedge.scanned.connect(self.codes.append)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    """The window."""
    yield Window(qtbot)


def test_a_scan_is_a_code_and_reaches_no_field(window: Window) -> None:
    QTest.keyClicks(window.field, "R-20261122-0147")
    QTest.keyClick(window.field, ENTER)
    assert window.codes == ["R-20261122-0147"]
    assert window.field.text() == ""
    assert window.entered == []


def test_a_person_types_into_the_field(window: Window) -> None:
    for character in "0147":
        PERSON.click(window.field, character)
    assert window.field.text() == "0147"
    PERSON.click(window.field, ENTER)
    assert window.codes == []
    assert window.entered == [True]


def test_a_single_key_before_enter_arrives_in_order(window: Window) -> None:
    QTest.keyClicks(window.field, "7")
    QTest.keyClick(window.field, ENTER)
    assert window.field.text() == "7"
    assert window.entered == [True]
    assert window.codes == []


def test_a_scanner_without_terminator_is_recognised_by_speed(window: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(window.field, "356938035643809")
    qtbot.waitUntil(lambda: window.codes == ["356938035643809"])
    assert window.field.text() == ""


def test_two_scans_are_two_codes(window: Window) -> None:
    for code in ("AAAA-1", "BBBB-2"):
        scan(window.field, code)
    assert window.codes == ["AAAA-1", "BBBB-2"]


def test_shortcuts_pass(window: Window) -> None:
    QTest.keyClick(window.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert window.codes == []


def test_another_window_is_left_alone(window: Window, qtbot: QtBot) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    QTest.keyClicks(other, "typed elsewhere")
    assert other.text() == "typed elsewhere"
    assert window.codes == []


def _event(key: str | Qt.Key, typed_ms: int) -> QKeyEvent:
    """A key press as the windowing system hands it over; 0: it does not say when it was typed."""
    code, text = (key, "\r") if isinstance(key, Qt.Key) else (Qt.Key(ord(key)), key)
    event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, text)
    event.setTimestamp(typed_ms)
    return event


def _key(window: Window, key: str | Qt.Key, typed_ms: int = 0) -> None:
    QCoreApplication.sendEvent(window.field, _event(key, typed_ms))


@pytest.mark.parametrize("apart_ms", [GAP_MS, PERSON_MS])
def test_what_a_person_typed_while_the_window_was_busy_is_no_scan(window: Window, apart_ms: int) -> None:
    """All of it is read at once."""
    keys: tuple[str | Qt.Key, ...] = ("2", "5", "8", "0", ENTER)
    for number, key in enumerate(keys, start=1):
        _key(window, key, number * apart_ms)
    assert (window.field.text(), window.entered, window.codes) == ("2580", [True], [])


@pytest.mark.parametrize("apart_ms", [SCANNER_MS, GAP_MS - 1])
def test_a_scan_read_piecemeal_by_a_busy_window_is_one_code(
    window: Window, qtbot: QtBot, apart_ms: int
) -> None:
    """The window is busy for longer than a gap after the second key; the rest waits in the queue."""
    keys = [("R", 1), ("-", 1 + apart_ms), ("1", 1 + 2 * apart_ms), ("0", 1 + 3 * apart_ms)]
    for key, typed_ms in keys[:2]:
        _key(window, key, typed_ms)
    for key, typed_ms in keys[2:]:
        QCoreApplication.postEvent(window.field, _event(key, typed_ms))
    QThread.msleep(2 * GAP_MS)
    QCoreApplication.processEvents()
    _key(window, ENTER, 1 + 4 * apart_ms)
    assert (window.codes, window.field.text()) == (["R-10"], "")


def test_without_the_time_of_typing_the_time_of_reading_counts(window: Window) -> None:
    for key in ("2", "5", "8", "0", ENTER):
        _key(window, key)
        QThread.msleep(GAP_MS)
    assert (window.field.text(), window.entered, window.codes) == ("2580", [True], [])


_CONTROL = Qt.KeyboardModifier.ControlModifier
_PLAIN = Qt.KeyboardModifier.NoModifier


class Hostile(Window):
    """The window with things that a code must not press."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot)
        self.pressed: list[str] = []
        self.refusals: list[bool] = []
        self.wedge.refused.connect(lambda: self.refusals.append(True))
        for keys in ("Esc", "F8", "Ctrl+2", "F12"):
            QShortcut(QKeySequence(keys), self.root, lambda keys=keys: self.pressed.append(keys))
        with qtbot.waitActive(self.root):
            self.root.activateWindow()

    def scan(self, *keys: str | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Type as fast as a scanner does."""
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(self.field, key)
            else:
                QTest.keyClick(self.field, *key)


@pytest.mark.parametrize(
    "code",
    [
        ((Qt.Key.Key_Escape, _PLAIN), "R-2026", (ENTER, _PLAIN)),
        ("R-20", (Qt.Key.Key_F8, _PLAIN), "26", (ENTER, _PLAIN)),
        ("R-2026", (Qt.Key.Key_2, _CONTROL), (ENTER, _PLAIN)),
        ((Qt.Key.Key_F12, _PLAIN), (Qt.Key.Key_Backspace, _PLAIN), "R-2026-0147"),
        ("R-20", (Qt.Key.Key_Delete, _PLAIN), (Qt.Key.Key_Home, _PLAIN), "26", (ENTER, _PLAIN)),
    ],
    ids=["escape first", "function key inside", "control last", "unterminated", "editing keys"],
)
def test_a_code_that_types_commands_does_nothing(
    qtbot: QtBot, code: tuple[str | tuple[Qt.Key, Qt.KeyboardModifier], ...]
) -> None:
    window = Hostile(qtbot)
    window.field.setText("typed by a person")
    window.scan(*code)
    qtbot.waitUntil(lambda: window.refusals == [True])
    assert (window.pressed, window.codes, window.entered) == ([], [], [])
    assert window.field.text() == "typed by a person"


def test_commands_behind_the_terminator_do_nothing(qtbot: QtBot) -> None:
    window = Hostile(qtbot)
    window.scan("R-2026", (ENTER, _PLAIN), (ENTER, _PLAIN), (Qt.Key.Key_Escape, _PLAIN))
    qtbot.waitUntil(lambda: window.refusals == [True])
    assert (window.pressed, window.codes, window.entered) == ([], ["R-2026"], [])


@pytest.mark.parametrize("keys", ["Esc", "F8", "Ctrl+2"])
def test_a_person_still_presses_shortcuts(qtbot: QtBot, keys: str) -> None:
    window = Hostile(qtbot)
    QTest.keySequence(window.field, QKeySequence(keys))
    qtbot.waitUntil(lambda: window.pressed == [keys])


def test_a_field_keeps_its_own_commands(qtbot: QtBot) -> None:
    window = Hostile(qtbot)
    window.field.setText("0147")
    QTest.keyClick(window.field, Qt.Key.Key_A, _CONTROL)
    qtbot.waitUntil(lambda: window.field.selectedText() == "0147")
