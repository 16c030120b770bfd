"""The ledger finds what was done to it: in the SQLite file itself, and in an exported bundle."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from station.errors import KnownError
from station.places import Home
from station.store.bundle_check import verify_bundle
from station.store.clock import SystemClock
from station.store.entry import START, Head, canonical, head_digest
from station.store.identity import load_identity, make_key
from station.store.opening import open_to_read
from station.store.records import RecordBook
from tests.stations import open_station
from tests.store.tampering import codes, edit, verify

ENTRIES = 4
CHANGE_BODY = "UPDATE ledger SET body = CAST(replace(body, '敏', '敬') AS BLOB) WHERE sequence = 2"
CHANGE_SIGNATURE = "UPDATE ledger SET signature = replace(signature, 'a', 'b') WHERE sequence = 2"
MOVE_HEAD = (
    "UPDATE ledger_head SET (sequence, hash) = (SELECT sequence, hash FROM ledger WHERE ledger.sequence = 3)"
)


@pytest.fixture(scope="module")
def sealed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station with an administrator and sealed records, closed; tests work on copies."""
    root = tmp_path_factory.mktemp("sealed") / "home"
    with open_station(root) as station:
        for number in range(ENTRIES - 1):
            station.seal_one(f"R-{number}")
    return root


@pytest.fixture
def home(sealed_home: Path, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(sealed_home, tmp_path / "home")))


@pytest.fixture
def bundle(home: Home, tmp_path: Path) -> Path:
    with open_station(home.root) as station:
        book = RecordBook(station.store)
        ids = [summary.id for summary in book.search().rows]
        return book.export(ids[1:3], tmp_path / "bundle")


def test_a_guard_taken_away_is_found(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as database:
        database.execute("DROP TRIGGER ledger_keeps_bytes")
    assert codes(verify(home).problems) == {(0, "guard_missing")}


def test_an_untouched_ledger_is_sound(home: Home, bundle: Path) -> None:
    for report in (verify(home), verify_bundle(bundle)):
        assert (report.ok, report.entries, report.problems) == (True, ENTRIES, ())
    assert verify(home).head == verify_bundle(bundle).head


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ([CHANGE_BODY], (2, "body_changed")),
        (["UPDATE ledger SET at = replace(at, '2', '3') WHERE sequence = 2"], (2, "header_changed")),
        (["UPDATE ledger SET kind = CAST(x'ff' AS TEXT) WHERE sequence = 2"], (2, "header_changed")),
        ([CHANGE_SIGNATURE], (2, "signature_invalid")),
        (["DELETE FROM ledger WHERE sequence = 2"], (2, "entry_missing")),
        (["DELETE FROM ledger WHERE sequence = 1"], (1, "entry_missing")),
        (["DELETE FROM ledger WHERE sequence = 4"], (4, "head_mismatch")),
        (["DELETE FROM ledger WHERE sequence = 4", "DELETE FROM ledger_head"], (3, "head_missing")),
        (["DELETE FROM ledger_head"], (4, "head_missing")),
        ([MOVE_HEAD], (3, "head_forged")),
        (
            [
                "UPDATE ledger SET sequence = 9 WHERE sequence = 2",
                "UPDATE ledger SET sequence = 2 WHERE sequence = 3",
                "UPDATE ledger SET sequence = 3 WHERE sequence = 9",
            ],
            (2, "chain_broken"),
        ),
        (
            [
                "UPDATE ledger SET sequence = sequence + 10 WHERE sequence > 2",
                "INSERT INTO ledger SELECT 3, previous, kind, at, station, body_sha256, hash, signature, body"
                " FROM ledger WHERE sequence = 2",
                "UPDATE ledger SET sequence = sequence - 9 WHERE sequence > 10",
            ],
            (3, "header_changed"),
        ),
        (["UPDATE ledger SET signature = upper(signature) WHERE sequence = 2"], (2, "signature_invalid")),
        (["UPDATE ledger_head SET signature = upper(signature)"], (4, "head_forged")),
        (["UPDATE ledger_head SET signature = CAST(x'ff' AS TEXT)"], (4, "head_forged")),
        (
            [
                "UPDATE ledger SET body = x'7b7d' WHERE sequence = 1",
                "UPDATE ledger SET body = (SELECT body FROM ledger WHERE sequence = 3) WHERE sequence = 2",
            ],
            (2, "body_changed"),
        ),
    ],
)  # fmt: skip
def test_tampering_with_the_database_is_found(
    home: Home, statements: list[str], found: tuple[int, str]
) -> None:
    edit(home, *statements)
    report = verify(home)
    assert not report.ok
    assert found in codes(report.problems)


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM records WHERE sequence = 2", (2, "index_differs")),
        ("UPDATE records SET imei = 'x' WHERE sequence = 2", (2, "index_differs")),
        ("UPDATE records SET person_name = CAST(x'ff' AS TEXT) WHERE sequence = 2", (2, "index_differs")),
        ("UPDATE records SET standing = 'voided' WHERE sequence = 2", (2, "index_differs")),
        ("UPDATE records SET results = '{}' WHERE sequence = 2", (2, "index_differs")),
        ("UPDATE days SET first = last + 1", (2, "index_differs")),
        ("UPDATE records SET sequence = 99 WHERE sequence = 2", (99, "entry_missing")),
    ],
)
def test_an_index_that_says_otherwise_is_found_and_made_again(
    home: Home, statement: str, found: tuple[int, str]
) -> None:
    with closing(sqlite3.connect(home.index)) as index:
        index.execute(statement)
        index.commit()
    assert found in codes(verify(home).problems)
    with open_station(home.root) as station:
        station.store.index.rebuild()
    assert verify(home).ok


