"""States of the frame worth a picture."""

from __future__ import annotations

from station.errors import KnownError
from ui.pages.gate import FirstInspector
from ui.pages.store_problem import StoreProblem
from ui.scenes import Scene, Stage
from ui.theme import State


def _first_start(stage: Stage) -> None:
    from station.people.accounts import MIN_DIGITS

    stage.station.window.show_page(FirstInspector(stage.context.translator, MIN_DIGITS))


def _sign_in(stage: Stage) -> None:
    stage.context.session.sign_out()
    stage.settle()


def _store_problem(stage: Stage) -> None:
    error = KnownError("STO-003")
    context = stage.context
    stage.station.window.show_page(StoreProblem(context.theme, context.translator, error))


def _message(stage: Stage) -> None:
    stage.sign_in()
    stage.station.window.show_screen("records")
    stage.context.messages.tell(State.OK, "settings.devices_saved")
    stage.context.messages.refuse(KnownError("CAM-001", camera="camera"))


def _history(stage: Stage) -> None:
    stage.station.window.show_history()


SCENES = (
    Scene("frame-first-start", _first_start, 1),
    Scene("frame-sign-in", _sign_in, 2),
    Scene("frame-store-problem", _store_problem, 3),
    Scene("frame-message", _message, 90),
    Scene("frame-message-history", _history, 91),
)
