"""``station run``: the desktop."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from station.places import Home, default_home
from ui.cli.command import add_command

if TYPE_CHECKING:
    from ui.cli.command import Commands

PRACTICE_HOME = "practice"


def register(commands: Commands) -> None:
    """Add ``run``."""
    parser = add_command(commands, "run", run, "open the desktop")
    parser.add_argument("--practice", action="store_true", help="practice home and simulated bench")


def run(arguments: argparse.Namespace) -> int:
    """Open the window and return when it is closed."""
    from PySide6.QtWidgets import QApplication

    from ui.app import StationApp
    from ui.station_log import station_log

    application = QApplication.instance() or QApplication(sys.argv[:1])
    home = _home(arguments)
    with station_log(home):
        station = StationApp(home, practice=arguments.practice or home.is_practice)
        station.start()
        try:
            return int(application.exec())
        finally:
            station.close()


def _home(arguments: argparse.Namespace) -> Home:
    """Without ``--home``, practice works in a folder of its own and not in the real station's data."""
    home: Home = arguments.home
    return Home(Path.cwd() / PRACTICE_HOME) if arguments.practice and home == default_home() else home