def test_a_sealed_inspection_put_back_among_the_drafts_is_found(home: Home) -> None:
    edit(home, "UPDATE inspections SET state = 'parked' WHERE unit_code = 'R-1'")
    assert "record_reopened" in {code for _, code in codes(verify(home).problems)}


def test_another_key_beside_the_database_is_refused(home: Home, tmp_path: Path) -> None:
    with open_station(tmp_path / "other") as other:
        shutil.copy(other.store.home.key, home.key)
    with pytest.raises(KnownError) as caught, open_to_read(home, SystemClock()):
        pass
    assert caught.value.code == "STO-009"


def test_a_byte_changed_in_the_raw_file_is_found(home: Home) -> None:
    content = home.database.read_bytes()
    place = content.index("托盘已清洁".encode())
    home.database.write_bytes(content[:place] + b"X" + content[place + 1 :])
    assert {code for _, code in codes(verify(home).problems)} >= {"body_changed"}


def test_an_altered_and_a_missing_photo_are_found(home: Home) -> None:
    altered, missing = sorted(home.evidence.rglob("*.jpg"))[:2]
    altered.write_bytes(altered.read_bytes() + b"!")
    missing.unlink()
    problems = {problem.code: problem.detail for problem in verify(home).problems}
    assert problems == {"photo_altered": altered.stem, "photo_missing": missing.stem}


def test_the_ledger_cannot_be_changed_in_passing(home: Home) -> None:
    with closing(sqlite3.connect(home.database)) as database:
        for statement in ("DELETE FROM ledger", "UPDATE ledger SET kind = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                database.execute(statement)


Lines = list[dict[str, Any]]


def _drop(lines: Lines) -> None:
    del lines[1]


def _swap(lines: Lines) -> None:
    lines[1], lines[2] = lines[2], lines[1]


def _insert(lines: Lines) -> None:
    lines.insert(2, {**lines[1], "sequence": 3})


def _cut(lines: Lines) -> None:
    del lines[-1]


def _change(lines: Lines) -> None:
    lines[1]["kind"] = "record_voided"


@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (_drop, (2, "entry_missing")),
        (_swap, (2, "entry_out_of_order")),
        (_insert, (3, "header_changed")),
        (_cut, (4, "head_mismatch")),
        (_change, (2, "header_changed")),
    ],
)
def test_tampering_with_a_bundles_chain_is_found(
    bundle: Path, tamper: Callable[[Lines], None], found: tuple[int, str]
) -> None:
    path = bundle / "ledger.jsonl"
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    tamper(lines)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert found in codes(verify_bundle(bundle).problems)


