"""States of the Inspect screen worth a picture: idle, one step of each kind, seal, verdict."""

from __future__ import annotations

from collections.abc import Callable

from devices.bench.camera import SimulatedCamera
from station.model.checklist import ItemKind
from ui.example import answer_next
from ui.practice import PIN
from ui.scenes import Scene, Stage
from ui.screens.inspect.view import InspectView
from ui.screens.inspect.viewmodel import InspectViewModel
from ui.screens.inspect.viewmodel import Stage as InspectStage

CODE = "R-20261122-0148"
_ANSWERED = 24
_BLIND_PX = 9.0
_KINDS = (
    ItemKind.CHOICE,
    ItemKind.SCALE,
    ItemKind.PASS_FAIL,
    ItemKind.NUMBER,
    ItemKind.DEFECTS,
    ItemKind.SCAN,
)
"""Kinds that the demo work order asks."""


def _view(stage: Stage) -> InspectView:
    stage.sign_in()
    stage.station.window.show_screen("inspect")
    view = stage.station.window.view("inspect")
    if not isinstance(view, InspectView):
        raise TypeError("inspect is not the Inspect screen")
    stage.settle()
    return view


def _camera(stage: Stage) -> SimulatedCamera:
    bench = stage.station.bench
    if bench is None or bench.camera is None:
        raise RuntimeError("no practice bench")
    return bench.camera


def _idle(stage: Stage) -> None:
    """Out of focus, so that the camera does not open the unit by itself."""
    stage.wait_until(lambda: stage.station.bench and stage.station.bench.camera)
    stage.wait_until(lambda: stage.context.devices.last_frame is not None)
    _camera(stage).set_blur(_BLIND_PX)
    _view(stage)


def _under_way(stage: Stage) -> InspectViewModel:
    """The example unit, opened by the camera, with some items answered; begun on first use."""
    model = _view(stage).model
    if model.inspection is None:
        _camera(stage).set_code(CODE)
        _camera(stage).set_blur(0)
        stage.wait_until(lambda: model.inspection and not model.busy)
        for _ in range(_ANSWERED):
            _answer_next(stage, model)
    return model


def _answer_next(stage: Stage, model: InspectViewModel) -> None:
    keep, person, inspection = stage.context.keep, stage.context.session.person, model.inspection
    if person is None or inspection is None:
        raise RuntimeError("nobody inspects")
    stage.on_database(lambda: answer_next(keep, inspection.id, person.id, lambda _view: stage.still()))


def _unanswered(stage: Stage, model: InspectViewModel) -> tuple[str, ...]:
    desk, inspection = stage.context.keep.desk, model.inspection
    if inspection is None:
        return ()
    return stage.on_database(lambda: desk.review(desk.resume(inspection.id)).unanswered)


def _step(kind: ItemKind) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        model = _under_way(stage)
        if model.inspection is None:
            raise RuntimeError("no inspection")
        fitting = [item.id for item in model.inspection.asked() if item.kind is kind]
        model.go_to(fitting[-1])
        stage.wait_until(lambda: not model.busy)

    return play


def _seal(stage: Stage) -> None:
    model = _under_way(stage)
    model.begin_seal()
    stage.wait_until(lambda: model.stage is InspectStage.SEAL and not model.busy)


def _verdict(stage: Stage) -> None:
    model = _under_way(stage)
    while _unanswered(stage, model):
        _answer_next(stage, model)
    _step(ItemKind.SCAN)(stage)
    _seal(stage)
    model.seal(PIN)
    stage.wait_until(lambda: model.stage is InspectStage.VERDICT)


SCENES = (
    Scene("inspect-idle", _idle, 10),
    *(Scene(f"inspect-{kind.value}", _step(kind), 11) for kind in _KINDS),
    Scene("inspect-seal", _seal, 12),
    Scene("inspect-verdict", _verdict, 13),
)
