"""A practice inspector at the real window, in a process of its own, who reports every page that is shown.

Run as ``python -m tests.e2e.window_inspector HOME OUT``; each line on standard output is one step as shown:
``{"step": item id, "answers": {item id: answer}}``, and ``{"sealed": record id}`` at the end.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from station.model.facts_json import answer_to_json
from station.places import Home
from ui.app import StationApp
from ui.screens.inspect.view import InspectView
from ui.screens.inspect.viewmodel import InspectViewModel
from ui.tour.driver import Tour
from ui.tour.outcome import Outcome
from ui.tour.script import load_script


def main() -> None:
    """Inspect until the record is sealed."""
    home, out = Home(Path(sys.argv[1])), Path(sys.argv[2])
    QApplication([])
    app = StationApp(home, practice=True)
    outcome = Outcome(out, home.root)
    outcome.pictures_folder.mkdir(parents=True, exist_ok=True)
    app.parts.session.changed.connect(lambda: _listen(app.window.view("inspect")))
    app.start()
    try:
        Tour(app, replace(load_script(), short=()), outcome).run()
    finally:  # else the lanes and the bench keep a process alive that nobody waits for
        app.window.close()
        app.close()


def _listen(view: object) -> None:
    if isinstance(view, InspectView):
        model = view.model
        model.step_shown.connect(lambda item: _report_step(model, item))
        model.sealed.connect(lambda record: _report({"sealed": record}))


def _report_step(model: InspectViewModel, item: str) -> None:
    facts = model.inspection.facts if model.inspection else {}
    answers = {name: answer_to_json(answer) for name, answer in facts.items()}
    _report({"step": item, "answers": answers})


def _report(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