@pytest.mark.parametrize(("folder", "code"), [("records", "body_changed"), ("photos", "photo_altered")])
def test_a_changed_byte_in_a_bundle_is_found(bundle: Path, folder: str, code: str) -> None:
    path = sorted((bundle / folder).iterdir())[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert {found for _, found in codes(verify_bundle(bundle).problems)} == {code}


@pytest.mark.parametrize(("folder", "code"), [("records", "record_missing"), ("photos", "photo_missing")])
def test_a_file_missing_from_a_bundle_is_found(bundle: Path, folder: str, code: str) -> None:
    sorted((bundle / folder).iterdir())[0].unlink()
    assert {found for _, found in codes(verify_bundle(bundle).problems)} == {code}


def test_a_record_slipped_into_a_bundle_is_found(bundle: Path) -> None:
    (bundle / "records" / "20261122-0000AAAA-0001.json").write_text("{}")
    assert codes(verify_bundle(bundle).problems) == {(0, "record_unknown")}


def test_a_photo_slipped_into_a_bundle_is_found(bundle: Path) -> None:
    (bundle / "photos" / "extra.jpg").write_bytes(b"?")
    assert codes(verify_bundle(bundle).problems) == {(0, "photo_unknown")}


@pytest.mark.parametrize("name", ["ledger.jsonl", "head.json", "public_key.pem"])
def test_no_byte_of_a_bundles_own_files_can_be_changed(bundle: Path, name: str) -> None:
    """Not even where the change reads the same: blanks, upper case, a repeated key, another line end."""
    path = bundle / name
    content = path.read_bytes()
    changed = [content.replace(b": ", b":", 1), content.replace(b"\n", b"\r\n", 1), content + b"\n"]
    changed += [bytes([*content[:at], content[at] ^ 0x20, *content[at + 1 :]]) for at in range(len(content))]
    for other in changed:
        if other != content:
            path.write_bytes(other)
            assert not _is_accepted(bundle)


def _is_accepted(bundle: Path) -> bool:
    try:
        return verify_bundle(bundle).ok
    except KnownError:
        return False


def test_a_record_under_another_records_name_is_found(bundle: Path) -> None:
    record = sorted((bundle / "records").iterdir())[0]
    record.rename(record.with_name("20261122-0000AAAA-0001.json"))
    ledger = bundle / "ledger.jsonl"
    ledger.write_text(ledger.read_text("utf-8").replace(record.stem, "20261122-0000AAAA-0001"), "utf-8")
    found = {code for _, code in codes(verify_bundle(bundle).problems)}
    assert found == {"record_missing", "file_missing", "file_changed"}


@pytest.mark.parametrize("body", ["[]", "{}", "7", '{"record":"R","photos":[1]}', "[" * 100_000])
def test_a_bundle_that_a_stranger_signed_is_judged_not_trusted(tmp_path: Path, body: str) -> None:
    """Whoever holds a key can sign anything; what is signed need not be a record."""
    stranger = tmp_path / "bundle"
    (stranger / "records").mkdir(parents=True)
    make_key(tmp_path / "key")
    identity = load_identity(tmp_path / "key")
    (stranger / "public_key.pem").write_text(identity.public_key, "utf-8")
    (stranger / "records" / "R.json").write_text(body, "utf-8")
    entry = {
        "sequence": 1,
        "previous": START,
        "kind": "record_sealed",
        "at": "2026-11-22T00:00:00Z",
        "station": identity.id,
        "body_sha256": hashlib.sha256(body.encode()).hexdigest(),
    }
    digest = hashlib.sha256(canonical(entry)).digest()
    line = {**entry, "hash": digest.hex(), "signature": identity.sign(digest), "body": "records/R.json"}
    (stranger / "ledger.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    signature = identity.sign(head_digest(identity.id, Head(1, digest.hex())))
    head = {"sequence": 1, "hash": digest.hex(), "signature": signature}
    (stranger / "head.json").write_text(json.dumps(head), "utf-8")
    assert codes(verify_bundle(stranger).problems) == {(0, "manifest_missing"), (1, "body_malformed")}


def test_another_stations_key_does_not_fit(bundle: Path, tmp_path: Path) -> None:
    with open_station(tmp_path / "other") as other:
        (bundle / "public_key.pem").write_text(other.store.identity.public_key)
    assert {"signature_invalid", "station_foreign"} <= {
        code for _, code in codes(verify_bundle(bundle).problems)
    }


def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        verify_bundle(tmp_path)
    assert caught.value.code == "IMP-001"


def test_an_export_needs_an_empty_folder_and_whole_photos(home: Home, bundle: Path, tmp_path: Path) -> None:
    with open_station(home.root) as station:
        book = RecordBook(station.store)
        record = book.search().rows[0].id
        for photo in home.evidence.rglob("*.jpg"):
            photo.write_bytes(b"other")
        for folder, code in ((bundle, "REP-004"), (tmp_path / "new", "STO-008")):
            with pytest.raises(KnownError) as caught:
                book.export([record], folder)
            assert caught.value.code == code


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_values)
def test_the_canonical_form_loses_nothing_and_has_one_spelling(value: Any) -> None:
    once = canonical(value)
    assert json.loads(once) == value
    assert canonical(json.loads(once)) == once
