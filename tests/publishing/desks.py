"""A station with people of every role, where standards are published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from station.model.person import Person, Role
from station.people.accounts import Accounts
from station.places import Home
from station.publishing.publisher import Published, Publisher
from station.standards.channel import ChannelStandard
from station.standards.findings import Finding
from station.standards.library import Library, channel_standard
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.opening import open_store

PINS = {
    Role.INSPECTOR: "2580",
    Role.SUPERVISOR: "1379",
    Role.QUALITY_ENGINEER: "4862",
    Role.ADMINISTRATOR: "9173",
}
NAMES = {
    Role.INSPECTOR: "王敏",
    Role.SUPERVISOR: "李雷",
    Role.QUALITY_ENGINEER: "陈静",
    Role.ADMINISTRATOR: "赵刚",
}
TODAY = date(2026, 11, 22)
LONG_AGO = date(2020, 1, 1)
"""A day from which a version counts, whatever the clock of the machine says."""


@dataclass(frozen=True)
class QualityDesk:
    """An open station; ``publisher`` finds nothing to rule on unless it is told to look."""

    store: Store
    accounts: Accounts
    publisher: Publisher
    people: dict[Role, Person]

    @property
    def author(self) -> str:
        """Id of the quality engineer."""
        return self.people[Role.QUALITY_ENGINEER].id

    @property
    def reviewer(self) -> str:
        """Id of the supervisor."""
        return self.people[Role.SUPERVISOR].id

    def publish(self, standard: ChannelStandard, valid_from: date = LONG_AGO) -> Published:
        """The whole way: saved by the one, reviewed by the other, published."""
        draft = self.publisher.save_draft(standard, self.author)
        reviewed = self.publisher.review(
            draft, self.reviewer, PINS[Role.SUPERVISOR], "compared with the source"
        )
        return self.publisher.publish(reviewed, self.author, valid_from)


def finds_nothing(standard: ChannelStandard, library: Library) -> tuple[Finding, ...]:
    """A check for tests of everything else."""
    return ()


def fill_people(root: Path) -> None:
    """Somebody of every role, added by the administrator."""
    with open_store(Home(root), SystemClock()) as store:
        accounts = Accounts(store)
        administrator = accounts.create_first(NAMES[Role.ADMINISTRATOR], PINS[Role.ADMINISTRATOR])
        for role in (Role.INSPECTOR, Role.SUPERVISOR, Role.QUALITY_ENGINEER):
            accounts.add(NAMES[role], role, PINS[role], administrator.id)


@contextmanager
def open_desk(root: Path) -> Iterator[QualityDesk]:
    """The station in ``root``, which :func:`fill_people` filled."""
    home, clock = Home(root), SystemClock()
    with open_store(home, clock) as store:
        accounts = Accounts(store)
        people = {person.role: person for person in accounts.all()}
        yield QualityDesk(store, accounts, Publisher(home, store, accounts, clock, finds_nothing), people)


def next_version(version: str = "2026-12-01", name: str = "back-market") -> ChannelStandard:
    """A new version of a shipped standard."""
    return replace(channel_standard(name), version=version)
