"""What is said of the exchange is never better than what is known."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from station.model.event import EventKind
from station.store.events import write_event
from sync.client.state import Confirmed, Phase, SyncState, Trouble, Waiting
from sync.hub.hub import Hub, open_hub
from sync.hub.serving import bind, serving_on
from tests.sync.running import config_at
from tests.ui.sync.conftest import PATIENCE_MS
from tests.ui.sync.test_enrolling import enrol, words
from ui.context import Context
from ui.screens.sync.view import SyncView
from ui.sync_standing import Standing, entries_waiting, standing_of

_COUNT = st.integers(0, 20)


@given(
    st.builds(
        SyncState,
        enrolled=st.booleans(),
        phase=st.sampled_from(Phase),
        waiting=st.builds(Waiting, _COUNT, _COUNT, _COUNT),
        problem=st.none() | st.builds(Trouble, st.sampled_from(["SYN-003", "SYN-011"])),
        set_aside_count=_COUNT,
        halted=st.booleans(),
        receipt=st.none() | st.builds(Confirmed, _COUNT, _COUNT, st.just("")),
    ),
    _COUNT,
)
def test_all_acknowledged_is_said_of_nothing_less(state: SyncState, head: int) -> None:
    if standing_of(state, head) is Standing.ACKNOWLEDGED:
        assert state.enrolled and not state.halted and state.problem is None and not state.set_aside_count
        assert state.receipt is not None
        assert state.receipt.sequence >= head <= state.receipt.complete
        assert entries_waiting(state, head) == state.waiting.photos == 0


def test_halted_is_said_before_everything_else() -> None:
    state = SyncState(enrolled=True, halted=True, problem=Trouble("SYN-011"), set_aside_count=3)
    assert standing_of(state, 9) is Standing.HALTED


def _write(context: Context) -> None:
    store = context.keep.store
    with store.write() as connection:
        write_event(store, connection, EventKind.SETTING_CHANGED, {"setting": "test", "old": 1, "new": 2})


def test_an_entry_waits_from_the_moment_it_is_written_until_the_hub_signed_for_it(
    page: SyncView, qtbot: QtBot, tmp_path: Path, context: Context
) -> None:
    config = config_at(tmp_path / "hub")
    listener = bind("127.0.0.1", 0)
    port = listener.getsockname()[1]
    hub: Hub = open_hub(config)
    with serving_on(hub, listener):
        enrol(page, qtbot, (hub, f"http://127.0.0.1:{port}"))
    context.exchange.now()
    qtbot.waitUntil(lambda: page.model.standing is Standing.OFFLINE, timeout=PATIENCE_MS)
    _write(context)
    qtbot.waitUntil(lambda: page.model.entries == 1, timeout=PATIENCE_MS)
    assert page.model.standing is Standing.OFFLINE and "SYN-003" in words(page)
    qtbot.waitUntil(lambda: page.model.state is not None and page.model.state.waiting.entries == 1)
    with serving_on(hub, bind("127.0.0.1", port)):
        context.exchange.now()
        qtbot.waitUntil(lambda: page.model.standing is Standing.ACKNOWLEDGED, timeout=PATIENCE_MS)
        context.exchange.close()
    hub.close()
    assert page.model.entries == 0
