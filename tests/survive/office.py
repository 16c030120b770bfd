"""What is done around the inspections, in small real actions: corrections, people, backups, retention."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from pyrage import x25519

from station.backup.age import LockedKey
from station.backup.making import Plan, make_backup
from station.backup.notes import enter_notes
from station.backup.restoring import check_bytes_of
from station.backup.retention import finish_pruning, prune
from station.errors import KnownError
from station.inspection.corrections import Corrections
from station.model.answer import Measured
from station.model.event import EventKind
from station.model.person import Person, Role
from station.model.standing import Standing
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.index.query import Query, RecordSummary
from station.store.ledger import Ledger
from station.store.pruned import prunings
from station.store.receipts import Receipts
from station.store.records import RecordBook
from tests.hubs import Hub
from tests.stations import PIN, SmallRules, Station

OFFICE: Mapping[str, Counter[str]] = {
    "amend": Counter({EventKind.RECORD_AMENDED: 1}),
    "void": Counter({EventKind.RECORD_VOIDED: 1}),
    "countersign": Counter({EventKind.RECORD_COUNTERSIGNED: 1}),
    "supervisor": Counter({"person": 1, EventKind.PERSON_ADDED: 1}),
    "change": Counter({"changed": 1, EventKind.PERSON_CHANGED: 1}),
    "sign in": Counter({EventKind.SIGNED_IN: 1}),
    "backup": Counter({EventKind.BACKUP_MADE: 1}),
    "receipt": Counter({EventKind.SETTING_CHANGED: 1}),
    "prune": Counter({EventKind.PHOTOS_PRUNED: 1}),
    "rebuild": Counter(),
}
"""What each action adds when it is wholly done."""

_NOBODY_OPENS = LockedKey(str(x25519.Identity.generate().to_public()), b"locked elsewhere")


def backups_of(store: Store) -> Path:
    """Where the backups of a station under test go: beside its home."""
    return store.home.root.with_name(f"{store.home.root.name}-backups")


class Office:
    """Actions of everybody but the inspector; what is drawn comes from ``rng`` alone."""

    def __init__(self, station: Station, rng: random.Random) -> None:
        self._store, self._accounts, self._person = station.store, station.accounts, station.person
        self._rng = rng
        self._corrections = Corrections(self._store, SystemClock(), self._accounts, SmallRules())
        self.acts: Mapping[str, Callable[[], object]] = {
            "amend": self._amend,
            "void": self._void,
            "countersign": self._countersign,
            "supervisor": lambda: self._add("赵主管", Role.SUPERVISOR),
            "change": self._change,
            "sign in": lambda: self._accounts.sign_in(self._person.id, PIN),
            "backup": self._backup,
            "receipt": self._receipt,
            "prune": lambda: prune(self._store, 0),
            "rebuild": self._store.index.rebuild,
        }

    def next(self, towards: str) -> str | None:
        """The action that brings the work closer to ``towards``; None when a record must be sealed first."""
        if towards == "correct":
            return self.next(self._rng.choices(["amend", "countersign", "void"], [5, 4, 1])[0])
        if towards == "people":
            return self.next(self._rng.choice(["change", "sign in"]))
        if towards in {"amend", "void"}:
            return towards if self._current() else None
        if towards == "countersign":
            return self._before_countersigning()
        if towards == "change":
            return "change" if self._inspectors() else "person"
        if towards == "prune":
            return self._before_pruning()
        return towards

    def _before_countersigning(self) -> str | None:
        if not self._of(Role.SUPERVISOR):
            return "supervisor"
        return "countersign" if self._corrections.awaiting() else self.next("amend")

    def _before_pruning(self) -> str | None:
        last, done = 0, {"sealed": 0, "pruned": 0, "receipt": 0}
        for entry in Ledger(self._store).entries():
            last = entry.sequence
            if entry.kind == EventKind.RECORD_SEALED:
                done["sealed"] = last
            elif entry.kind == EventKind.PHOTOS_PRUNED:
                done["pruned"] = last
        with self._store.read() as connection:
            done["receipt"] = connection.execute("SELECT max(sequence) FROM receipts").fetchone()[0] or 0
        if done["pruned"] >= done["sealed"]:
            return None
        return "prune" if done["receipt"] >= done["sealed"] else "receipt"

    def _current(self) -> RecordSummary | None:
        rows = RecordBook(self._store).search(Query(standing=Standing.CURRENT), 1).rows
        return rows[0] if rows else None

    def _record(self) -> str:
        current = self._current()
        assert current is not None
        return current.id

    def _of(self, role: Role) -> list[Person]:
        return [one for one in self._accounts.all() if one.role is role]

    def _inspectors(self) -> list[Person]:
        return self._of(Role.INSPECTOR)

    def _add(self, name: str, role: Role) -> Person:
        return self._accounts.add(name, role, PIN, self._person.id)

    def _amend(self) -> None:
        width = Measured(Decimal(self._rng.randrange(6000, 14000)).scaleb(-3), "mm")
        self._corrections.amend(self._record(), {"DM-01": width}, "misread", "看错" * 9, self._person.id, PIN)

    def _void(self) -> None:
        self._corrections.void(self._record(), "trial", "试检", self._person.id, PIN)

    def _countersign(self) -> None:
        record, agreed = self._corrections.awaiting()[0].id, self._rng.random() < 0.5
        self._corrections.countersign(record, agreed, "看过", self._of(Role.SUPERVISOR)[0].id, PIN)

    def _change(self) -> None:
        one, by = self._rng.choice(self._inspectors()), self._person.id
        changes: list[Callable[[], object]] = [
            lambda: self._accounts.reset_pin(one.id, f"{self._rng.randrange(10**8, 10**9)}", by),
            lambda: self._accounts.set_badge(one.id, f"B-{self._rng.getrandbits(40):X}", by),
            lambda: (self._accounts.block if one.is_active else self._accounts.unblock)(one.id, by),
            lambda: self._accounts.change_role(one.id, Role.QUALITY_ENGINEER, by),
        ]
        self._rng.choice(changes)()

    def _backup(self) -> None:
        name = f"{self._rng.getrandbits(40):x}.backup"
        make_backup(
            Plan(self._store.home, _NOBODY_OPENS, SystemClock().now()), backups_of(self._store) / name
        )
        enter_notes(self._store)

    def _receipt(self) -> None:
        hub = Hub(b"the hub of every fault's station")
        Receipts(self._store).keep(hub.confirm(self._store), hub.public_key)


def set_right(store: Store) -> None:
    """What the program does soon after every start."""
    enter_notes(store)
    finish_pruning(store)


def broken_by_the_office(store: Store) -> Iterator[str]:
    """Backups that are told and not whole, or there and not told; photos pruned and there; a wrong index."""
    told = {body["file"]: body["sha256"] for body in _bodies(store, EventKind.BACKUP_MADE)}
    folder = backups_of(store)
    found = {file.name: file for file in folder.glob("*.backup")} if folder.is_dir() else {}
    if found.keys() != told.keys():
        yield f"backups {sorted(found)}, told {sorted(told)}"
    for name in found.keys() & told.keys():
        if _sum_of(found[name]) != told[name]:
            yield f"the backup {name} is damaged"
    with store.read() as connection:
        for pruning in prunings(connection):
            yield from (
                f"pruned and there: {one}" for one in pruning.photos if store.evidence.path(one).exists()
            )
    before = store.index.digest()
    store.index.rebuild()
    if store.index.digest() != before:
        yield "the index is not what the ledger gives"


def people_of(store: Store) -> dict[str, tuple[object, ...]]:
    """Everything the station holds of its people, by id."""
    rows = "SELECT id, name, role, state, pin_hash, pin_must_change, badge_digest FROM people"
    with store.read() as connection:
        return {str(row[0]): tuple(row[1:]) for row in connection.execute(rows)}


def _bodies(store: Store, kind: EventKind) -> Iterator[dict[str, str]]:
    return (json.loads(entry.body) for entry in Ledger(store).entries() if entry.kind == kind)


def _sum_of(file: Path) -> str:
    try:
        return check_bytes_of(file)
    except KnownError as error:
        return error.code
