"""What a hub publishes is in force at the station as a whole, used by everything, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from station.errors import KnownError
from station.in_force import note_file, set_in_force, set_problems
from station.inspection.rules import PublishedRules
from station.model.person import PersonState, Role
from station.platform.applying import Platform
from station.platform.retention import days_in_force
from station.signing import with_signature
from station.standards.library import channel_standard, home_library
from station.store.ledger import Ledger
from station.store.work_orders import WorkOrders
from station.texts import Lang, error_text
from sync.wire.messages import Manifest
from sync.wire.signed import manifest_digest
from tests.stations import PIN, Station, open_station
from tests.sync.feeds import ADMIN, Fed, orders, people, retention, standard

LONG_AGO = "2020-01-01"
WANG = {"id": "P-77", "name": "王芳", "role": "supervisor", "pin": "80275139", "badge": "BADGE-0077"}
ORDER = {"code": "R-77001", "category": "smartphone", "channels": ["back-market"], "source": "trade-in"}


def refusal(platform: Fed) -> KnownError:
    """Why the next pull is refused; what was in force stays so."""
    before = Platform(platform.store).applied()
    with pytest.raises(KnownError) as refused:
        platform.pull()
    assert all(all(error_text(lang, refused.value)) for lang in Lang)
    assert Platform(platform.store).applied() == before
    assert not set_problems(platform.store.home)
    return refused.value


def test_a_standard_published_at_the_hub_grades_at_the_station(platform: Fed) -> None:
    home = platform.store.home
    rules = PublishedRules(home)
    assert rules.verdict("back-market", {}, {}).version == channel_standard("back-market").version
    platform.feed.publish(
        "channel_standard", "back-market", "2026-11-23", standard("2026-11-23", LONG_AGO), ADMIN
    )
    platform.feed.publish(
        "channel_standard", "back-market", "2026-12-24", standard("2026-12-24", "2199-01-01"), ADMIN
    )
    assert platform.pull().new
    assert rules.verdict("back-market", {}, {}).version == "2026-11-23"
    assert [one.version for one in home_library(home).upcoming("smartphone")] == ["2026-12-24"]
    assert home_library(home).problems() == ()
    assert not platform.pull().new
    platform.feed.withdraw("channel_standard", "back-market", "2026-11-23", ADMIN)
    assert platform.pull().new
    assert rules.verdict("back-market", {}, {}).version == channel_standard("back-market").version


def test_the_ledger_says_what_is_in_force_since_when(platform: Fed) -> None:
    platform.feed.publish("retention", "photos", "a", retention(90), ADMIN)
    outcome = platform.pull()
    entry = list(Ledger(platform.store).entries())[-1]
    body = json.loads(entry.body)
    assert (entry.kind, body["cursor"], body["hub"]) == ("feed_applied", outcome.cursor, platform.hub.key.id)
    assert [(one["kind"], one["name"], one["version"]) for one in body["items"]] == [
        ("retention", "photos", "a")
    ]
    assert Ledger(platform.store).verify().ok


def test_a_person_added_centrally_signs_in_after_choosing_a_pin(platform: Fed, station: Station) -> None:
    platform.feed.publish("people", "all", "1", people(WANG), ADMIN)
    platform.pull()
    accounts = station.accounts
    person = accounts.show_badge("BADGE-0077")
    assert (person.id, person.name, person.role) == ("P-77", "王芳", Role.SUPERVISOR)
    with pytest.raises(KnownError) as refused:
        accounts.sign_in("P-77", "80275139")
    assert refused.value.code == "PEO-009"
    accounts.set_pin("P-77", "80275139", "4862")
    assert accounts.sign_in("P-77", "4862").name == "王芳"
    platform.feed.publish("people", "all", "2", people({**WANG, "pin": None, "name": "王芳芳"}), ADMIN)
    platform.pull()
    assert accounts.sign_in("P-77", "4862").name == "王芳芳"
    platform.feed.publish("people", "all", "3", people({**WANG, "pin": "90172845"}), ADMIN)
    platform.pull()
    with pytest.raises(KnownError) as refused:
        accounts.sign_in("P-77", "4862")
    assert refused.value.code == "PEO-001"
    assert Ledger(platform.store).verify().ok


def test_whom_the_platform_blocks_or_no_longer_lists_is_blocked(platform: Fed, station: Station) -> None:
    accounts = station.accounts
    other = {**WANG, "id": "P-78", "name": "李雷", "badge": ""}
    platform.feed.publish("people", "all", "1", people(WANG, other), ADMIN)
    platform.pull()
    platform.feed.publish("people", "all", "2", people({**WANG, "state": "blocked"}), ADMIN)
    platform.pull()
    assert {one.id for one in accounts.all() if not one.is_active} == {"P-77", "P-78"}
    for person in ("P-77", "P-78"):
        with pytest.raises(KnownError) as refused:
            accounts.unblock(person, station.person.id)
        assert refused.value.code == "PEO-017"
    platform.feed.publish("people", "all", "3", people(WANG, other), ADMIN)
    platform.pull()
    assert all(one.is_active for one in accounts.all())
    with pytest.raises(KnownError) as refused:
        accounts.change_role("P-77", Role.INSPECTOR, station.person.id)
    assert refused.value.code == "PEO-017"
    accounts.block("P-77", station.person.id)
    platform.feed.publish("people", "all", "4", people({**WANG, "role": "inspector"}, other), ADMIN)
    platform.pull()
    changed = accounts.get("P-77")
    assert (changed.state, changed.role) == (PersonState.BLOCKED, Role.INSPECTOR)
    accounts.unblock("P-77", station.person.id)
    assert Ledger(platform.store).verify().ok


def test_a_badge_may_go_from_one_person_to_another(platform: Fed, station: Station) -> None:
    other = {**WANG, "id": "P-78", "name": "李雷", "badge": "BADGE-0078"}
    platform.feed.publish("people", "all", "1", people(WANG, other), ADMIN)
    platform.pull()
    swapped = people({**WANG, "badge": "BADGE-0078"}, {**other, "badge": "BADGE-0077"})
    platform.feed.publish("people", "all", "2", swapped, ADMIN)
    platform.pull()
    assert station.accounts.show_badge("BADGE-0077").id == "P-78"
    assert station.accounts.show_badge("BADGE-0078").id == "P-77"


def test_the_stations_own_people_and_badges_are_in_nobodys_hands(platform: Fed, station: Station) -> None:
    own = station.person.id
    platform.feed.publish("people", "all", "1", people({**WANG, "id": own}), ADMIN)
    error = refusal(platform)
    assert (error.code, error.details["name"]) == ("SYN-025", "all")
    station.accounts.set_badge(own, "BADGE-0077", own)
    platform.feed.publish("people", "all", "2", people(WANG), ADMIN)
    assert refusal(platform).code == "SYN-025"
    assert [one.id for one in station.accounts.all()] == [own]
    assert station.accounts.sign_in(own, PIN).id == own


def test_work_orders_come_change_and_go(platform: Fed) -> None:
    found = WorkOrders(platform.store)
    platform.feed.publish("work_orders", "today", "1", orders(ORDER), ADMIN)
    platform.pull()
    (order,) = found.find("R-77001")
    assert (order.category, order.channels, order.source) == ("smartphone", ("back-market",), "trade-in")
    platform.feed.publish("work_orders", "today", "2", orders({**ORDER, "source": "B2B"}), ADMIN)
    platform.pull()
    assert found.find("R-77001")[0].source == "B2B"
    platform.feed.withdraw("work_orders", "today", "2", ADMIN)
    platform.pull()
    assert found.find("R-77001") == ()


def test_retention_applies_unless_the_station_keeps_longer(platform: Fed) -> None:
    home = platform.store.home
    platform.feed.publish("retention", "photos", "a", retention(90), ADMIN)
    assert days_in_force(home, None) is None
    platform.pull()
    assert [days_in_force(home, own) for own in (None, 30, 365)] == [90, 90, 365]


WRONG = (
    ("channel_standard", "back-market", "2026-11-23", b"schema = 1"),
    ("channel_standard", "back-market", "2026-11-24", standard("2026-11-23", LONG_AGO)),
    ("internal_standard", "smartphone", "2026-11-23", b"not toml"),
    ("work_orders", "today", "1", orders({**ORDER, "channels": ["nowhere"]})),
    ("work_orders", "today", "2", orders({**ORDER, "imei": "352099001761482"})),
    ("report_template", "mine", "1", b"output = 'pdf'"),
    ("retention", "photos", "0", retention(0)),
)


@pytest.mark.parametrize(("kind", "name", "version", "content"), WRONG)
def test_one_unusable_item_and_nothing_of_the_set_is_taken(
    platform: Fed,
    station: Station,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    name: str,
    version: str,
    content: bytes,
) -> None:
    platform.feed.publish("people", "all", "1", people(WANG), ADMIN)
    platform.feed.publish("retention", "photos", "a", retention(90), ADMIN)
    platform.pull()
    monkeypatch.setattr("sync.hub.feed.fit_to_publish", lambda _hub, _told, content: content)
    platform.feed.publish(kind, name, version, content, ADMIN)
    platform.feed.publish("work_orders", "good", "1", orders(ORDER), ADMIN)
    error = refusal(platform)
    assert (error.code, error.details["kind"], error.details["name"]) == ("SYN-024", kind, name)
    assert WorkOrders(platform.store).find("R-77001") == ()
    assert days_in_force(platform.store.home, None) == 90
    platform.feed.withdraw(kind, name, version, ADMIN)
    assert platform.pull().new
    assert WorkOrders(platform.store).find("R-77001") != ()


def answer_to(platform: Fed, offered: Manifest) -> str:
    """The code by which the station refuses a manifest."""
    with pytest.raises(KnownError) as refused:
        platform.offer(offered)
    return refused.value.code


def signed(platform: Fed, manifest: Manifest) -> Manifest:
    """A manifest under the hub's signature."""
    return replace(manifest, signature=platform.hub.key.sign(manifest_digest(manifest)))


