"""Whatever is changed of an entry on its way (body, hash, signature, header) is never acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sync.hub.hub import Hub
from sync.hub.ledgers import Ledgers
from sync.wire.encoding import encoded
from sync.wire.messages import EntryMessage, Push
from tests.sync.hub.test_enrolment import SPOKEN, token_of
from tests.sync.running import config_at, running
from tests.sync.writing import Writer, enrolled

_TEXTS = ("previous", "kind", "at", "body_sha256", "hash", "signature", "body")
_SIGNS = st.sampled_from("0123456789abcdef") | st.characters(codec="utf-8")
_ENTRIES = 3


@dataclass(frozen=True)
class Door:
    """A hub's door, and a station before it of whose ledger the hub has nothing yet."""

    hub: Hub
    writer: Writer
    client: httpx.Client

    def push(self, entries: list[EntryMessage]) -> int:
        """The status of the answer."""
        return self.client.post("/v1/ledger", content=encoded(Push(entries, len(entries)))).status_code

    def known(self) -> int:
        """How many entries the hub says it has."""
        return Ledgers(self.hub).state(self.writer.id).sequence


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    with running(config_at(tmp_path / "hub")) as (hub, address):
        writer = enrolled(hub)
        for _ in range(_ENTRIES):
            writer.seal("ab" * 32)
        headers = {**SPOKEN, "Authorization": f"Bearer {token_of(writer, hub)}"}
        with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
            yield Door(hub, writer, client)


@st.composite
def mutations(draw: st.DrawFn) -> tuple[int, str, int, Any]:
    """Which entry, which part of it, where in the part, and what stands there instead."""
    part = draw(st.sampled_from((*_TEXTS, "sequence")))
    instead = draw(st.integers(0, 2**53 - 1) if part == "sequence" else _SIGNS | st.just(""))
    return draw(st.integers(0, _ENTRIES - 1)), part, draw(st.integers(0, 5000)), instead


def mutated(entry: EntryMessage, part: str, where: int, instead: Any) -> EntryMessage:
    """The entry with one part changed."""
    before = getattr(entry, part)
    if isinstance(before, int):
        return replace(entry, sequence=instead)
    where %= len(before)
    return replace(entry, **{part: before[:where] + instead + before[where + 1 :]})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mutations())
def test_a_changed_entry_is_never_acknowledged(door: Door, mutation: tuple[int, str, int, Any]) -> None:
    number, *change = mutation
    entries = list(door.writer.entries)
    entries[number] = mutated(entries[number], *change)
    assume(entries != door.writer.entries)
    assert door.push(entries) in {400, 422}
    assert door.known() == 0


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(_ENTRIES)), st.sampled_from(("body", "hash", "signature", "body_sha256")))
def test_parts_of_other_entries_are_never_acknowledged(door: Door, order: list[int], part: str) -> None:
    own = door.writer.entries
    entries = [
        replace(one, **{part: getattr(own[other], part)}) for one, other in zip(own, order, strict=True)
    ]
    assume(entries != own)
    assert door.push(entries) == 422
    assert door.known() == 0


def test_the_same_entries_unchanged_are_acknowledged(door: Door) -> None:
    assert door.push(door.writer.entries) == 200
    assert door.known() == _ENTRIES
