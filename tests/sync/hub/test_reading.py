"""Departments and channels read on from where they were, and pass nothing over."""

from __future__ import annotations

import httpx
import msgspec

from sync.hub.access import Caller, HubRole, issue_token
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.hub.positions import next_position, settled
from sync.hub.reading import Page, Reading
from sync.wire.encoding import decoded
from sync.wire.reading import RecordPage, VerdictPage
from tests.sync.writing import enrolled, record_of


def test_pages_go_on_where_they_stopped(hub: Hub) -> None:
    first, second = enrolled(hub), enrolled(hub)
    for writer in (first, second):
        for _ in range(3):
            writer.seal()
        writer.void(writer.entries[0])
        Ledgers(hub).push(writer.id, writer.push())
    reading, cursor, found = Reading(hub), 0, list[tuple[str, int]]()
    while True:
        page = reading.records(Page(cursor, 2))
        found += [(one.station, one.sequence) for one in page.records]
        cursor = int(page.cursor)
        if not page.more:
            break
    assert found == [(writer.id, sequence) for writer in (first, second) for sequence in (1, 2, 3)]
    first.seal()
    Ledgers(hub).push(first.id, first.push(5))
    assert [one.sequence for one in reading.records(Page(cursor)).records] == [5]
    kinds = [one.kind for one in reading.events(Page()).events]
    assert kinds == ["record_sealed"] * 3 + ["record_voided"] + ["record_sealed"] * 3 + [
        "record_voided",
        "record_sealed",
    ]
    assert reading.records(Page(), station=second.id).records[0].standing == "voided"


def test_a_slow_writer_is_not_passed_over(hub_on_postgresql: Hub) -> None:
    """A reader never goes beyond what a transaction still at work may write; SQLite has one at a time."""
    hub = hub_on_postgresql
    slow, quick = enrolled(hub), enrolled(hub)
    slow.seal()
    quick.seal()
    with hub.database.write() as connection:
        slow_position = next_position(connection)
        Ledgers(hub).push(quick.id, quick.push())
        with hub.database.read() as reader:
            assert settled(reader) <= slow_position
        page = Reading(hub).records(Page())
        assert page.records == [] and int(page.cursor) < slow_position
    Ledgers(hub).push(slow.id, slow.push())
    found = Reading(hub).records(Page(int(page.cursor))).records
    assert [one.station for one in found] == [quick.id, slow.id]


def test_readers_get_records_verdicts_and_the_signed_entry_over_http(served: tuple[Hub, str]) -> None:
    hub, address = served
    writer = enrolled(hub)
    entry = writer.seal(verdicts=[{"channel": "a", "result": "grade", "grades": ["A"]}, {"channel": "b"}])
    writer.seal(practice=True)
    Ledgers(hub).push(writer.id, writer.push())
    with hub.database.write() as connection:
        token = issue_token(hub, connection, Caller(HubRole.READER, "sales"), 60)
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}) as client:
        page = decoded(client.get("/v1/records").raise_for_status().content, RecordPage)
        of_a = decoded(client.get("/v1/verdicts?channel=a").content, VerdictPage).verdicts
        whole = client.get(f"/v1/records/{writer.id}/1").content
        assert client.get(f"/v1/records/{writer.id}/9").status_code == 404
        assert client.get("/v1/records?after=-1").status_code == 400
        assert client.get("/v1/ledger").status_code == 403
        one_event = client.get("/v1/events").json()["events"]
    assert [one.record for one in page.records] == [record_of(one) for one in writer.entries]
    assert msgspec.json.decode(page.records[0].verdicts)[0]["grades"] == ["A"]
    assert [(one.record, one.verdict["result"]) for one in of_a] == [(record_of(entry), "grade")]
    assert decoded(whole, type(entry)) == entry
    assert [one["record"] for one in one_event] == [record_of(entry)]  # practice is nobody's business
