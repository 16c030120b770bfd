"""``ledger verify`` holds what the platform put in force against the entry that says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from station.in_force import note_file, set_in_force
from station.places import Home
from station.store.ledger import Ledger
from tests.sync.feeds import ADMIN, Fed, people, retention, standard

WANG = {"id": "P-77", "name": "王芳", "role": "supervisor", "pin": "80275139"}


def _file(home: Home) -> Path:
    found = set_in_force(home)
    assert found is not None
    (name,) = (name for name, _ in found.files if name.endswith(".toml"))
    return found.folder / name


def _altered(platform: Fed) -> None:
    file = _file(platform.store.home)
    file.write_bytes(file.read_bytes() + b"\n")


def _gone(platform: Fed) -> None:
    _file(platform.store.home).unlink()


def _slipped_in(platform: Fed) -> None:
    _file(platform.store.home).with_name("other.toml").write_bytes(b"")


def _note_on_disk(platform: Fed) -> None:
    file = note_file(platform.store.home)
    file.write_bytes(file.read_bytes().replace(b'"cursor": ', b'"cursor": 1'))


def _note_in_database(platform: Fed) -> None:
    with platform.store.write() as connection:
        connection.execute("DELETE FROM settings WHERE name = 'platform_set'")


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_altered, "feed_file_altered"),
        (_gone, "feed_file_missing"),
        (_slipped_in, "feed_file_unknown"),
        (_note_on_disk, "feed_note_altered"),
        (_note_in_database, "feed_note_altered"),
    ],
)
def test_what_was_altered_is_found(platform: Fed, harm: Callable[[Fed], None], code: str) -> None:
    content = standard("2026-11-23", "2020-01-01")
    platform.feed.publish("channel_standard", "back-market", "2026-11-23", content, ADMIN)
    platform.feed.publish("people", "all", "1", people(WANG), ADMIN)
    platform.feed.publish("retention", "photos", "a", retention(90), ADMIN)
    platform.pull()
    assert Ledger(platform.store).verify().ok
    harm(platform)
    report = Ledger(platform.store).verify()
    (applied,) = [one.sequence for one in Ledger(platform.store).entries() if one.kind == "feed_applied"]
    assert [(one.code, one.sequence) for one in report.problems] == [(code, applied)]


def test_a_set_that_is_no_longer_in_force_is_not_asked_for(platform: Fed) -> None:
    for days in (30, 60):
        platform.feed.publish("retention", "photos", str(days), retention(days), ADMIN)
        platform.pull()
    assert Ledger(platform.store).verify().problems == ()
