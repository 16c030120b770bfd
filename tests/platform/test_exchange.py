"""A whole exchange: enrolled with a code, everything up, and what the hub published down and in use."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devices.instruments.library import PROFILE_FOLDER, known_profiles, offer_beside
from station.inspection.papers import Papers
from station.places import RESOURCES
from station.settings import HubSetting
from station.store.ledger import Ledger
from station.texts import Lang
from sync.client.enrolment import enrol, place_of
from sync.client.link import HubLink
from sync.client.session import Session
from sync.client.showing import enrolled_state
from sync.client.state import SyncState
from sync.hub.feed import Feed
from sync.hub.ledgers import Ledgers
from sync.hub.stations import Stations
from tests.stations import Station
from tests.sync.feeds import ADMIN, orders
from tests.sync.running import config_at, running
from ui.platform_feed import offer_profiles, pull_for

PROFILE = (PROFILE_FOLDER / "mitutoyo-01a.toml").read_bytes()
LABEL = (RESOURCES / "reports" / "label.toml").read_bytes()


def exchange(station: Station, address: str, code: str = "") -> SyncState:
    """Enrol with a code, if there is one, and exchange everything once."""
    seen: list[SyncState] = []
    if code:
        enrol(station.store, address, code)
    setting = HubSetting(url=address)
    with HubLink(place_of(station.store, setting), station.store.identity) as link:
        known = enrolled_state(station.store, setting)
        Session(station.store, link, known, seen.append, pull_for(station.store)).run()
    return seen[-1]


def test_published_profiles_and_templates_are_used(station: Station, tmp_path: Path) -> None:
    record = station.seal_one()
    with running(config_at(tmp_path / "hub")) as (hub, address), profiles_beside():
        feed, code = Feed(hub), Stations(hub).make_code("一号工位", ADMIN)
        feed.publish("instrument_profile", "caliper-2", "1", named("caliper-2"), ADMIN)
        feed.publish(
            "report_template", "narrow", "1", LABEL.replace(b"width_mm = 60", b"width_mm = 58"), ADMIN
        )
        state = exchange(station, address, code)
        assert state.problem is None
        offer_profiles(station.store.home)
        assert "caliper-2" in {one.name for one in known_profiles().profiles}
        label = Papers(station.store).label(record, Lang.ZH, "narrow")
        assert b"^PW464" in label.content


def test_a_refused_feed_is_told_and_what_goes_up_does_not_wait(station: Station, tmp_path: Path) -> None:
    with running(config_at(tmp_path / "hub")) as (hub, address):
        feed, code = Feed(hub), Stations(hub).make_code("一号工位", ADMIN)
        feed.publish("instrument_profile", "mitutoyo-01a", "1", PROFILE + b"\n# another", ADMIN)
        state = exchange(station, address, code)
        assert state.problem is not None
        assert (state.problem.code, state.problem.details["name"]) == ("SYN-025", "mitutoyo-01a")
        assert all(state.problem.message(lang) for lang in Lang)
        head = Ledger(station.store).head()
        assert Ledgers(hub).state(station.store.identity.id).sequence == head.sequence
        feed.withdraw("instrument_profile", "mitutoyo-01a", "1", ADMIN)
        feed.publish("work_orders", "today", "1", orders({"code": "R-1", "category": "smartphone"}), ADMIN)
        assert exchange(station, address).problem is None


def named(name: str) -> bytes:
    """The shipped profile under another name."""
    return PROFILE.replace(b'name = "mitutoyo-01a"', f'name = "{name}"'.encode())


@contextmanager
def profiles_beside() -> Iterator[None]:
    """Afterwards only the shipped ones are offered again."""
    try:
        yield
    finally:
        offer_beside(tuple)
