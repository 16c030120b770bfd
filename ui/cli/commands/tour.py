"""``station tour``: one whole inspection through the real windows on the simulated bench."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from ui.cli.command import Commands
    from ui.tour.outcome import Outcome


def register(commands: Commands) -> None:
    """Add ``tour``."""
    parser = add_command(commands, "tour", run, "drive one whole inspection on the simulated bench")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where everything is written")
    parser.add_argument("--theme", choices=["light", "dark"], default="light", help="look of the windows")


def run(arguments: argparse.Namespace) -> None:
    """Drive the windows; without a display they are drawn offscreen."""
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.tour.tour import run_tour

    lang = Lang(arguments.lang or Lang.ZH)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    outcome = run_tour(arguments.out.resolve(), lang, arguments.theme)
    if arguments.json:
        emit(outcome.to_json())
    else:
        _tell(outcome, lang)
    application.quit()


def _tell(outcome: Outcome, lang: Lang) -> None:
    places = {
        "home": outcome.home,
        "pictures": outcome.pictures_folder,
        "record": outcome.record_file,
        "certificate": outcome.certificate_file,
        "label": outcome.label_file,
        "receipt": outcome.receipt_file,
        "hub": outcome.hub.home if outcome.hub else "",
        "trace": outcome.hub.trace if outcome.hub else "",
    }
    for name, path in places.items():
        say(f"{text(lang, f'tour.{name}')}\t{path}")
