"""An inspector's work in small real actions, each of them named, for faults to strike in."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial
from unittest.mock import patch

from station.model.answer import Text
from station.model.checklist import ItemKind
from station.model.inspection import Inspection, WithoutPhoto
from station.model.person import Role
from station.store.publications import publish_file
from tests.stations import BY_HAND, CALIPER, PIN, SmallRules, Station, good_answers
from tests.survive.office import OFFICE, Office

VIEWS = ("front", "back")
_OFFICE = frozenset({*OFFICE, "correct", "people"})


def quick_pins() -> None:
    """In a process of its own: hash PINs quickly, as the tests' conftest does in theirs."""
    from argon2 import PasswordHasher

    from station.people import accounts

    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    patch.object(accounts, "PasswordHasher", quick).start()


class Work:
    """One inspector at one station; what is drawn comes from ``rng`` alone."""

    def __init__(self, station: Station, rng: random.Random, photo_bytes: int = 3000) -> None:
        self.station = station
        self._rng = rng
        self._photo_bytes = photo_bytes
        self._office = Office(station, rng)
        self._acts: dict[str, Callable[[], object]] = {
            "start": self._start,
            "answer": self._answer,
            "undo": self._undo,
            "photo": self._photo,
            "show": self._show,
            "seal": self._seal,
            "publish": self._publish,
            "person": self._person,
            **self._office.acts,
        }

    def next(self, towards: str) -> str:
        """The action that brings the work closer to ``towards``, or it."""
        if towards in {"publish", "person"}:
            return towards
        if towards in _OFFICE:
            found = self._office.next(towards)
            if found is not None:
                return found
            towards = "photos, seal" if towards == "prune" else "seal"
        return self._next(towards)

    def _next(self, towards: str) -> str:
        inspection = self.station.desk.current()
        if inspection is None:
            return "start"
        if towards == "photos, seal" and len(inspection.photos) < len(VIEWS):
            return "photo"
        if towards.endswith("seal"):
            return "seal" if not inspection.open_items() else "answer"
        if towards == "undo":
            return "undo" if inspection.observations else "answer"
        if towards == "any":
            return self._any(inspection)
        return towards

    def _any(self, inspection: Inspection) -> str:
        if not inspection.open_items() and self._rng.random() < 0.5:
            return "seal"
        names = ["answer", "photo", "undo", "show", "publish", "person"]
        return self._rng.choices(names, [70, 12, 6, 6, 3, 3])[0]

    def do(self, action: str) -> None:
        """Do it; when this returns it was acknowledged."""
        self._acts[action]()

    def _inspection(self) -> Inspection:
        inspection = self.station.desk.current()
        assert inspection is not None
        return inspection

    def _start(self) -> None:
        self.station.start(f"U-{self._rng.getrandbits(48):x}")

    def _answer(self) -> None:
        inspection = self._inspection()
        missing = inspection.open_items()
        item = missing[0] if missing else "TX-01"
        answer = good_answers()[item]
        if item == "TX-01":
            answer = Text(f"{self._rng.random()} {'文' * self._rng.randrange(400)}")
        kinds = {one.id: one.kind for one in SmallRules().checklist("smartphone", ()).items}
        source = CALIPER if kinds[item] is ItemKind.NUMBER else BY_HAND
        self.station.answer(inspection, item, answer, source)

    def _photo(self) -> None:
        jpeg, view = self._rng.randbytes(self._photo_bytes), self._rng.choice(VIEWS)
        desk, person = self.station.desk, self.station.person.id
        desk.add_photo(self._inspection().id, "PH-01", view, jpeg, 64, 48, person, thumbnail=jpeg[:100])

    def _undo(self) -> None:
        self.station.desk.undo(self._inspection().id, self.station.person.id)

    def _show(self) -> None:
        inspection = self._inspection()
        self.station.desk.show_step(inspection.id, self._rng.choice(inspection.asked()).id)

    def _seal(self) -> None:
        inspection = self._inspection()
        self.station.desk.seal(
            inspection.id, self.station.person.id, PIN, without_photos=WithoutPhoto.NOT_TAKEN
        )

    def _publish(self) -> None:
        name, version = f"s-{self._rng.getrandbits(32):x}", "2026-11-22"
        content = f"# {self._rng.random()}\n".encode() * self._rng.randrange(1, 300)
        store = self.station.store
        publish_file(store, content, {"id": name, "version": version}, store.clock.now())

    def _person(self) -> None:
        name = f"赵 {self._rng.getrandbits(32):x}"
        people = self.station.accounts.all()
        by = next(one.id for one in people if one.role is Role.ADMINISTRATOR)
        self.station.accounts.add(name, Role.INSPECTOR, PIN, by)
