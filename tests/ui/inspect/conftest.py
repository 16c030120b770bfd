"""The Inspect screen in the real window over a real store; driven by key events only."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.standards.library import internal_categories
from tests.paces import PERSON, scan
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.inspect import SCREEN
from ui.screens.inspect.view import InspectView
from ui.screens.inspect.viewmodel import Stage

ENTER = Qt.Key.Key_Return
PATIENCE_MS = 30_000


class Bench:
    """One inspector at the window."""

    def __init__(self, window: MainWindow, view: InspectView, qtbot: QtBot) -> None:
        self.window, self.view, self.model, self._qtbot = window, view, view.model, qtbot
        self.shown: list[str] = []
        self.refused: list[str] = []
        view.model.step_shown.connect(self.shown.append)
        view.model.refused.connect(lambda error: self.refused.append(error.code))

    def press(self, *keys: Qt.Key | str) -> None:
        """Press keys; texts are typed at the speed of a person."""
        for key in keys:
            if isinstance(key, str):
                self._type(key)
            else:
                PERSON.click(self._target(), key)

    def press_control(self, key: Qt.Key) -> None:
        """Press a key together with Ctrl."""
        PERSON.click(self._target(), key, Qt.KeyboardModifier.ControlModifier)

    def scan(self, code: str) -> None:
        """Type as a keyboard-wedge scanner does: fast, with Enter at the end."""
        scan(self._target(), code)

    def wait(self, condition: Callable[[], object]) -> None:
        """Let the window work until ``condition`` holds."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=PATIENCE_MS)

    def wait_step(self, item_id: str) -> None:
        """Wait until the step of ``item_id`` is shown and nothing is on its way to the disk."""
        self.wait(lambda: self.shown[-1:] == [item_id] and not self.model.busy)

    def open_by_hand(self, code: str, category: str) -> None:
        """Open a unit that no work order names."""
        digit = str(internal_categories().index(category) + 1)
        self.wait(lambda: not self.model.busy)
        self.scan(code)
        self.wait(lambda: "SCAN-001" in self.refused and not self.model.busy)
        self.press(digit, ENTER, ENTER)
        self.wait(lambda: self.model.stage is Stage.STEP and self.shown and not self.model.busy)

    def wait_answered(self, item_id: str) -> None:
        """Wait until the answer to ``item_id`` is on disk and nothing else is on its way."""
        self.wait(lambda: item_id in self._observed() and not self.model.busy)

    def _observed(self) -> set[str]:
        return set(self.model.inspection.observations) if self.model.inspection else set()

    def answered(self) -> int:
        """Number of items with an answer on disk."""
        return len(self._observed())

    def _type(self, words: str) -> None:
        for character in words:
            PERSON.click(self._target(), character)

    def _target(self) -> QWidget:
        return self.window.focusWidget() or self.window


Sit = Callable[[], Bench]


@pytest.fixture
def sit(context: Context, qtbot: QtBot) -> Iterator[Sit]:
    """Sit down at a fresh window on the same home, as often as needed."""
    windows: list[MainWindow] = []
    context.sounds.set_enabled(False)  # whether this machine has an audio device is not the question here

    def sit_down() -> Bench:
        for old in windows:
            old.close()
        window = MainWindow(context, [SCREEN])
        window.attach(context)
        window.show()
        windows.append(window)
        qtbot.addWidget(window)
        view = window.view("inspect")
        assert isinstance(view, InspectView)
        bench = Bench(window, view, qtbot)
        window.show_screen("inspect")
        return bench

    yield sit_down
    for window in windows:
        window.close()
