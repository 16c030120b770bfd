"""Accounts under anything people may do in any order, with the clock set about and the station restarted."""

from __future__ import annotations

import itertools
import json
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)

from station.errors import KnownError
from station.model.person import Person, Role
from station.model.rights import Right, may
from station.people.accounts import Accounts
from station.people.attempts import FIRST_LOCK, STATION_TRIES, STATION_WINDOW, TRIES
from station.places import Home
from station.store.ledger import Ledger
from station.store.opening import open_store

RIGHT_PIN, NEW_PIN, WRONG_PIN = "2580", "7531", "9999999"
FAILED = ("PEO-001", "PEO-003", "PEO-005", "PEO-007", "PEO-008")


class TwoClocks:
    """Wall time that can be set, and a monotonic clock that goes on until the machine is started anew."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
        self.running = timedelta(minutes=3)

    def now(self) -> datetime:
        """What the PC says."""
        return self.wall

    def monotonic_ns(self) -> int:
        """Since the machine was started."""
        return self.running // timedelta(microseconds=1) * 1000


class PeopleAtTheStation(RuleBasedStateMachine):
    """What the accounts must hold to, whatever is done to them."""

    people = Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.clock = TwoClocks()
        self.lived = timedelta(0)
        self.told: list[tuple[str, str]] = []
        self.pins: dict[str, str] = {}
        self.wrong: dict[str, list[timedelta]] = {}
        self.failures: list[timedelta] = []
        self.begin()

    def begin(self) -> None:
        self.store = open_store(Home(self.root), self.clock)
        self.accounts = Accounts(self.store)

    def teardown(self) -> None:
        assert Ledger(self.store).verify().ok
        self.store.close()
        shutil.rmtree(self.root)

    @initialize(target=people)
    def first(self) -> str:
        person = self.accounts.create_first("赵刚", RIGHT_PIN)
        self.told.append(("person_added", person.id))
        self.pins[person.id] = RIGHT_PIN
        return person.id

    def allowed(self, by: str, change: Any, told: str) -> bool:
        """Do a change; it happens and is told, or neither."""
        before, actor = self.accounts.all(), self.accounts.get(by)
        try:
            change()
        except KnownError as error:
            assert error.code in {"PEO-006", "PEO-008", "PEO-010", "PEO-011"}, error
            assert self.accounts.all() == before
            return False
        assert actor.is_active and may(actor.role, Right.MANAGE_PEOPLE)
        if self.accounts.all() != before or told == "pin":
            self.told.append(("person_changed", by))
        return True

    @rule(target=people, by=people, role=st.sampled_from(Role))
    def add(self, by: str, role: Role) -> Any:
        try:
            person = self.accounts.add("王敏", role, RIGHT_PIN, by)
        except KnownError as error:
            assert error.code in {"PEO-006", "PEO-008"}
            return multiple()
        self.told.append(("person_added", by))
        self.pins[person.id] = RIGHT_PIN
        return person.id

    @rule(who=people, by=people, role=st.sampled_from(Role))
    def change_role(self, who: str, by: str, role: Role) -> None:
        self.allowed(by, lambda: self.accounts.change_role(who, role, by), "role")

    @rule(who=people, by=people)
    def block(self, who: str, by: str) -> None:
        if self.allowed(by, lambda: self.accounts.block(who, by), "state"):
            assert not self.accounts.get(who).is_active

    @rule(who=people, by=people)
    def unblock(self, who: str, by: str) -> None:
        if self.allowed(by, lambda: self.accounts.unblock(who, by), "state"):
            assert self.accounts.get(who).is_active

    @rule(who=people, by=people)
    def reset_pin(self, who: str, by: str) -> None:
        if self.allowed(by, lambda: self.accounts.reset_pin(who, RIGHT_PIN, by), "pin"):
            self.pins[who] = RIGHT_PIN
            self.wrong.pop(who, None)

    @rule(who=people, by=people, badge=st.sampled_from(("B-01", "B-02", "")))
    def set_badge(self, who: str, by: str, badge: str) -> None:
        held = self.accounts.by_badge(badge) if badge else None
        replaced = bool(badge) and self.accounts.get(who).has_badge and held is None
        if self.allowed(by, lambda: self.accounts.set_badge(who, badge, by), "badge"):
            if replaced:
                self.told.append(("person_changed", by))
            assert not badge or self.accounts.by_badge(badge) == self.accounts.get(who)

    @rule(who=people)
    def come_in(self, who: str) -> None:
        before = self.accounts.get(who)
        person = self.tried(who, lambda: self.accounts.sign_in(who, self.pins[who]))
        if person is not None:
            assert before.is_active and not before.pin_must_change
            self.told.append(("signed_in", who))

    @rule(who=people, times=st.integers(1, TRIES + 1))
    def guess(self, who: str, times: int) -> None:
        for _ in range(times):
            assert self.tried(who, lambda: self.accounts.sign_in(who, WRONG_PIN)) is None

    @rule(who=people, right=st.sampled_from(Right))
    def authorise(self, who: str, right: Right) -> None:
        before = self.accounts.get(who)
        if self.tried(who, lambda: self.accounts.authorise(who, self.pins[who], right)) is not None:
            assert before.is_active and may(before.role, right)

    @rule(who=people)
    def change_pin(self, who: str) -> None:
        new = NEW_PIN if self.pins[who] == RIGHT_PIN else RIGHT_PIN
        if self.tried(who, lambda: self.accounts.set_pin(who, self.pins[who], new)) is not None:
            self.pins[who] = new
            self.told.append(("person_changed", who))

    @rule()
    def show_unknown_badge(self) -> None:
        with pytest.raises(KnownError) as caught:
            self.accounts.show_badge("B-NOBODY")
        if caught.value.code == "PEO-014":
            self.note_failure("")

    def tried(self, who: str, act: Any) -> Person | None:
        """Try; what fails is told, and what a lock refuses says until when."""
        entries = len(self.entries())
        try:
            person: Person = act()
        except KnownError as error:
            if len(self.entries()) > entries:
                assert error.code in FAILED
                self.note_failure(who)
                if error.code in {"PEO-001", "PEO-005"}:
                    self.wrong.setdefault(who, []).append(self.lived)
            if error.code in {"PEO-005", "PEO-013"}:
                until = error.details["until"]
                assert isinstance(until, datetime)
                assert timedelta(0) < until - self.clock.now() <= timedelta(hours=1)
            return None
        self.wrong.pop(who, None)
        return person

    def note_failure(self, who: str) -> None:
        self.told.append(("sign_in_failed", who))
        self.failures.append(self.lived)

    @rule(time=st.sampled_from((timedelta(seconds=10), timedelta(minutes=2), timedelta(hours=1, seconds=1))))
    def time_passes(self, time: timedelta) -> None:
        self.clock.wall += time
        self.clock.running += time
        self.lived += time

    @rule(by=st.sampled_from((timedelta(days=-400), timedelta(days=400))))
    def set_the_pc_clock(self, by: timedelta) -> None:
        self.clock.wall += by

    @rule(rebooted=st.booleans())
    def restart(self, rebooted: bool) -> None:
        self.store.close()
        if rebooted:
            self.clock.running = timedelta(seconds=1)
            self.lived += timedelta(seconds=2)
        self.begin()

    def entries(self) -> list[tuple[str, str]]:
        return [(one.kind, json.loads(one.body)["person"]) for one in Ledger(self.store).entries()]

    @invariant()
    def somebody_can_always_manage_people(self) -> None:
        everyone = self.accounts.all()
        assert not everyone or any(one.is_active and one.role is Role.ADMINISTRATOR for one in everyone)

    @invariant()
    def the_ledger_tells_everything(self) -> None:
        assert self.entries() == self.told

    @invariant()
    def nobody_tries_more_often_than_allowed(self) -> None:
        for first, last in zip(self.failures, self.failures[STATION_TRIES:], strict=False):
            assert last - first >= STATION_WINDOW
        for wrong in self.wrong.values():
            for first, last in itertools.pairwise(wrong[TRIES - 1 :]):
                assert last - first >= FIRST_LOCK


def run(examples: int, steps: int) -> None:
    """Run the machine."""
    run_state_machine_as_test(
        PeopleAtTheStation,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )


def test_accounts_hold_whatever_is_done_to_them() -> None:
    run(examples=10, steps=25)
