"""A sealed record keeps the verdict of its version; today's stands beside it, marked where it differs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from station.grading.evaluate import evaluate
from station.inspection.desk import InspectionDesk
from station.inspection.stored_facts import facts_of
from station.inspection.today import today_document, verdicts_today
from station.model.answer import Measured, UnknownReason
from station.model.inspection import WithoutPhoto
from station.model.observation import Method, Source
from station.model.person import Role
from station.model.record import Record
from station.model.verdict import Result
from station.model.verdict_json import verdict_from_json
from station.standards.library import home_library
from station.store.clock import SystemClock
from station.store.records import RecordBook
from tests.publishing.desks import PINS, QualityDesk
from tests.publishing.test_commands import stricter


def seal_a_phone(desk: QualityDesk) -> Record:
    """A phone with 82 % battery health, nothing else known, sealed by the standards in force."""
    inspections = InspectionDesk(desk.store, SystemClock(), desk.accounts)
    person = desk.people[Role.INSPECTOR].id
    unit = inspections.unit_by_hand("R-20261122-0147", "smartphone")
    opened = inspections.start(unit, person, ["back-market", "amazon-renewed"])
    by_hand = Source(Method.MANUAL, reason="read from the settings page")
    inspections.answer(opened.id, "PB-02", Measured(Decimal(82), "%"), by_hand, person)
    inspections.leave_rest_unknown(opened.id, UnknownReason.NOT_INSPECTED, person)
    pin = PINS[Role.INSPECTOR]
    return inspections.seal(opened.id, person, pin, without_photos=WithoutPhoto.NOT_TAKEN)


def test_a_new_version_leaves_the_record_and_shows_beside_it(desk: QualityDesk) -> None:
    record = seal_a_phone(desk)
    home = desk.store.home
    assert not any(one.differs for one in verdicts_today(record, home_library(home)))
    desk.publish(stricter())
    again = RecordBook(desk.store).get(record.id)
    assert again.document == record.document
    today = {one.sealed.channel: one for one in verdicts_today(again, home_library(home))}
    battery, other = today["back-market"], today["amazon-renewed"]
    assert battery.today is not None and battery.today.result is Result.NOT_ACCEPTED
    assert (battery.sealed.version, battery.today.version, battery.differs) == (
        "2026-11-22", "2026-12-01", True,
    )  # fmt: skip
    assert (other.differs, today_document(other)["sealed_version"]) == (False, "2026-11-22")


def test_the_old_version_still_gives_the_sealed_verdict(desk: QualityDesk) -> None:
    record = seal_a_phone(desk)
    desk.publish(stricter())
    library = home_library(desk.store.home)
    facts = facts_of(record, library.internal_standard("smartphone"))
    for raw in record.document["verdicts"]:
        sealed = verdict_from_json(raw)
        again = evaluate(library.channel_standard(sealed.channel, sealed.version), facts)
        assert replace(again, oldest=None) == replace(sealed, oldest=None)


def test_a_channel_without_a_standard_says_so(desk: QualityDesk) -> None:
    record = seal_a_phone(desk)
    gone = replace(
        record,
        document={**record.document, "verdicts": [{**record.document["verdicts"][0], "channel": "closed"}]},
    )
    (only,) = verdicts_today(gone, home_library(desk.store.home))
    assert (only.today, only.differs) == (None, False)
    assert today_document(only) == {
        "channel": "closed", "sealed_version": "2026-11-22", "version": None, "result": None, "differs": None,
    }  # fmt: skip
