"""Ledgers of many records in no time: bodies and headers as the station writes them, but not signed.

The index reads bodies and hashes, never signatures; what checks those has its own tests.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from station.store.clock import to_text
from station.store.database import Store

START = datetime(2024, 1, 1, 8, tzinfo=UTC)
PEOPLE = (("P-000001", "王敏"), ("P-000002", "李强"), ("P-000003", "Anna Berg"), ("P-000004", "赵小云"))
MODELS = (
    ("Apple", "iPhone 13", "128GB", "黑色"),
    ("Apple", "iPhone 12", "64GB", "白色"),
    ("华为", "Mate 40", "256GB", "银色"),
)
NOTES = (
    "屏幕有轻微划痕",
    "托盘已清洁",
    "battery swollen a little",
    "后盖胶水痕迹",
    "customer glass foil stays on",
    "",
)
RARE = "进水标签变红"
CHANNELS = ("back-market", "amazon-renewed", "b-stock-superior")
GRADES = ("A", "B", "C")
KINDS, ZONES = ("scratch", "dent", "chip", "wear"), ("Z1", "Z2", "Z3T", "Z3B", "Z4")
EVERY_RARE = 10_000
ITEMS_MORE = 60

Body = dict[str, Any]


def record_body(number: int, chance: random.Random, items: int = ITEMS_MORE) -> Body:
    """A sealed record of about 12 kB with ``items`` choices and ten more answers."""
    person, model = chance.choice(PEOPLE), chance.choice(MODELS)
    sealed_at = START + timedelta(minutes=number)
    code = f"R-{sealed_at:%Y%m%d}-{number:07d}"
    return {
        "schema": 2,
        "record": f"{sealed_at:%Y%m%d}-0A1B2C3D-{number:07d}",
        "station": {"id": "0A1B2C3D", "name": "bench", "public_key": ""},
        "practice": False,
        "unit": {
            "code": code,
            "category": chance.choice(("smartphone", "smartphone", "tablet")),
            "imei": f"35209900{number:07d}",
            "serial": f"F2L{chance.getrandbits(40):010X}",
            "model": dict(zip(("brand", "name", "storage", "colour"), model, strict=True)),
            "work_order": None,
            "customer": None,
        },
        "internal_standard": {"category": "smartphone", "version": "2026-11-22"},
        "channels": list(CHANNELS),
        "started_at": to_text(sealed_at - timedelta(minutes=4)),
        "sealed_at": to_text(sealed_at),
        "duration_s": 240,
        "inspector": {"id": person[0], "name": person[1], "role": "inspector"},
        "observations": [
            _observation(one, *facts) for one, facts in enumerate(_answers(number, chance, items))
        ],
        "photos": [],
        "missing_photos": [],
        "not_asked": [],
        "cleanings": [],
        "verdicts": [_verdict(channel, chance) for channel in CHANNELS],
        "amends": None,
        "earlier": [],
        "overrides": [],
        "countersign": {"demanded_by": [{"because": "critical", "item": "PW-01"}] if number % 9 == 0 else []},
        "signature": {"person": person[0], "says": "", "at": to_text(sealed_at)},
    }


def _answers(number: int, chance: random.Random, items: int) -> Iterator[tuple[str, Body]]:
    yield "PB-02", {"value": str(chance.randint(60, 100)), "unit": "%"}
    yield "DM-01", {"value": f"{7 + chance.random():.3f}", "unit": "mm"}
    yield "WT-01", {"value": f"{170 + chance.random() * 30:.2f}", "unit": "g"}
    yield "PB-01", {"value": chance.choice(("boots_stable", "boots_stable", "restarts"))}
    note = RARE if number % EVERY_RARE == 17 else chance.choice(NOTES)
    yield "WR-01", {"unknown": "not_inspectable", "reason": note}
    for item in ("FG-01", "BK-01"):
        yield item, {"defects": [_defect(chance) for _ in range(chance.randrange(3))]}
    for one in range(items):
        yield f"XX-{one:02d}", {"value": chance.choice(("ok", "ok", "ok", "slight", "bad"))}


def _defect(chance: random.Random) -> Body:
    length = f"{chance.random() * 20:.1f}"
    return {"zone": chance.choice(ZONES), "kind": chance.choice(KINDS), "length_mm": length, "depth": "none"}


def _observation(number: int, item: str, answer: Body) -> Body:
    return {
        "id": f"{number}",
        "item": item,
        "answer": answer,
        "source": {"method": "manual", "reason": ""},
        "person": "P-000001",
        "taken_at": "2026-11-22T09:15:00Z",
        "evidence": [],
        "confirmed": False,
        "current": True,
    }


def _verdict(channel: str, chance: random.Random) -> Body:
    result = chance.choice(("grade", "grade", "tie", "not_accepted"))
    grades = sorted(chance.sample(GRADES, {"grade": 1, "tie": 2}.get(result, 0)))
    base = {"channel": channel, "standard": channel, "version": "2026-01-01", "result": result}
    return {**base, "grades": grades, "missing": [], "deciding": [], "borderline": []}


def voided(body: Mapping[str, Any]) -> Body:
    """The act that voids a record."""
    return {"record": body["record"], "sha256": sha256_of(body), "reason": "wrong_unit", "says": "拿错了机器"}


def countersigned(body: Mapping[str, Any], decision: str) -> Body:
    """The act that countersigns a record."""
    return {"record": body["record"], "sha256": sha256_of(body), "decision": decision, "says": ""}


def amended(number: int, body: Mapping[str, Any], chance: random.Random) -> Body:
    """A record that replaces another."""
    amends = {
        "record": body["record"],
        "sha256": sha256_of(body),
        "reason": "typing_error",
        "says": "电池读数写错",
    }
    return record_body(number, chance, 3) | {"amends": amends, "unit": body["unit"]}


def content_of(body: Mapping[str, Any]) -> bytes:
    """The bytes of a body."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256_of(body: Mapping[str, Any]) -> str:
    """The hash of a body."""
    return hashlib.sha256(content_of(body)).hexdigest()


def enter(store: Store, entries: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Append entries of kind and body to the ledger, without telling whoever follows it."""
    with store.write() as connection:
        row = connection.execute(
            "SELECT sequence, hash FROM ledger ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        sequence, previous = (int(row[0]), str(row[1])) if row else (0, "0" * 64)
        rows = []
        for kind, body in entries:
            sequence += 1
            content, at = content_of(body), str(body.get("sealed_at") or to_text(START))
            found = hashlib.sha256(content).hexdigest()
            link = hashlib.sha256(f"{previous}{sequence}{found}".encode()).hexdigest()
            rows.append((sequence, previous, kind, at, store.identity.id, found, link, "", content))
            previous = link
        connection.executemany("INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
