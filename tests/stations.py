"""Real stations in a folder, and small standards to inspect by, for tests of everything that stores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from station.inspection.desk import InspectionDesk
from station.model.answer import Answer, Choice, Defects, Measured, Text, Unknown, UnknownReason
from station.model.checklist import (
    CheckItem,
    Checklist,
    Condition,
    ItemKind,
    ItemSeverity,
    Limits,
    Option,
    Title,
)
from station.model.inspection import Inspection
from station.model.observation import Method, Source
from station.model.person import Person
from station.model.record import Record
from station.model.verdict import Result, Verdict
from station.people.accounts import Accounts
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.opening import open_store

PIN = "2580"
CALIPER = Source(Method.INSTRUMENT, device="caliper", profile="mitutoyo-01a", serial="0042", raw="30")
BY_HAND = Source(Method.MANUAL)

_WORDS = Title("文字", "words")
_YES_NO = (Option("yes", _WORDS, 0, good=True), Option("no", _WORDS, 1))


def _item(item_id: str, kind: ItemKind, **more: object) -> CheckItem:
    basics = {"id": item_id, "group": "G", "kind": kind, "title": _WORDS, "look_for": _WORDS}
    return CheckItem(**basics, severity=ItemSeverity.MAJOR, **more)  # type: ignore[arg-type]  # test data


ITEMS = (
    _item("ID-01", ItemKind.SCAN),
    _item("PW-01", ItemKind.PASS_FAIL, options=_YES_NO),
    _item("PW-02", ItemKind.CHOICE, options=_YES_NO, after=Condition("PW-01", ("no",))),
    _item(
        "DM-01",
        ItemKind.NUMBER,
        unit="mm",
        quantity="length",
        instrument_demanded=True,
        limits=Limits(Decimal("5"), Decimal("15")),
    ),
    _item("CT-01", ItemKind.COUNT, unit="1", may_be_missing=True),
    _item("FG-01", ItemKind.DEFECTS, zones=("Z1", "Z2"), defect_kinds=("scratch", "crack")),
    _item("PH-01", ItemKind.PHOTO, views=("front", "back")),
    _item("TX-01", ItemKind.TEXT),
)
"""One item of every shape: a condition, limits, a demanded instrument, demanded views."""


class SmallRules:
    """Two channels that grade by the first pass/fail item alone."""

    def channels(self, category: str) -> tuple[str, ...]:
        """Both channels, whatever the category."""
        return ("strict", "mild")

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """All of :data:`ITEMS`."""
        return Checklist(category, "2026-01-01", tuple(channels) or self.channels(category), ITEMS)

    def not_needed(self, checklist: Checklist, facts: Mapping[str, Answer]) -> frozenset[str]:
        """Everything is needed."""
        return frozenset()

    def results(self, channels: Sequence[str], facts: Mapping[str, Answer]) -> tuple[Verdict, ...]:
        """As :meth:`verdict`."""
        return tuple(self.verdict(channel, facts, {}) for channel in channels)

    def verdict(self, channel: str, facts: Mapping[str, Answer], taken_at: Mapping[str, datetime]) -> Verdict:
        """A for a unit that is on, undetermined without the fact."""
        fact = facts.get("PW-01")
        if not isinstance(fact, Choice):
            return Verdict(
                channel,
                channel.title(),
                "2026-01-01",
                Result.UNDETERMINED,
                grades=("A", "C"),
                missing=("PW-01",),
            )
        grade = "A" if fact.value == "yes" else "C"
        return Verdict(channel, channel.title(), "2026-01-01", Result.GRADE, (grade,))


@dataclass(frozen=True)
class Station:
    """An open station with one inspector."""

    store: Store
    accounts: Accounts
    desk: InspectionDesk
    person: Person

    def start(self, code: str = "R-20261122-0147") -> Inspection:
        """An inspection of a unit opened by hand."""
        return self.desk.start(self.desk.unit_by_hand(code, "smartphone"), self.person.id)

    def answer(
        self, inspection: Inspection, item: str, answer: Answer, source: Source = CALIPER
    ) -> Inspection:
        """One answer by the inspector."""
        return self.desk.answer(inspection.id, item, answer, source, self.person.id)

    def answer_all(self, inspection: Inspection, views: Sequence[str] = ("front", "back")) -> Inspection:
        """Every asked item answered, with a photo of each view."""
        for view in views:
            jpeg = f"{inspection.id} {view}".encode()
            inspection = self.desk.add_photo(inspection.id, "PH-01", view, jpeg, 1920, 1080, self.person.id)
        for item, answer in good_answers().items():
            inspection = self.answer(inspection, item, answer)
        return inspection

    def seal_one(self, code: str = "R-20261122-0147") -> Record:
        """A whole inspection, sealed."""
        inspection = self.answer_all(self.start(code))
        return self.desk.seal(inspection.id, self.person.id, PIN)


def good_answers() -> dict[str, Answer]:
    """A fitting answer for every item asked when the unit is on."""
    return {
        "ID-01": Text("352099001761481"),
        "PW-01": Choice("yes"),
        "DM-01": Measured(Decimal("7.650"), "mm"),
        "CT-01": Measured(Decimal("0"), "1"),
        "FG-01": Defects(()),
        "PH-01": Unknown(UnknownReason.NOT_INSPECTABLE, "lamp broken"),
        "TX-01": Text("托盘已清洁"),
    }


@contextmanager
def open_station(root: Path) -> Iterator[Station]:
    """The station in ``root``, made on first use."""
    with open_store(Home(root), SystemClock()) as store:
        accounts = Accounts(store)
        person = accounts.create_first("王敏", PIN) if accounts.is_empty() else accounts.all()[0]
        desk = InspectionDesk(store, SystemClock(), accounts, SmallRules())
        yield Station(store, accounts, desk, person)
