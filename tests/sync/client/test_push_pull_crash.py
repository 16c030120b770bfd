"""Whatever a station and its hub go through, in whatever order: afterwards both have the same, once."""

from __future__ import annotations

import random
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from station.errors import KnownError
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.ledger import Ledger
from station.store.opening import open_store
from station.store.receipts import Receipts
from sync.client.state import MemoryFile
from sync.hub.hub import Hub
from tests.sync.exchanging import Difference, alarms, difference, enrolled, exchange, write_records
from tests.sync.faults import harms
from tests.sync.faults.proxy import FaultProxy, Harm
from tests.sync.faults.runs import IMPATIENT
from tests.sync.running import config_at, running

HARMS: tuple[Harm, ...] = (
    *(harms.drop, harms.lose_answer, harms.duplicate, harms.reorder, harms.server_error),
    *(harms.truncate_request, harms.truncate_answer, harms.corrupt_request),
)


class Exchange(RuleBasedStateMachine):
    """A station, a hub, and a line between them that harms."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.root = Path(self.stack.enter_context(TemporaryDirectory()))
        self.serving = ExitStack()
        self.seed = 0
        self.confirmed = 0

    @initialize()
    def begin(self) -> None:
        self._open_station()
        self._serve()
        self.setting = enrolled(self.store, self.hub, self.url)

    @rule(count=st.integers(1, 6), photos=st.integers(0, 3))
    def write(self, count: int, photos: int) -> None:
        """Records are sealed."""
        self.seed += 1
        write_records(self.store, count, self.seed, photos)

    @rule(harm=st.sampled_from(HARMS), times=st.integers(1, 3), seed=st.integers(0, 9))
    def exchange_through(self, harm: Harm, times: int, seed: int) -> None:
        """An exchange through a line that harms."""
        proxy = FaultProxy(self.port, harm, random.Random(seed), times, share=0.5)
        with proxy.running() as url:
            self._try(url)

    @rule()
    def exchange(self) -> None:
        """An exchange that nothing harms ends well."""
        exchange(self.store, self.setting.model_copy(update={"url": self.url}))

    @rule()
    def restart_station(self) -> None:
        """The station's program ends and starts again."""
        self.store.close()
        self._open_station()

    @rule()
    def forget(self) -> None:
        """The notes of the exchange are gone."""
        MemoryFile(self.store.home).path.unlink(missing_ok=True)

    @rule()
    def restart_hub(self) -> None:
        """The hub's program ends and starts again."""
        self.serving.close()
        self._serve()

    @invariant()
    def confirmations_only_grow(self) -> None:
        """What was confirmed stays so, and never goes beyond what there is."""
        if not hasattr(self, "store"):
            return
        last = Receipts(self.store).last()
        reached = last.sequence if last else 0
        assert self.confirmed <= reached <= Ledger(self.store).head().sequence
        self.confirmed = reached

    def teardown(self) -> None:
        """In the end everything is there once, and nobody was alarmed."""
        try:
            if hasattr(self, "setting"):
                self.exchange()
                assert difference(self.store, self.hub) == Difference()
                assert alarms(self.hub) == []
        finally:
            self.serving.close()
            if hasattr(self, "store"):
                self.store.close()
            self.stack.close()

    def _open_station(self) -> None:
        self.store: Store = open_store(Home(self.root / "station"), SystemClock())

    def _serve(self) -> None:
        self.hub: Hub
        self.hub, self.url = self.serving.enter_context(running(config_at(self.root / "hub")))
        self.port = int(self.url.rpartition(":")[2])

    def _try(self, url: str) -> None:
        try:
            exchange(self.store, self.setting.model_copy(update={"url": url}), IMPATIENT)
        except KnownError:
            return


TestExchange = Exchange.TestCase
TestExchange.settings = settings(max_examples=5, stateful_step_count=8, deadline=None)


class LongExchange(Exchange):
    """The same, for long."""


TestLongExchange = pytest.mark.soak(pytest.mark.timeout(3600)(LongExchange.TestCase))
TestLongExchange.settings = settings(max_examples=200, stateful_step_count=25, deadline=None)
