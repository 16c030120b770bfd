"""States of the Inspect screen worth a picture."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from station.errors import KnownError
from station.model.answer import Choice
from station.model.inspection import WithoutPhoto
from station.model.observation import Method, Source
from station.model.person import Role
from station.model.second_person import OverrideKind
from station.store.space import Room, SpaceState
from ui.example import CODE, answer_next
from ui.practice import PIN
from ui.scenes import Scene, Stage
from ui.screens.inspect.view import InspectView
from ui.screens.inspect.viewmodel import Stage as Shown

ONE_CHANNEL = "R-20261122-0154"
"""The demo unit that is meant for a single channel."""
_TYPING_MS = 40
_posed: WeakSet[InspectView] = WeakSet()
_STEPS = {
    "scan": "ID-01",
    "choice": "ID-02",
    "scale": "CL-01",
    "pass-fail": "ID-06",
    "number": "FR-03",
    "reading": "WD-01",
    "defects": "FR-02",
}


def _view(stage: Stage) -> InspectView:
    stage.sign_in(Role.INSPECTOR)
    stage.station.window.show_screen("inspect")
    view = stage.station.window.view("inspect")
    if not isinstance(view, InspectView):
        raise TypeError("inspect is not the Inspect screen")
    if view not in _posed:
        _posed.add(view)
        view.cameras.code_seen.disconnect()  # the label in view would open its unit again
    view.model.overriding.give_up()
    return view


def _press(stage: Stage, *keys: Qt.Key | str) -> None:
    window = stage.station.window
    for key in keys:
        for one in key if isinstance(key, str) else [key]:
            target = window.focusWidget() or window
            if isinstance(one, str):
                QTest.keyClicks(target, one)
                QTest.qWait(_TYPING_MS)
            else:
                QTest.keyClick(target, one)


def _idle(stage: Stage) -> None:
    view = _view(stage)
    stage.settle()
    if view.model.stage in (Shown.STEP, Shown.SEAL):
        view.model.park()
    else:
        view.model.show_idle()
    stage.wait_until(lambda: view.model.stage is Shown.IDLE)


def _at(stage: Stage, item: str) -> InspectView:
    view = _view(stage)
    stage.settle()
    if view.model.inspection is None:
        view.model.code(CODE)
        stage.wait_until(lambda: view.model.inspection is not None and not view.model.busy)
    shown: list[str] = []
    connection = view.model.step_shown.connect(shown.append)
    view.model.go_to(item)
    stage.wait_until(lambda: item in shown and not view.model.busy)
    view.model.step_shown.disconnect(connection)
    stage.context.messages.mark_seen()
    return view


def _step(name: str, item: str) -> Scene:
    def play(stage: Stage) -> None:
        _at(stage, item)

    return Scene(f"inspect-{name}", play, 20)


def _keyed(name: str, item: str, *keys: Qt.Key | str, order: int = 21) -> Scene:
    def play(stage: Stage) -> None:
        _at(stage, item)
        _press(stage, *keys)

    return Scene(f"inspect-{name}", play, order)


def _answer_some(stage: Stage, count: int) -> None:
    """Answer the next items without a person, and show the step that comes then."""
    view, person = _view(stage), stage.context.session.person
    if view.model.inspection is None or person is None:
        raise RuntimeError("no unit is open")
    inspection_id, still = view.model.inspection.id, stage.still()

    def work() -> None:
        for _ in range(count):
            answer_next(stage.context.keep, inspection_id, person.id, lambda _view: still)

    stage.on_database(work)
    earlier = view.model.verdicts
    view.model.resume(inspection_id)
    stage.wait_until(lambda: not view.model.busy and view.model.verdicts is not earlier)
    stage.settle()


def _ask_why(stage: Stage, key: Qt.Key) -> None:
    target = stage.station.window.focusWidget() or stage.station.window
    QTest.keyClick(target, key, Qt.KeyboardModifier.AltModifier)
    stage.settle()


def _why(stage: Stage) -> None:
    _press(stage, _ENTER)
    _at(stage, "FG-01")
    _answer_some(stage, 48)
    _ask_why(stage, Qt.Key.Key_1)
    _press(stage, Qt.Key.Key_Down)


def _many(stage: Stage) -> None:
    """A unit without target channels: every channel of the category judges it."""
    _idle(stage)
    view, person = _view(stage), stage.context.session.person
    if person is None:
        raise RuntimeError("nobody is signed in")
    view.model.open_by_hand(_MANY_CODE, "smartphone")
    stage.wait_until(lambda: view.model.stage is Shown.STEP and not view.model.busy)
    _answer_some(stage, 60)
    stage.context.messages.mark_seen()


def _all(stage: Stage) -> None:
    _ask_why(stage, Qt.Key.Key_0)


def _why_many(stage: Stage) -> None:
    _press(stage, Qt.Key.Key_Escape)
    _ask_why(stage, Qt.Key.Key_7)


def _sealed_many(stage: Stage) -> None:
    _press(stage, Qt.Key.Key_Escape)
    view, person = _view(stage), stage.context.session.person
    if view.model.inspection is None or person is None:
        raise RuntimeError("no unit is open")
    inspection_id, still = view.model.inspection.id, stage.still()
    stage.on_database(lambda: _answer_all(stage, inspection_id, person.id, still))
    view.model.resume(inspection_id)
    stage.wait_until(lambda: not view.model.busy)
    view.model.begin_seal()
    stage.wait_until(lambda: view.model.stage is Shown.SEAL)
    _verdict(stage)
    stage.context.messages.mark_seen()


def _seal(stage: Stage) -> None:
    view = _at(stage, "ID-01")
    model, person = view.model, stage.context.session.person
    if model.inspection is None or person is None:
        raise RuntimeError("no unit is open")
    inspection_id = model.inspection.id
    _press(stage, Qt.Key.Key_F2, "2", "label torn", _ENTER)
    stage.wait_until(lambda: model.inspection is not None and "ID-01" in model.inspection.observations)
    still = stage.still()
    stage.on_database(lambda: _answer_all(stage, inspection_id, person.id, still))
    model.resume(inspection_id)
    stage.wait_until(lambda: not model.busy)
    model.begin_seal()
    stage.wait_until(lambda: model.stage is Shown.SEAL)


def _answer_all(stage: Stage, inspection_id: str, person_id: str, still: bytes) -> None:
    desk = stage.context.keep.desk
    while desk.resume(inspection_id).open_items():
        answer_next(stage.context.keep, inspection_id, person_id, lambda _view: still)


def _settled(stage: Stage) -> None:
    """A locked unit for one channel: nothing left to ask can change its verdict."""
    _idle(stage)
    model, person = _view(stage).model, stage.context.session.person
    model.code(ONE_CHANNEL)
    stage.wait_until(lambda: model.stage is Shown.STEP and not model.busy)
    if model.inspection is None or person is None:
        raise RuntimeError("no unit is open")
    inspection_id = model.inspection.id
    stage.on_database(lambda: _lock(stage, inspection_id, person.id))
    model.resume(inspection_id)
    stage.wait_until(lambda: not model.busy)
    model.begin_seal()
    stage.wait_until(lambda: model.stage is Shown.SEAL)


def _lock(stage: Stage, inspection_id: str, person_id: str) -> None:
    keep = stage.context.keep
    while "ID-01" not in keep.desk.resume(inspection_id).observations:
        answer_next(keep, inspection_id, person_id, lambda _view: b"")
    keep.desk.answer(inspection_id, "ID-05", Choice("on_locked"), Source(Method.MANUAL), person_id)


def _not_needed(stage: Stage) -> None:
    _at(stage, "ID-08")


def _verdict(stage: Stage) -> None:
    view = _view(stage)
    view.model.seal(PIN, WithoutPhoto.NOT_TAKEN)
    stage.wait_until(lambda: view.model.stage is Shown.VERDICT)


def _certificate(stage: Stage) -> None:
    view = _view(stage)
    view.verdict.certificate_asked.emit()
    stage.wait_until(lambda: view.certificate.preview.pages > 0)


def _before(stage: Stage) -> None:
    """The unit sealed a little while ago comes back, and an answer was given otherwise at first."""
    _idle(stage)
    model, person = _view(stage).model, stage.context.session.person
    model.code(CODE)
    stage.wait_until(lambda: model.stage is Shown.STEP and not model.busy)
    if model.inspection is None or person is None:
        raise RuntimeError("no unit is open")
    inspection_id, still, desk = model.inspection.id, stage.still(), stage.context.keep.desk

    def work() -> None:
        _answer_all(stage, inspection_id, person.id, still)
        for item, value in _OTHERWISE:
            desk.answer(inspection_id, item, Choice(value), Source(Method.MANUAL), person.id)

    stage.on_database(work)
    model.resume(inspection_id)
    stage.wait_until(lambda: not model.busy)
    _at(stage, _OTHERWISE[0][0])
    stage.settle()


def _override(stage: Stage) -> None:
    model = _at(stage, "ID-02").model
    if model.inspection is None:
        raise RuntimeError("no unit is open")
    what, items = OverrideKind.SEALED_WITHOUT_PHOTO.value, ("FR-01", "FR-02")
    model.overriding.ask(
        model.inspection.id, KnownError("INSP-008", what=what, item=items[0], items=items, override=what)
    )
    stage.settle()
    _press(stage, "A", "unit is glued into a dock", _ENTER)


def _override_pin(stage: Stage) -> None:
    _press(stage, "1")


def _seal_before(stage: Stage) -> None:
    view = _view(stage)
    view.model.begin_seal()
    stage.wait_until(lambda: view.model.stage is Shown.SEAL)
    stage.settle()


def _full(stage: Stage) -> None:
    _idle(stage)
    stage.settle()
    _view(stage).idle.show_room(Room(420_000_000, 10**12, 1_000_000_000, SpaceState.FULL))


_ENTER = Qt.Key.Key_Return
_OTHERWISE = (("ID-05", "on_locked"), ("ID-02", "box_differs"))
"""Answers of the unit that came back."""
_MANY_CODE = "A-20261122-0031"
_SCRATCH: tuple[Qt.Key | str, ...] = (Qt.Key.Key_Right, _ENTER, "1", "8.0", _ENTER, "0.10", _ENTER, "2")
_PLAYS: tuple[tuple[str, Callable[[Stage], None], int], ...] = (
    ("idle", _idle, 10),
    ("why", _why, 24),
    ("seal", _seal, 25),
    ("verdict", _verdict, 26),
    ("certificate", _certificate, 27),
    ("before", _before, 27),
    ("override", _override, 27),
    ("override-pin", _override_pin, 27),
    ("seal-before", _seal_before, 27),
    ("verdict-before", _verdict, 27),
    ("disk-full", _full, 27),
    ("settled", _settled, 28),
    ("not-needed", _not_needed, 28),
    ("strip-many", _many, 28),
    ("all-channels", _all, 28),
    ("why-many", _why_many, 28),
    ("verdict-many", _sealed_many, 28),
)

SCENES = (
    *(_step(name, item) for name, item in _STEPS.items()),
    _keyed("unknown", "ID-03", Qt.Key.Key_F2, "2"),
    _keyed("manual-reason", "WD-02", "7.65", _ENTER, "1"),
    _keyed("out-of-limits", "FR-03", "7.5", _ENTER),
    _keyed("defect-described", "FG-01", *_SCRATCH, order=22),
    _keyed("defects-listed", "FG-01", *_SCRATCH, "35", _ENTER, "2", order=23),
    *(Scene(f"inspect-{name}", play, order) for name, play, order in _PLAYS),
)
