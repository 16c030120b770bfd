"""A station that puts set after set in force until it is killed; a process of its own."""

from __future__ import annotations

import hashlib
from multiprocessing.connection import Connection
from pathlib import Path

from argon2 import PasswordHasher

from station.model.person import Role
from station.places import Home
from station.platform.applying import Platform
from station.platform.kinds import PlatformKind
from station.platform.offer import Offer, PlatformItem
from station.platform.people_list import CentralPerson, PeopleList
from station.store.clock import SystemClock
from station.store.opening import open_store
from sync.wire.encoding import encoded
from tests.sync.feeds import orders, retention

PERSON = "P-77"


def name_of(number: int) -> str:
    """What the person is called in the set of that number."""
    return f"王敏 {number}"


def contents(number: int) -> dict[PlatformKind, bytes]:
    """Everything in the set of that number says the number."""
    hashed = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash("80275139", salt=bytes(16))
    person = CentralPerson(PERSON, name_of(number), Role.INSPECTOR, hashed)
    return {
        PlatformKind.PEOPLE: encoded(PeopleList(1, [person])),
        PlatformKind.WORK_ORDERS: orders({"code": f"R-{number}", "category": "smartphone"}),
        PlatformKind.RETENTION: retention(number),
    }


def put_in_force(platform: Platform, number: int) -> None:
    """Put the set of that number in force."""
    named = contents(number)
    items = {
        PlatformItem(kind, "photos", str(number), hashlib.sha256(content).hexdigest(), len(content)): content
        for kind, content in named.items()
    }
    offer = Offer("0A1B2C3D", number, hashlib.sha256(str(number).encode()).hexdigest(), tuple(items))
    for item in platform.lacking(offer):
        platform.keep(item, items[item])
    platform.put_in_force(platform.prepare(offer))


def work(root: Path, first: int, reports: Connection) -> None:
    """Put sets in force, and say which is done after each."""
    with open_store(Home(root), SystemClock()) as store:
        platform = Platform(store)
        for number in range(first, first + 200):
            reports.send(("doing", number))
            put_in_force(platform, number)
            reports.send(("done", number))
