"""``station shots``: pictures of every screen and state, in both languages and both themes."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from station.places import Home
from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``shots``."""
    parser = add_command(commands, "shots", run, "one picture per screen, state, language and theme")
    parser.add_argument(
        "--only", default="*", metavar="PATTERN", help="scenes whose name fits, for example inspect-*"
    )
    parser.add_argument("--size", default="1440x900", metavar="WxH", help="size of the window in px")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the PNG files")


def run(arguments: argparse.Namespace) -> None:
    """Play every scene in a practice home of its own and write the pictures."""
    if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    written = []
    with tempfile.TemporaryDirectory(prefix="station-shots-", ignore_cleanup_errors=True) as folder:
        for path in _pictures(Home(Path(folder)), arguments):
            written.append(str(path))
            if not arguments.json:
                say(str(path))
    if arguments.json:
        emit({"pictures": written})


def _pictures(home: Home, arguments: argparse.Namespace) -> list[Path]:
    from PySide6.QtWidgets import QApplication

    from ui.app import StationApp
    from ui.scenes import Stage, picture_scenes

    application = QApplication.instance() or QApplication(sys.argv[:1])
    station = StationApp(home, practice=True)
    try:
        stage = Stage(station)
        station.start()
        stage.wait_until(lambda: station.context is not None)
        width, height = (int(side) for side in arguments.size.split("x"))
        station.window.resize(width, height)
        return list(picture_scenes(stage, arguments.out, arguments.only))
    finally:
        station.window.close()
        station.close()
        application.processEvents()
