"""What became of a record is read from the ledger, whatever an index says."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from station.model.event import EventKind
from station.model.record import Record
from station.model.standing import Countersign, Standing
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.events import write_event
from station.store.life import life_of
from station.store.opening import open_store
from station.store.records import record_of

SIGNATURE = {
    "person": "p2",
    "name": "李四",
    "role": "supervisor",
    "meaning": "voided",
    "statement": {"zh": "我声明", "en": "I state"},
    "says": "wrong unit",
    "at": "2026-11-22T10:00:00Z",
}


def _sealed(store: Store, record: str, kind: EventKind = EventKind.RECORD_SEALED, **more: Any) -> Record:
    body: Mapping[str, Any] = {
        "record": record,
        "practice": False,
        "photos": [],
        "signature": SIGNATURE,
        **more,
    }
    with store.write() as connection:
        return record_of(write_event(store, connection, kind, body, person="p1"))


def test_sealed_and_nothing_else(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SystemClock()) as store:
        life = life_of(store, _sealed(store, "R-1"))
    assert (life.standing, life.countersign) == (Standing.CURRENT, Countersign.NONE)


def test_an_amendment_links_both_records(tmp_path: Path) -> None:
    amends = {"record": "R-1", "sha256": "0", "reason": "misread", "says": "scale not zeroed"}
    with open_store(Home(tmp_path), SystemClock()) as store:
        old, other = _sealed(store, "R-1"), _sealed(store, "R-9")
        new = _sealed(store, "R-2", EventKind.RECORD_AMENDED, amends=amends)
        lives = [life_of(store, one) for one in (old, new, other)]
    assert [life.standing for life in lives] == [Standing.AMENDED, Standing.CURRENT, Standing.CURRENT]
    assert lives[0].amended_by is not None and lives[1].amends is not None
    assert (lives[0].amended_by.record, lives[1].amends.record) == ("R-2", "R-1")
    assert lives[0].amended_by.says == "scale not zeroed"


def test_void_says_who_and_why(tmp_path: Path) -> None:
    with open_store(Home(tmp_path), SystemClock()) as store:
        record = _sealed(store, "R-1")
        _sealed(store, "R-1", EventKind.RECORD_VOIDED, reason="wrong_unit", says="wrong unit")
        voided = life_of(store, record).voided
    assert voided is not None
    assert (voided.name, voided.reason, voided.statement) == ("李四", "wrong_unit", ("我声明", "I state"))


def test_a_demanded_countersignature_is_awaited_until_it_is_given(tmp_path: Path) -> None:
    demanded = {
        "demanded_by": [{"because": "critical", "item": "PB-01"}, {"because": "amended", "item": None}]
    }
    with open_store(Home(tmp_path), SystemClock()) as store:
        record = _sealed(store, "R-1", countersign=demanded)
        before = life_of(store, record)
        _sealed(store, "R-1", EventKind.RECORD_COUNTERSIGNED, decision="refused", says="photo is of another")
        after = life_of(store, record)
    assert before.countersign is Countersign.AWAITED and after.countersign is Countersign.REFUSED
    assert [one.item for one in before.demanded] == ["PB-01", ""]
