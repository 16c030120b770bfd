"""The Standards screen in its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.registry import all_screens
from ui.screens.standards.view import StandardsView


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> Iterator[StandardsView]:
    """The screen in its window, shown, the library read."""
    window = MainWindow(context, all_screens())
    window.attach(context)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.show_screen("standards")
    shown = window.view("standards")
    assert isinstance(shown, StandardsView)
    qtbot.waitUntil(lambda: bool(shown.model.shelf.volumes))
    yield shown
    window.close()
