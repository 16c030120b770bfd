"""The window of a running frame, shown at one screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.registry import all_screens
from ui.screens.screen import ScreenView


@contextmanager
def shown_at(context: Context, qtbot: QtBot, screen: str) -> Iterator[ScreenView]:
    """The screen in its active window, which is closed afterwards, unless the end of the test did already."""
    window = MainWindow(context, all_screens())
    window.attach(context)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_screen(screen)
    yield window.view(screen)
    if Shiboken.isValid(window):
        window.close()
