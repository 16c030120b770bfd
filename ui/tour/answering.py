"""How each answer is given by keys."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt

from station.model.answer import (
    Answer,
    Choice,
    Defects,
    Measured,
    NotFitted,
    Photos,
    Text,
    Unknown,
    UnknownReason,
)
from station.model.checklist import ItemKind
from station.model.defect import Defect, Depth
from ui.steps.defect_draft import Question
from ui.steps.defect_editor import DefectEditor
from ui.steps.step import Step
from ui.tour.hand import Hand, TourStuckError
from ui.widgets.option_list import OPTION_KEYS
from ui.widgets.zone_drawing import DIRECTIONS, ZoneDrawing
from ui.widgets.zone_shapes import drawing_for


def give(hand: Hand, step: Step, answer: Answer, finish: Callable[[], None]) -> None:
    """Give ``answer`` in ``step`` by keys; ``finish`` is called in place of the last Enter or scan."""
    match answer:
        case Unknown():
            hand.command(Qt.Key.Key_F2)
            hand.type(str(list(UnknownReason).index(answer.reason) + 1))
            hand.type(answer.note)
        case NotFitted():
            raise TourStuckError("the tour has no unit without a part")
        case Choice(value):
            _pick(hand, [option.value for option in step.item.options], value)
        case Measured(value):
            hand.type(str(value))
        case Text(value):
            if step.item.kind is not ItemKind.SCAN:
                hand.type(value)
        case Defects(defects):
            _describe_all(hand, step, defects)
        case Photos():
            pass
    finish()


def _pick(hand: Hand, values: list[str], value: str) -> None:
    hand.type(OPTION_KEYS[values.index(value)])


def _describe_all(hand: Hand, step: Step, defects: tuple[Defect, ...]) -> None:
    if not defects:
        hand.type("0")
    for defect in defects:
        hand.command(Qt.Key.Key_F4)
        _describe(hand, step, defect)


def _describe(hand: Hand, step: Step, defect: Defect) -> None:
    editor = step.findChild(DefectEditor)
    drawing = step.findChild(ZoneDrawing)
    if editor is None or drawing is None:
        raise TourStuckError("the defect step has no editor")
    questions: dict[Question, Callable[[], None]] = {
        Question.ZONE: lambda: _point(hand, step, drawing, defect.zone),
        Question.KIND: lambda: _pick(hand, list(step.item.defect_kinds), defect.kind.value),
        Question.LENGTH: lambda: _size(hand, defect.length_mm),
        Question.WIDTH: lambda: _size(hand, defect.width_mm),
        Question.DEPTH: lambda: _pick(
            hand, [depth.value for depth in Depth], (defect.depth or Depth.NONE).value
        ),
        Question.VISIBLE: lambda: _size(hand, defect.visible_cm),
        Question.LIT: lambda: _pick(hand, ["yes", "no", "skip"], "yes" if defect.visible_lit else "no"),
    }
    while not editor.isHidden():
        questions[editor.question]()


def _size(hand: Hand, value: Decimal | None) -> None:
    if value is not None:
        hand.type(str(value))
    hand.enter()


def _point(hand: Hand, step: Step, drawing: ZoneDrawing, zone: str) -> None:
    for key in _way(drawing.zone, zone, step.item.zones):
        hand.command(Qt.Key(key))
    hand.enter()


def _way(start: str | None, end: str, zones: tuple[str, ...]) -> list[int]:
    """The fewest arrow keys from one zone of the drawing to another."""
    ways: dict[str | None, list[int]] = {start: []}
    todo = deque([start])
    while todo and end not in ways:
        here = todo.popleft()
        for key, direction in DIRECTIONS.items():
            there = drawing_for(zones).neighbour(here, direction, zones)
            if there not in ways:
                ways[there] = [*ways[here], key]
                todo.append(there)
    if end not in ways:
        raise TourStuckError(f"the arrows do not reach zone {end}")
    return ways[end]
