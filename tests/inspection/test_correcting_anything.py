"""Random days of answering, sealing, amending, voiding and countersigning on a real store.

Whatever happens: nothing goes away, one record of each chain is the newest, the ledger verifies, and who may
not is refused.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from station.errors import KnownError
from station.inspection.corrections import Corrections
from station.inspection.history import history_of
from station.model.answer import Answer, Choice, Unknown, UnknownReason
from station.model.person import Person, Role
from station.model.rights import Right, may
from station.model.standing import Countersign, Standing
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.life import life_of
from station.store.records import RecordBook
from tests.stations import PIN, SmallRules, open_station

CHANGES: tuple[dict[str, Answer], ...] = (
    {"PW-01": Choice("yes")},
    {"PW-01": Choice("no"), "PW-02": Choice("yes")},
    {"PW-01": Choice("no"), "PW-02": Unknown(UnknownReason.NOT_INSPECTED)},
    {"CT-01": Unknown(UnknownReason.NOT_MEASURED)},
)


class Day(RuleBasedStateMachine):
    """One station with three people; ``sealed`` is every record ever acknowledged, byte for byte."""

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = self._open.enter_context(tempfile.TemporaryDirectory())
        self.station = self._open.enter_context(open_station(Path(folder)))
        by, add = self.station.person.id, self.station.accounts.add
        self.people: list[Person] = [
            self.station.person,
            add("李雷", Role.INSPECTOR, PIN, by),
            add("韩梅", Role.SUPERVISOR, PIN, by),
        ]
        self.corrections = Corrections(self.station.store, SystemClock(), self.station.accounts, SmallRules())
        self.book = RecordBook(self.station.store)
        self.sealed: dict[str, Mapping[str, Any]] = {}
        self.newest: dict[str, str] = {}
        self.voided: set[str] = set()
        self.signed: set[str] = set()

    @rule(answers=st.sampled_from(CHANGES), undone=st.booleans())
    def seal(self, answers: dict[str, Answer], undone: bool) -> None:
        """A unit is inspected, with a change of mind or two."""
        inspection = self.station.start()
        for item, answer in answers.items():
            inspection = self.station.answer(inspection, item, answer)
        if undone:
            inspection = self.station.desk.undo(inspection.id, self.people[1].id)
        made = len(history_of(inspection))
        self.station.desk.leave_rest_unknown(inspection.id, UnknownReason.NOT_INSPECTED, self.people[1].id)
        record = self.station.desk.seal(inspection.id, self.people[0].id, PIN)
        assert len(history_of(record)) >= made
        self.sealed[record.id] = record.document
        self.newest[record.id] = record.id

    @precondition(lambda self: self.sealed)
    @rule(data=st.data(), who=st.integers(0, 2), changes=st.sampled_from(CHANGES))
    def amend(self, data: st.DataObject, who: int, changes: dict[str, Answer]) -> None:
        """Somebody amends any record there ever was."""
        old, person = self._any(data), self.people[who]
        before = len(self.sealed[old]["observations"])
        try:
            new = self.corrections.amend(old, changes, "misread", "看错", person.id, PIN)
        except KnownError as error:
            assert error.code in {self._refused(old), "REC-005"}
            return
        assert self._refused(old) is None and may(person.role, Right.AMEND)
        assert len(new.document["observations"]) > before
        self.sealed[new.id] = new.document
        self.newest[self._first(old)] = new.id

    @precondition(lambda self: self.sealed)
    @rule(data=st.data(), who=st.integers(0, 2))
    def void(self, data: st.DataObject, who: int) -> None:
        """Somebody voids any record there ever was."""
        record, person = self._any(data), self.people[who]
        try:
            self.corrections.void(record, "trial", "试检", person.id, PIN)
        except KnownError as error:
            assert error.code == (self._refused(record) or "PEO-006")
            return
        assert self._refused(record) is None and may(person.role, Right.VOID)
        self.voided.add(record)

    @precondition(lambda self: self.sealed)
    @rule(data=st.data(), who=st.integers(0, 2), agreed=st.booleans())
    def countersign(self, data: st.DataObject, who: int, agreed: bool) -> None:
        """Somebody gives or refuses a second signature anywhere."""
        record, person = self._any(data), self.people[who]
        try:
            self.corrections.countersign(record, agreed, "看过", person.id, PIN)
        except KnownError as error:
            assert error.code in {self._refused(record), "REC-006", "REC-007", "REC-008", "PEO-006"}
            return
        document = self.sealed[record]
        assert self._refused(record) is None and record not in self.signed
        assert document["countersign"]["demanded_by"] and may(person.role, Right.COUNTERSIGN)
        assert document["signature"]["person"] != person.id
        self.signed.add(record)

    @invariant()
    def everything_acknowledged_is_there(self) -> None:
        """No record, however corrected, is another one than when it was sealed."""
        assert {name: self.book.get(name).document for name in self.sealed} == self.sealed

    @invariant()
    def one_record_of_a_chain_is_the_newest(self) -> None:
        """All others are amended; the queue holds the current ones that lack a signature."""
        lives = {name: life_of(self.station.store, self.book.get(name)) for name in self.sealed}
        unamended = {name for name, life in lives.items() if life.standing is not Standing.AMENDED}
        assert unamended == set(self.newest.values())
        assert {name for name, life in lives.items() if life.voided} == self.voided
        waiting = {name for name in unamended - self.voided if lives[name].countersign is Countersign.AWAITED}
        assert {one.id for one in self.corrections.awaiting()} == waiting

    def teardown(self) -> None:
        """At the end of the day the ledger verifies."""
        report = Ledger(self.station.store).verify()
        self._open.close()
        assert report.ok, report.problems

    def _any(self, data: st.DataObject) -> str:
        return data.draw(st.sampled_from(sorted(self.sealed)))

    def _first(self, record: str) -> str:
        return re.sub(r"-A[0-9]+$", "", record)

    def _refused(self, record: str) -> str | None:
        if self.newest[self._first(record)] != record:
            return "REC-001"
        return "REC-002" if record in self.voided else None


QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large)


def test_a_day_of_corrections() -> None:
    day = settings(max_examples=3, stateful_step_count=10, deadline=None, suppress_health_check=QUIET)
    run_state_machine_as_test(Day, settings=day)


@pytest.mark.soak
def test_many_days_of_corrections() -> None:
    days = settings(max_examples=150, stateful_step_count=25, deadline=None, suppress_health_check=QUIET)
    run_state_machine_as_test(Day, settings=days)
