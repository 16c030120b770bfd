"""``station run``: the desktop."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import KnownError
from station.places import Home, default_home
from ui.cli.command import add_command

if TYPE_CHECKING:
    from ui.cli.command import Commands
    from ui.shell import Shell

PRACTICE_HOME = "practice"


def register(commands: Commands) -> None:
    """Add ``run``."""
    parser = add_command(commands, "run", run, "open the desktop")
    parser.add_argument("--practice", action="store_true", help="practice home and simulated bench")


def run(arguments: argparse.Namespace) -> int:
    """Open the window and return when it is closed. The empty window stands before the rest is imported."""
    from PySide6.QtWidgets import QApplication

    from ui.shell import Shell

    application = QApplication.instance() or QApplication(sys.argv[:1])
    failures: list[Exception] = []
    with ExitStack() as running:

        def fill() -> None:
            try:
                _fill(shell, arguments, running)
            except Exception as error:  # noqa: BLE001 - a Qt slot cannot raise; told to the caller below
                failures.append(error)
                application.exit()

        shell = Shell()
        shell.shown_first.connect(fill)
        shell.show()
        result = int(application.exec())
    if failures:
        raise failures[0]
    return result


def _fill(shell: Shell, arguments: argparse.Namespace, running: ExitStack) -> None:
    from station.store.replacing import finish_replacing
    from ui.app import StationApp
    from ui.station_log import station_log

    home = _home(arguments)
    with suppress(KnownError):  # opening the store tells
        finish_replacing(home.root.absolute())
    running.enter_context(station_log(home))
    station = StationApp(home, practice=arguments.practice or home.is_practice)
    running.callback(station.close)
    shell.fill(station.window)
    station.start()


def _home(arguments: argparse.Namespace) -> Home:
    """Without ``--home``, practice works in a folder of its own and not in the real station's data."""
    home: Home = arguments.home
    return Home(Path.cwd() / PRACTICE_HOME) if arguments.practice and home == default_home() else home
