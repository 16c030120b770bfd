"""An entry that the hub cannot use is kept and set aside; the rest goes on, and it can be mended."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from station.model.event import EventKind
from sync.hub import tables
from sync.hub.config import HubConfig, Limits
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.wire.messages import EntryMessage, Push, SetAside
from tests.sync.running import config_at, open_at
from tests.sync.writing import Writer, enrolled, event_body


def without(entry: EntryMessage) -> EntryMessage:
    """The entry, whose body the station cannot give."""
    return replace(entry, body=None)


def standings(hub: Hub, station: str) -> dict[int, tuple[str, str]]:
    """How the station's records stand, by their entries."""
    with hub.database.read() as connection:
        rows = connection.execute(select(tables.records).where(tables.records.c.station == station))
        return {row.sequence: (row.standing, row.countersign) for row in rows}


def test_an_entry_without_its_body_stops_nothing_but_completeness(hub: Hub) -> None:
    writer = enrolled(hub)
    entries = [writer.sign_in(), writer.seal("ab" * 32), writer.sign_in()]
    pushed = Ledgers(hub).push(writer.id, Push([entries[0], without(entries[1]), entries[2]]))
    assert pushed.set_aside == [SetAside(2, "HUB-030", "record_sealed")]
    assert (pushed.receipt.sequence, pushed.receipt.complete, pushed.missing) == (3, 1, [])
    again = Ledgers(hub).push(writer.id, Push([without(entries[1])]))
    assert (again.receipt, again.set_aside) == (pushed.receipt, pushed.set_aside)
    mended = Ledgers(hub).push(writer.id, writer.push())
    assert (mended.set_aside, mended.missing, mended.receipt.complete) == ([], ["ab" * 32], 1)
    assert standings(hub, writer.id) == {2: ("current", "none")}
    assert Ledgers(hub).push(writer.id, writer.push()) == mended


@pytest.mark.parametrize(
    ("kind", "body", "code"),
    [
        (EventKind.RECORD_SEALED, {"schema": 2}, "HUB-031"),
        (EventKind.SIGNED_IN, {}, "HUB-031"),
        ("something_newer", event_body(), "HUB-032"),
    ],
)
def test_a_body_that_says_nothing_to_the_hub_is_set_aside(
    hub_on_sqlite: Hub, kind: str, body: dict[str, object], code: str
) -> None:
    writer = enrolled(hub_on_sqlite)
    writer.append(kind, body)
    writer.sign_in()
    pushed = Ledgers(hub_on_sqlite).push(writer.id, writer.push())
    assert pushed.set_aside == [SetAside(1, code, kind)]
    assert (pushed.receipt.sequence, pushed.receipt.complete) == (2, 0)


def test_a_body_larger_than_the_hub_keeps_is_set_aside(config: HubConfig) -> None:
    small = config_at(config.root, config.database, Limits(entry_bytes=1000))
    with open_at(small) as hub:
        writer = enrolled(hub)
        writer.sign_in()
        writer.seal()
        assert Ledgers(hub).push(writer.id, writer.push()).set_aside == [
            SetAside(2, "HUB-033", "record_sealed")
        ]
    with open_at(config) as hub:
        assert Ledgers(hub).push(writer.id, writer.push()).receipt.complete == 2


def test_names_that_no_database_takes_do_no_harm(hub: Hub) -> None:
    writer = enrolled(hub)
    unit = {"code": "R\0" + "x" * 5000, "category": "smart\0phone", "model": {"brand": "\0" * 9000}}
    writer.seal(unit=unit, sealed_at="\0" * 900, record="ok")
    writer.seal(record="bad\0")
    writer.seal(record="x" * 300)
    writer.void(writer.entries[0])
    pushed = Ledgers(hub).push(writer.id, writer.push())
    assert [one.sequence for one in pushed.set_aside] == [2, 3]
    assert standings(hub, writer.id) == {1: ("voided", "none")}


def lifes(writer: Writer) -> list[EntryMessage]:
    """Records that are amended, voided, countersigned, in several orders."""
    demanded = {"demanded_by": [{"because": "critical", "item": "PB-01"}]}
    first, second = writer.seal(), writer.seal(countersign=demanded)
    writer.countersign(second, "refused")
    writer.amend(first)
    writer.void(first)
    writer.countersign(second, "agreed")
    third = writer.seal(countersign=demanded)
    writer.amend(third)
    writer.void(writer.entries[3])
    return writer.entries


STANDINGS = {
    1: ("voided", "none"),
    2: ("current", "agreed"),
    4: ("voided", "none"),
    7: ("amended", "awaited"),
    8: ("current", "none"),
}


def test_later_entries_say_how_records_stand_however_they_come_in(hub: Hub) -> None:
    at_once, apart, mended = enrolled(hub), enrolled(hub), enrolled(hub)
    Ledgers(hub).push(at_once.id, Push(lifes(at_once)))
    for entry in lifes(apart):
        Ledgers(hub).push(apart.id, Push([entry]))
    entries = lifes(mended)
    Ledgers(hub).push(mended.id, Push([without(entry) for entry in entries]))
    for entry in reversed(entries):
        Ledgers(hub).push(mended.id, Push([entry]))
    assert standings(hub, at_once.id) == standings(hub, apart.id) == standings(hub, mended.id) == STANDINGS


def test_entries_of_another_station_say_nothing_of_a_record(hub: Hub) -> None:
    writer, other = enrolled(hub), enrolled(hub)
    record = writer.seal()
    Ledgers(hub).push(writer.id, writer.push())
    for act in (other.void, other.amend):
        act(record)
    other.countersign(record, "refused")
    Ledgers(hub).push(other.id, other.push())
    assert standings(hub, writer.id) == {1: ("current", "none")}
    assert standings(hub, other.id) == {2: ("current", "none")}


def test_an_act_names_the_very_document(hub_on_sqlite: Hub) -> None:
    writer = enrolled(hub_on_sqlite)
    record = writer.seal()
    writer.void(replace(record, body_sha256="0" * 64))
    Ledgers(hub_on_sqlite).push(writer.id, writer.push())
    assert standings(hub_on_sqlite, writer.id) == {1: ("current", "none")}