def test_only_the_pinned_hub_is_heard_and_only_forward(platform: Fed) -> None:
    platform.feed.publish("retention", "photos", "a", retention(90), ADMIN)
    old = platform.manifest()
    platform.pull()
    platform.feed.publish("retention", "photos", "b", retention(30), ADMIN)
    platform.pull()
    assert answer_to(platform, old) == "SYN-021"
    assert answer_to(platform, replace(old, cursor=platform.manifest().cursor)) == "SYN-020"
    forged = replace(old, cursor=platform.manifest().cursor + 1)
    assert answer_to(platform, forged) == "SYN-020"
    assert answer_to(platform, platform.feed.manifest("0A1B2C3D")) == "SYN-020"
    same = signed(platform, replace(old, cursor=platform.manifest().cursor))
    assert answer_to(platform, same) == "SYN-022"
    assert days_in_force(platform.store.home, None) == 30


def test_what_is_altered_on_disk_is_not_used_and_fetched_again(platform: Fed) -> None:
    home = platform.store.home
    platform.feed.publish(
        "channel_standard", "back-market", "2026-11-23", standard("2026-11-23", LONG_AGO), ADMIN
    )
    platform.pull()
    applied = set_in_force(home)
    assert applied is not None
    (file,) = (applied.folder / "standards" / "channels").iterdir()
    file.write_bytes(file.read_bytes() + b"# altered\n")
    assert [one.code for one in set_problems(home)] == ["SYN-027"]
    assert home_library(home).channel_standard("back-market").version != "2026-11-23"
    assert [one.code for one in home_library(home).problems()] == ["SYN-027"]
    assert platform.pull().new
    assert home_library(home).channel_standard("back-market").version == "2026-11-23"
    note_file(home).write_bytes(note_file(home).read_bytes().replace(b"cursor", b"Cursor"))
    assert [one.code for one in set_problems(home)] == ["SYN-027"]
    assert set_in_force(home) is None
    platform.pull()
    assert set_problems(home) == ()


