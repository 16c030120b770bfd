"""The state of the exchange as it is shown, put together from what is known and what is remembered."""

from __future__ import annotations

import msgspec

from station.settings import HubSetting
from station.store.database import Store
from station.store.receipt import Receipt, hub_id
from station.store.receipts import Receipts
from sync.client.backlog import Backlog
from sync.client.state import Confirmed, Memory, MemoryFile, Moving, Phase, SyncState, Waiting


def enrolled_state(store: Store, place: HubSetting | None) -> SyncState:
    """Whether the station is enrolled, and where. Raises KnownError: STO-001."""
    hub = Receipts(store).hub()
    if place is None or hub is None:
        return SyncState()
    return SyncState(enrolled=True, hub=hub_id(hub), hub_url=place.url)


def state_found(store: Store, place: HubSetting | None) -> SyncState:
    """The state of a station whose exchange does not run here. Raises KnownError: STO-001."""
    memory, last = MemoryFile(store.home).read(), Receipts(store).last()
    waiting = Backlog(store).look(last.sequence if last else 0, memory.photos_through)
    phase = Phase.HALTED if memory.halted else Phase.IDLE
    return state_of(enrolled_state(store, place), memory, waiting, phase, None, last)


def state_of(
    known: SyncState,
    memory: Memory,
    waiting: Waiting,
    phase: Phase,
    moving: Moving | None,
    last: Receipt | None,
) -> SyncState:
    """The state as it is now; ``known`` says whether and where the station is enrolled."""
    return msgspec.structs.replace(
        known,
        phase=phase,
        waiting=waiting,
        moving=moving,
        last_success=memory.last_success,
        problem=memory.problem,
        set_aside=tuple(memory.asides),
        set_aside_count=len(memory.asides) + memory.untold,
        halted=memory.halted,
        receipt=Confirmed(last.sequence, last.complete, last.at) if last else None,
        next_attempt_seconds=None,
    )
