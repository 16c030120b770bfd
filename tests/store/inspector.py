"""An inspector who works until killed; run as a process of its own by ``test_kill.py``.

Every answer is reported only after the desk has returned, that is: after it was acknowledged to the person.
"""

from __future__ import annotations

import random
from decimal import Decimal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from station.inspection.desk import InspectionDesk
from station.model.answer import Answer, Choice, Defects, Measured, Photos, Text, Unknown, UnknownReason
from station.model.checklist import CheckItem, ItemKind
from station.model.defect import Defect, DefectKind
from station.model.inspection import Inspection, WithoutPhoto
from station.model.observation import Method, Source
from station.people.accounts import Accounts
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store

PIN = "2580"
CHANNELS = ("back-market", "amazon-renewed", "b-stock-superior")


def work(root: Path, seed: int, reports: Connection) -> None:
    """Answer, undo, photograph, move and seal with the published standards.

    Before each action its name is reported, after it what the screen shows.
    """
    rng = random.Random(seed)
    with open_store(Home(root), SystemClock()) as store:
        accounts = Accounts(store)
        person = accounts.all()[0].id
        desk = InspectionDesk(store, SystemClock(), accounts)
        inspection = desk.current()
        while True:
            action = _next_action(inspection, rng)
            reports.send(action)
            inspection = _act(desk, inspection, action, person, rng)
            reports.send(seen(inspection))


def _next_action(inspection: Inspection | None, rng: random.Random) -> str:
    if inspection is None:
        return "start"
    if all(item.id in inspection.observations for item in inspection.asked()):
        return "seal"
    return rng.choices(["undo", "photo", "show", "answer"], [5, 10, 5, 80])[0]


def _act(
    desk: InspectionDesk, inspection: Inspection | None, action: str, person: str, rng: random.Random
) -> Inspection | None:
    if inspection is None:
        unit = desk.unit_by_hand(f"U-{rng.getrandbits(40):x}", "smartphone")
        return desk.start(unit, person, CHANNELS)
    step = inspection.current_item
    match action:
        case "seal":
            desk.seal(inspection.id, person, PIN, without_photos=WithoutPhoto.NOT_TAKEN)
            return None
        case "undo":
            return desk.undo(inspection.id, person)
        case "photo":
            return desk.add_photo(inspection.id, step, "front_off", rng.randbytes(2000), 64, 48, person)
        case "show":
            return desk.show_step(inspection.id, rng.choice(inspection.asked()).id)
    item = next(item for item in inspection.asked() if item.id == step)
    source = Source(Method.MANUAL, reason="no instrument at hand")
    return desk.answer(
        inspection.id, step, some_answer(item, inspection, rng), source, person, confirmed=True
    )


def seen(inspection: Inspection | None) -> dict[str, Any] | None:
    """What the screen shows of an inspection."""
    if inspection is None:
        return None
    return {
        "inspection": inspection.id,
        "unit": inspection.unit.code,
        "step": inspection.current_item,
        "answers": {item: one.answer for item, one in inspection.observations.items()},
        "history": [one.id for one in inspection.history],
        "photos": [photo.sha256 for photo in inspection.photos],
    }


def some_answer(item: CheckItem, inspection: Inspection, rng: random.Random) -> Answer:
    """A fitting answer of any sort."""
    if rng.random() < 0.1:
        return Unknown(UnknownReason.NOT_INSPECTABLE, f"reason {rng.random()}")
    match item.kind:
        case ItemKind.CHOICE | ItemKind.SCALE | ItemKind.PASS_FAIL:
            return Choice(rng.choice(item.options).value)
        case ItemKind.NUMBER | ItemKind.COUNT:
            return Measured(Decimal(rng.randrange(1, 100)), item.unit or "1")
        case ItemKind.DEFECTS:
            return Defects(tuple(_some_defect(item, rng) for _ in range(rng.randrange(3))))
        case ItemKind.PHOTO:
            photos = tuple(photo.sha256 for photo in inspection.photos)
            return Photos(photos) if photos and not item.views else Unknown(UnknownReason.NOT_INSPECTED)
        case ItemKind.TEXT | ItemKind.SCAN:
            return Text(f"text {rng.random()}")


def _some_defect(item: CheckItem, rng: random.Random) -> Defect:
    kind = DefectKind(rng.choice(item.defect_kinds)) if item.defect_kinds else DefectKind.SCRATCH
    return Defect(rng.choice(item.zones), kind, length_mm=Decimal(rng.randrange(1, 90)) / 10)