def test_a_standard_of_the_stations_own_comes_back_but_another_is_refused(platform: Fed) -> None:
    home = platform.store.home
    content = standard("2026-11-23", LONG_AGO)
    home.published_channels.mkdir(parents=True)
    own = home.published_channels / "back-market-2026-11-23.toml"
    own.write_bytes(with_signature(content, platform.store.identity.sign))
    platform.feed.publish("channel_standard", "back-market", "2026-11-23", content, ADMIN)
    platform.pull()
    assert home_library(home).problems() == ()
    assert home_library(home).channel_standard("back-market").version == "2026-11-23"
    other = home.published_channels / "swappa-2026-11-24.toml"
    said_here = standard("2026-11-24", LONG_AGO, "swappa")
    other.write_bytes(with_signature(said_here, platform.store.identity.sign))
    said_there = standard("2026-11-24", "2020-02-01", "swappa")
    platform.feed.publish("channel_standard", "swappa", "2026-11-24", said_there, ADMIN)
    error = refusal(platform)
    assert (error.code, error.details["name"]) == ("SYN-025", "swappa")
    assert home_library(home).channel_standard("swappa").valid_from == LONG_AGO


def test_it_is_in_force_after_a_restart(platform: Fed, tmp_path: Path) -> None:
    platform.feed.publish("retention", "photos", "a", retention(90), ADMIN)
    platform.pull()
    home = platform.store.home
    platform.store.close()
    note_file(home).unlink()
    with open_station(tmp_path / "home"):
        assert days_in_force(home, None) == 90
