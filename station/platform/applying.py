"""Putting in force what a hub offers: everything is there, checked and fits, or nothing changes.

Contents are kept by their hash until all are there; the set is laid out in a folder of its own and each item
checked by what its kind demands. One transaction then changes people and work orders, says which folder is
in force and writes the ledger; after it, the note on disk follows. Whatever fails or dies on the way leaves
the set before in force, whole.
"""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from sqlite3 import Connection

from station.errors import KnownError
from station.in_force import SetInForce, set_problems
from station.model.event import EventKind
from station.platform.contents import Contents
from station.platform.kinds import PlatformKind, is_nameable
from station.platform.offer import Offer, PlatformItem
from station.platform.people import PeopleApplying, check_people, needs_key
from station.platform.report_templates import check_report_template
from station.platform.retention import check_retention
from station.platform.staged import Check, Checks, Staged
from station.platform.standards import check_channel_standard, check_internal_standard
from station.platform.work_orders import apply_work_orders, check_work_orders
from station.store.clock import to_text
from station.store.database import Store
from station.store.events import write_event
from station.store.platform_note import Applied, applied_set, follow_note, put_applied

_CHECKS: Checks = {
    PlatformKind.INTERNAL_STANDARD: check_internal_standard,
    PlatformKind.CHANNEL_STANDARD: check_channel_standard,
    PlatformKind.PEOPLE: check_people,
    PlatformKind.WORK_ORDERS: check_work_orders,
    PlatformKind.REPORT_TEMPLATE: check_report_template,
    PlatformKind.RETENTION: check_retention,
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """A set that is laid out and sound; ``needs_key`` when badge codes must be unlocked."""

    offer: Offer
    staged: Staged
    needs_key: bool


class Platform:
    """What the platform put in force at one station.

    ``checks`` are those of kinds that others look after (instrument profiles belong to the devices). An item
    of a kind that nobody checks is refused.
    """

    def __init__(self, store: Store, checks: Checks | None = None) -> None:
        self._store = store
        self._checks: Checks = {**_CHECKS, **(checks or {})}
        self._contents = Contents(store.home)

    def applied(self) -> Applied | None:
        """The set in force; None before the first."""
        with self._store.read() as connection:
            return applied_set(self._store, connection)

    def is_new(self, offer: Offer) -> bool:
        """Whether the offer is to be put in force: it is later than what is, or that was damaged on disk.

        Raises:
            KnownError: SYN-021 it is older, SYN-022 it has the same cursor and says something else.
        """
        with self._store.read() as connection:
            is_later = self._is_later(connection, offer)
        return is_later or bool(set_problems(self._store.home))

    def lacking(self, offer: Offer) -> tuple[PlatformItem, ...]:
        """The items whose contents are still to be fetched."""
        return tuple(item for item in offer.items if not self._contents.has(item))

    def keep(self, item: PlatformItem, content: bytes) -> None:
        """Keep a content until all are there.

        Raises:
            KnownError: SYN-023 it is not what the item says, STO-002, STO-003.
        """
        self._contents.keep(item, content)

    def prepare(self, offer: Offer) -> Prepared:
        """Lay the set out and check every item; :meth:`lacking` must be empty.

        Raises:
            KnownError: SYN-024 an item cannot be used, SYN-025 it would take the place of something of this
                station's own, STO-002, STO-003. What is in force stays so.
        """
        self._refuse_unnameable(offer)
        folder = self._contents.lay_out(offer.cursor, offer.items)
        try:
            return self._checked(offer, Staged(self._store.home, folder, offer.items))
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise

    def _checked(self, offer: Offer, staged: Staged) -> Prepared:
        for kind, check in self._checks.items():
            for item in staged.of(kind):
                checked(check, staged, item)
        return Prepared(offer, staged, needs_key(staged))

    def put_in_force(self, prepared: Prepared, badge_key: bytes | None = None) -> Applied:
        """Use the set from now on; ``badge_key`` unlocks badge codes.

        Raises:
            KnownError: SYN-021, SYN-022, SYN-024, SYN-025, STO-001 to STO-003. What is in force stays so.
        """
        offer, before = prepared.offer, self.applied()
        files = tuple(sorted((item.file, item.sha256) for item in offer.items))
        found = SetInForce(offer.cursor, prepared.staged.folder, files)
        applied = Applied(offer.hub, offer.sha256, found)
        with self._store.write() as connection:
            self._is_later(connection, offer)
            at = to_text(self._store.clock.now())
            PeopleApplying(self._store, connection, badge_key).apply(prepared.staged)
            apply_work_orders(connection, prepared.staged, at)
            put_applied(self._store, connection, applied)
            write_event(self._store, connection, EventKind.FEED_APPLIED, _body(offer))
        follow_note(self._store)
        kept = {applied.set.folder.name, *([before.set.folder.name] if before else [])}
        self._contents.tidy(kept, offer.items)
        return applied

    def _is_later(self, connection: Connection, offer: Offer) -> bool:
        before = applied_set(self._store, connection)
        cursor = before.set.cursor if before else 0
        if offer.cursor < cursor:
            raise KnownError("SYN-021", offered=offer.cursor, applied=cursor)
        if before is not None and offer.cursor == cursor and offer.sha256 != before.manifest:
            raise KnownError("SYN-022", cursor=cursor)
        return offer.cursor > cursor

    def _refuse_unnameable(self, offer: Offer) -> None:
        places = Counter(item.file for item in offer.items)
        for item in offer.items:
            if not is_nameable(item.name, item.version) or places[item.file] > 1:
                raise KnownError("SYN-024", **item.told, why="name")
            if item.kind not in self._checks:
                raise KnownError("SYN-026", **item.told)


def checked(check: Check | None, staged: Staged, item: PlatformItem) -> None:
    """Refuse an item that ``check``, or that of its own kind, refuses; what nobody checks here passes.

    Raises:
        KnownError: SYN-024 it cannot be used, SYN-025 it would take the place of something else.
    """
    check = check or _CHECKS.get(item.kind, _pass)
    try:
        check(staged, item)
    except KnownError as error:
        if error.code.startswith("SYN-"):
            raise
        places = " · ".join(str(one) for one in error.details.values())
        raise KnownError("SYN-024", **item.told, why=f"{error.code} {places}") from error
    except ValueError as error:
        raise KnownError("SYN-024", **item.told, why=str(error)) from error


def _pass(_staged: Staged, _item: PlatformItem) -> None:
    """Of a kind that others look after."""


def _body(offer: Offer) -> dict[str, object]:
    items = [{**item.told, "sha256": item.sha256} for item in offer.items]
    return {"cursor": offer.cursor, "hub": offer.hub, "manifest": offer.sha256, "items": items}
