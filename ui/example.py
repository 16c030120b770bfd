"""One whole example inspection, answered without a person: for pictures of screens and for trying things out.

It goes through the same desk as a person's answers. The phone is good, with a worn back cover, a low battery
and one item that could not be inspected, so that verdicts differ.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from station.model.answer import (
    Answer,
    Choice,
    Defects,
    Measured,
    Photos,
    Text,
    Unknown,
    UnknownReason,
)
from station.model.checklist import CheckItem, ItemKind
from station.model.defect import Defect, DefectKind, Depth
from station.model.inspection import Inspection
from station.model.observation import Method, Source
from station.model.record import Record
from ui.context import Keep

CODE = "R-20261122-0147"
IMEI = "352894110145521"
SIZE_PX = (1920, 1080)
REASON = "example"

_SCRATCH = Defect(
    zone="Z4",
    kind=DefectKind.SCRATCH,
    length_mm=Decimal("8.0"),
    width_mm=Decimal("0.10"),
    depth=Depth.NOT_TACTILE,
    visible_cm=Decimal("35"),
    visible_lit=False,
)

_THICKNESS = "WD-02"

TakePhoto = Callable[[str], bytes]
"""JPEG bytes of the view named."""


def seal_example(keep: Keep, person_id: str, pin: str, take_photo: TakePhoto, code: str = CODE) -> Record:
    """Inspect and seal one example unit; runs on the database lane.

    Raises:
        KnownError: whatever the desk refuses.
    """
    desk = keep.desk
    unit = desk.recognise(code).unit or desk.unit_by_hand(code, "smartphone", imei=IMEI)
    inspection = desk.start(unit, person_id)
    while inspection.open_items():
        inspection = answer_next(keep, inspection.id, person_id, take_photo)
    return desk.seal(inspection.id, person_id, pin)


def answer_next(keep: Keep, inspection_id: str, person_id: str, take_photo: TakePhoto) -> Inspection:
    """Take the photos of the first item without an answer, and answer it; runs on the database lane.

    Raises:
        KnownError: whatever the desk refuses.
        StopIteration: every item has an answer.
    """
    desk = keep.desk
    inspection = desk.resume(inspection_id)
    item = next(item for item in inspection.needed() if item.id not in inspection.observations)
    for view in item.views:
        inspection = desk.add_photo(inspection.id, item.id, view, take_photo(view), *SIZE_PX, person_id)
    photos = tuple(one.sha256 for one in inspection.photos if one.item == item.id and not one.superseded)
    source = Source(Method.MANUAL, reason=REASON if item.instrument_demanded else "")
    answer = example_answer(item, photos, inspection.unit.imei)
    return desk.answer(inspection.id, item.id, answer, source, person_id, evidence=photos)


def example_answer(item: CheckItem, photos: tuple[str, ...], imei: str = "") -> Answer:
    """A plausible answer: a good option, a number at its lower limit, a scratch on the back cover."""
    match item.kind:
        case ItemKind.CHOICE | ItemKind.SCALE | ItemKind.PASS_FAIL:
            return Choice(([one for one in item.options if one.good] or list(item.options))[-1].value)
        case ItemKind.NUMBER | ItemKind.COUNT:
            return Measured(_number(item), item.unit or "1")
        case ItemKind.DEFECTS:
            fits = _SCRATCH.zone in item.zones and _SCRATCH.kind.value in item.defect_kinds
            return Defects((_SCRATCH,) if fits else ())
        case ItemKind.PHOTO:
            return Photos(photos)
        case ItemKind.SCAN:
            return Text(imei or IMEI)
        case ItemKind.TEXT:
            return Unknown(UnknownReason.NOT_INSPECTABLE)


def _number(item: CheckItem) -> Decimal:
    if item.unit == "%":
        return Decimal("88")
    if item.id == _THICKNESS:
        return Decimal("7.65")
    return Decimal("174.0") if item.quantity == "mass" else item.limits.low or Decimal(0)
