"""The feed at the hub: what is published is in force at whom it is for, signed, and never changes."""

from __future__ import annotations

import hashlib
import json

import httpx
import pytest

from station.errors import KnownError
from station.platform.badge_codes import unlocked, unsealed
from station.signing import Signer
from sync.hub.feed import Feed
from sync.hub.feed_contents import key_for
from sync.hub.hub import Hub
from sync.wire.encoding import decoded
from sync.wire.messages import Manifest, Problem
from sync.wire.signed import manifest_digest
from sync.wire.version import VERSION_HEADER, WIRE_VERSION
from tests.sync.feeds import ADMIN, new_identity, orders, people, retention, token_of

WANG = {"id": "P-77", "name": "王敏", "role": "inspector", "pin": "80275139", "badge": "BADGE-0077"}


def code_of(refused: pytest.ExceptionInfo[KnownError]) -> str:
    return refused.value.code


def test_a_station_gets_what_is_in_force_signed(served: tuple[Hub, str]) -> None:
    hub, address = served
    here, there = new_identity(), new_identity()
    feed = Feed(hub)
    with httpx.Client(
        base_url=address,
        headers={"Authorization": f"Bearer {token_of(hub, here)}", VERSION_HEADER: str(WIRE_VERSION)},
    ) as station:
        nothing = decoded(station.get("/v1/feed").content, Manifest)
        assert (nothing.cursor, nothing.items) == (0, [])
        token_of(hub, there)
        item = feed.publish("retention", "photos", "", retention(90), ADMIN)
        feed.publish("people", "elsewhere", "1", people(WANG), ADMIN, station=there.id)
        answer = station.get("/v1/feed")
        stated = decoded(answer.content, Manifest)
        assert (stated.hub, stated.station, stated.items) == (hub.key.id, here.id, [item])
        assert Signer(hub.key.public_key).signed(manifest_digest(stated), stated.signature)
        content = station.get(f"/v1/feed/{item.sha256}").content
        assert hashlib.sha256(content).hexdigest() == item.sha256 and len(content) == item.size
        same = station.get("/v1/feed", headers={"If-None-Match": answer.headers["ETag"]})
        assert (same.status_code, same.content) == (304, b"")
        others = [one.item.sha256 for one in feed.all() if one.station == there.id]
        refused = station.get(f"/v1/feed/{others[0]}")
        assert decoded(refused.content, Problem).code == "HUB-021"
        feed.withdraw("retention", "photos", item.version, ADMIN)
        later = decoded(station.get("/v1/feed").content, Manifest)
        assert later.items == [] and later.cursor > stated.cursor
    assert httpx.get(f"{address}/v1/feed").status_code == 401


def test_what_was_published_never_changes(hub: Hub) -> None:
    feed = Feed(hub)
    first = feed.publish("retention", "photos", "a", retention(90), ADMIN)
    cursor = feed.cursor("")
    assert feed.publish("retention", "photos", "a", retention(90), ADMIN) == first
    assert feed.cursor("") == cursor
    with pytest.raises(KnownError) as refused:
        feed.publish("retention", "photos", "a", retention(30), ADMIN)
    assert code_of(refused) == "HUB-051"
    feed.publish("retention", "photos", "b", retention(30), ADMIN)
    assert [one.version for one in feed.manifest("").items] == ["b"]
    feed.publish("retention", "photos", "a", retention(90), ADMIN)
    assert [one.version for one in feed.manifest("").items] == ["a"]
    feed.withdraw("retention", "photos", "a", ADMIN)
    with pytest.raises(KnownError) as refused:
        feed.withdraw("retention", "photos", "a", ADMIN)
    assert code_of(refused) == "HUB-021"
    assert len({one.item.version for one in feed.all()}) == 2


def test_neither_pin_nor_badge_code_leaves_the_hub_in_clear(hub: Hub) -> None:
    identity = new_identity()
    token_of(hub, identity)
    feed = Feed(hub)
    item = feed.publish("people", "all", "1", people(WANG), ADMIN)
    content = feed.content(item.sha256, identity.id)
    assert b"80275139" not in content and b"BADGE-0077" not in content
    carried = json.loads(content)["people"][0]
    sealed = key_for(hub, identity.id).sealed
    key = unsealed(identity, sealed)
    assert unlocked(key, carried["badge"]) == "BADGE-0077"
    without = {name: WANG[name] for name in ("id", "name", "role")} | {"state": "blocked"}
    later = json.loads(feed.content(feed.publish("people", "all", "2", people(without), ADMIN).sha256, ""))
    assert later["people"][0] == carried | {"state": "blocked"}
    with pytest.raises(ValueError, match="decrypt"):
        unsealed(new_identity(), sealed)


REFUSED = (
    ("poetry", "x", "1", b"", "HUB-050"),
    ("retention", "../x", "1", b"", "HUB-050"),
    ("channel_standard", "x", "", b"", "HUB-050"),
    ("people", "all", "1", b"[]", "HUB-052"),
    ("people", "all", "1", people(WANG | {"pin": "1234"}), "HUB-052"),
    ("people", "all", "1", people({"id": "P-1", "name": "王敏", "role": "inspector"}), "HUB-052"),
    ("people", "all", "1", people(WANG | {"role": "emperor"}), "HUB-052"),
    ("channel_standard", "back-market", "2026-11-23", b"schema = 1", "HUB-052"),
    ("report_template", "mine", "1", b"output = 'pdf'", "HUB-052"),
    ("report_template", "label", "1", b"output = 'zpl'", "HUB-052"),
    ("work_orders", "today", "1", orders({"code": "R-1", "category": "spaceship"}), "HUB-052"),
    ("retention", "photos", "1", retention(0), "HUB-052"),
    ("people", "all", "1", b" " * (5 << 20), "HUB-019"),
)


def test_what_stations_could_not_use_is_refused(hub: Hub) -> None:
    for kind, name, version, content, code in REFUSED:
        with pytest.raises(KnownError) as refused:
            Feed(hub).publish(kind, name, version, content, ADMIN)
        assert code_of(refused) == code
    assert Feed(hub).all() == ()
