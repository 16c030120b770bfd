"""A station's entries are checked, kept and acknowledged; sent again they change nothing."""

from __future__ import annotations

import httpx
import pytest
from sqlalchemy import func, select

from station.errors import KnownError
from station.signing import Signer
from station.store.receipt import Receipt
from sync.hub import tables
from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.wire.encoding import decoded, encoded
from sync.wire.messages import Pushed
from tests.sync.hub.test_enrolment import SPOKEN, token_of
from tests.sync.writing import Writer, enrolled


def counts(hub: Hub) -> dict[str, int]:
    found = {}
    with hub.database.read() as connection:
        for table in (tables.entries, tables.records, tables.events, tables.evidence_refs):
            found[table.name] = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return found


def test_entries_are_acknowledged_with_a_receipt_over_the_wire(served: tuple[Hub, str]) -> None:
    hub, address = served
    writer = enrolled(hub)
    writer.sign_in()
    writer.seal("ab" * 32)
    headers = {**SPOKEN, "Authorization": f"Bearer {token_of(writer, hub)}"}
    answer = httpx.post(f"{address}/v1/ledger", content=encoded(writer.push()), headers=headers)
    pushed = decoded(answer.raise_for_status().content, Pushed)
    said = pushed.receipt
    receipt = Receipt(
        said.station, said.sequence, said.head, said.complete, said.at, said.hub, said.signature
    )
    assert receipt.is_proven_by(Signer(hub.key.public_key))
    assert (said.sequence, said.head, said.complete) == (2, writer.entries[1].hash, 1)
    assert pushed.missing == ["ab" * 32]
    assert counts(hub) == {"entries": 2, "records": 1, "events": 1, "evidence_refs": 1}


def test_the_same_push_again_changes_nothing(hub: Hub) -> None:
    writer = enrolled(hub)
    for _ in range(3):
        writer.seal("cd" * 32)
    first = Ledgers(hub).push(writer.id, writer.push(1, 2))
    assert Ledgers(hub).push(writer.id, writer.push(1, 2)) == first
    overlapping = Ledgers(hub).push(writer.id, writer.push(2, 3))
    assert overlapping.receipt.sequence == 3
    assert counts(hub)["entries"] == counts(hub)["records"] == 3
    state = Ledgers(hub).state(writer.id)
    assert (state.sequence, state.head, state.receipt) == (3, writer.entries[2].hash, overlapping.receipt)


def test_a_gap_is_refused_and_the_hub_says_from_where_it_wants_to_hear(hub: Hub) -> None:
    writer = enrolled(hub)
    for _ in range(4):
        writer.sign_in()
    Ledgers(hub).push(writer.id, writer.push(1, 1))
    with pytest.raises(KnownError) as refused:
        Ledgers(hub).push(writer.id, writer.push(3, 4))
    assert (refused.value.code, refused.value.details["sequence"]) == ("HUB-011", 2)
    assert Ledgers(hub).push(writer.id, writer.push(2, 4)).receipt.complete == 4


def test_unknown_stations_have_no_ledger(hub: Hub) -> None:
    with pytest.raises(KnownError, match="HUB-021"):
        Ledgers(hub).push(Writer().id, Writer().push())
