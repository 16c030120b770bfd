"""What no honest station sends is refused whole, told to the administrator, and halts a rewritten ledger."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec.structs import replace
from sqlalchemy import select, update

from station.errors import KnownError
from sync.hub import tables
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.hub.stations import Stations
from sync.wire.messages import EntryMessage, Push
from tests.sync.writing import Writer, enrolled


@dataclass(frozen=True)
class Told:
    """What a refused push led to."""

    code: str
    sequence: object
    alarms: list[tuple[str, int]]
    state: str


def alarms(hub: Hub) -> list[tuple[str, int]]:
    with hub.database.read() as connection:
        rows = connection.execute(select(tables.alarms).order_by(tables.alarms.c.id))
        return [(row.code, row.sequence) for row in rows]


def refused(hub: Hub, station: str, push: Push) -> Told:
    """Push what must be refused: nothing of it may have been taken."""
    before = Ledgers(hub).state(station)
    with pytest.raises(KnownError) as error:
        Ledgers(hub).push(station, push)
    assert Ledgers(hub).state(station) == before
    state = next(one.state for one in Stations(hub).all() if one.id == station)
    return Told(error.value.code, error.value.details.get("sequence"), alarms(hub), state)


def test_two_stations_with_one_identity_are_found_and_both_are_told(hub: Hub) -> None:
    writer = enrolled(hub)
    writer.seal()
    copy = Writer(writer.identity, list(writer.entries), writer.now)
    Ledgers(hub).push(writer.id, writer.push())
    writer.seal()
    copy.sign_in()
    Ledgers(hub).push(writer.id, writer.push(2))
    told = Told("HUB-012", 2, [("HUB-012", 2)], "halted")
    assert refused(hub, writer.id, copy.push(2)) == told
    writer.sign_in()
    assert refused(hub, writer.id, writer.push(3)) == told
    assert refused(hub, writer.id, copy.push(2)) == told


def test_an_alarm_that_was_seen_is_not_told_again_of_a_halted_station(hub: Hub) -> None:
    writer = enrolled(hub)
    writer.sign_in()
    Ledgers(hub).push(writer.id, writer.push())
    other = Writer(writer.identity)
    other.seal()
    refused(hub, writer.id, other.push())
    with hub.database.write() as connection:
        connection.execute(update(tables.alarms).values(seen_at=hub.clock.now(), seen_by="admin"))
    assert len(refused(hub, writer.id, other.push()).alarms) == 1
    Stations(hub).release(writer.id, "admin")
    writer.seal()
    assert Ledgers(hub).push(writer.id, writer.push()).receipt.sequence == 2
    assert len(refused(hub, writer.id, other.push()).alarms) == 2


def test_a_rewritten_ledger_whose_end_is_new_does_not_fit_on(hub: Hub) -> None:
    writer = enrolled(hub)
    for _ in range(3):
        writer.sign_in()
    Ledgers(hub).push(writer.id, writer.push())
    rewritten = Writer(writer.identity, writer.entries[:1], writer.now)
    for _ in range(4):
        rewritten.seal()
    assert refused(hub, writer.id, rewritten.push(4)) == Told("HUB-012", 4, [("HUB-012", 4)], "halted")


def test_a_station_put_back_says_that_it_has_less_than_was_confirmed(hub: Hub) -> None:
    writer = enrolled(hub)
    for _ in range(5):
        writer.sign_in()
    Ledgers(hub).push(writer.id, writer.push())
    late = replace(writer.push(1, 2), waiting=2)  # an old push that the network delivers again tells nothing
    assert Ledgers(hub).push(writer.id, late).receipt.sequence == 5
    put_back = Push([], waiting=2, confirmed=5)
    assert refused(hub, writer.id, put_back) == Told("HUB-012", 3, [("HUB-012", 3)], "halted")


FORGERIES = {
    "signature": lambda entry: replace(entry, signature="0" * 128),
    "hash": lambda entry: replace(entry, hash="0" * 64),
    "kind": lambda entry: replace(entry, kind="signed_out"),
    "time": lambda entry: replace(entry, at="2026-11-22T09:15:01.000000Z"),
    "body": lambda entry: replace(entry, body=(entry.body or "") + " "),
    "body and its hash": lambda entry: replace(entry, body="{}", body_sha256="0" * 64),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_entry_is_refused_with_the_whole_push(hub_on_sqlite: Hub, forgery: str) -> None:
    writer = enrolled(hub_on_sqlite)
    for _ in range(3):
        writer.sign_in()
    forged = [writer.entries[0], FORGERIES[forgery](writer.entries[1]), writer.entries[2]]
    told = refused(hub_on_sqlite, writer.id, Push(forged))
    assert told == Told("HUB-013", 2, [("HUB-013", 2)], "enrolled")
    assert refused(hub_on_sqlite, writer.id, Push(forged)) == told
    assert Ledgers(hub_on_sqlite).push(writer.id, writer.push()).receipt.sequence == 3


def test_bodies_swapped_between_entries_are_refused(hub_on_sqlite: Hub) -> None:
    writer = enrolled(hub_on_sqlite)
    first, second = writer.seal(), writer.seal()
    swapped = [replace(first, body=second.body), replace(second, body=first.body)]
    assert refused(hub_on_sqlite, writer.id, Push(swapped)).code == "HUB-013"


def test_entries_of_another_station_are_refused(hub_on_sqlite: Hub) -> None:
    writer, other = enrolled(hub_on_sqlite), enrolled(hub_on_sqlite)
    other.sign_in()
    assert refused(hub_on_sqlite, writer.id, other.push()).code == "HUB-013"


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 2), (0, 0, 1), (2, 1, 0)])
def test_entries_out_of_order_are_no_push(hub_on_sqlite: Hub, order: tuple[int, ...]) -> None:
    writer = enrolled(hub_on_sqlite)
    entries = [writer.sign_in() for _ in range(3)]
    told = refused(hub_on_sqlite, writer.id, Push([entries[number] for number in order]))
    assert told == Told("HUB-010", None, [], "enrolled")


def test_a_chain_that_breaks_inside_a_push_is_no_ledger(hub_on_sqlite: Hub) -> None:
    writer = enrolled(hub_on_sqlite)
    first = writer.sign_in()
    broken: EntryMessage = writer.entry(2, "0" * 64, "signed_out", b"{}")
    told = refused(hub_on_sqlite, writer.id, Push([first, broken]))
    assert (told.code, told.sequence, told.state) == ("HUB-012", 2, "halted")


def test_more_entries_than_allowed_at_once_are_refused(hub_on_sqlite: Hub) -> None:
    writer = enrolled(hub_on_sqlite)
    entry = writer.sign_in()
    assert refused(hub_on_sqlite, writer.id, Push([entry] * 501)).code == "HUB-036"


def test_a_revoked_station_may_not_push(hub_on_sqlite: Hub) -> None:
    writer = enrolled(hub_on_sqlite)
    writer.sign_in()
    Stations(hub_on_sqlite).revoke(writer.id, "admin")
    assert refused(hub_on_sqlite, writer.id, writer.push()) == Told("HUB-014", None, [], "revoked")
