"""The empty window: stands at once, is filled once, and closes what fills it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell import Shell

BEHIND_THE_WINDOW = ("pydantic", "numpy", "cv2", "sqlalchemy", "ui.app", "ui.main_window")


class Content(QWidget):
    """Refuses to close until it is told to."""

    ready_to_close = False

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self.ready_to_close)


@pytest.fixture
def shell(qtbot: QtBot) -> Shell:
    shell = Shell()
    qtbot.addWidget(shell)
    with qtbot.waitSignal(shell.shown_first):
        shell.show()
    return shell


def test_it_stands_once(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(shell.shown_first, wait=50):
        shell.hide()
        shell.show()
        shell.repaint()


def test_what_fills_it_gives_the_title_and_may_refuse_to_close(shell: Shell) -> None:
    content = Content()
    content.setWindowTitle("before")
    shell.fill(content)
    assert shell.windowTitle() == "before"
    content.setWindowTitle("after")
    assert shell.windowTitle() == "after"
    assert not shell.close()
    content.ready_to_close = True
    assert shell.close()


def test_nothing_heavy_is_imported_before_it_stands() -> None:
    script = (
        "import sys; from ui.cli.main import build_parser; build_parser('run');"
        "import ui.shell; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert [name for name in BEHIND_THE_WINDOW if name in done.stdout.split()] == []
