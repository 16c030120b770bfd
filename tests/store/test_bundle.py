"""Bundles: whatever is done to one is found, by the program and by the script that needs nothing of it."""

from __future__ import annotations

import importlib.util
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.errors import KnownError
from station.model.event import EventKind
from station.places import RESOURCES
from station.store.bundle_check import verify_bundle
from station.store.ledger import Ledger
from station.store.receipt import Receipt, claim_from
from station.store.records import RecordBook
from tests.hubs import Hub, as_json
from tests.stations import open_station
from ui.cli.main import main

SCRIPT = RESOURCES / "verifier" / "verify_bundle.py"


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of two of three records."""
    root = tmp_path_factory.mktemp("bundle")
    with open_station(root / "home") as station:
        ids = [station.seal_one(f"R-{number}").id for number in range(3)]
        return RecordBook(station.store).export(ids[:2], root / "bundle")


@pytest.fixture
def bundle(exported: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported, tmp_path / "bundle"))


def script(*words: Path | str) -> dict[str, Any]:
    """What the stand-alone script says, run by an interpreter that sees nothing of this program."""
    done = subprocess.run(
        [sys.executable, "-I", SCRIPT, *words], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stderr == ""
    told: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == (0 if told["ok"] else 1)
    return told


def _loaded() -> Any:
    """The script as a module, for the many tries of a property; the interpreter's start would cost most."""
    spec = importlib.util.spec_from_file_location("verify_bundle", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def script_accepts(module: Any, bundle: Path) -> bool:
    try:
        check = module.Check(bundle)
        check.run()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    return not check.problems


def program_accepts(bundle: Path) -> bool:
    try:
        return verify_bundle(bundle).ok
    except KnownError as error:
        assert error.code == "IMP-001"
        return False


def test_a_sound_bundle_is_sound_for_both(bundle: Path) -> None:
    report, told = verify_bundle(bundle), script(bundle)
    assert (report.ok, told["ok"]) == (True, True), (report.problems, told)
    assert (told["entries"], told["head"]) == (report.entries, report.head)


def test_the_script_needs_nothing_but_cryptography() -> None:
    """Without our packages and without anything else that is installed with them."""
    code = (
        "import sys, runpy\n"
        "class Only:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        top = name.partition('.')[0]\n"
        "        if top not in {*sys.stdlib_module_names, 'cryptography', '_cffi_backend', 'cffi'}:\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Only())\n"
        f"sys.argv = ['verify', '--help']\nrunpy.run_path({str(SCRIPT)!r}, run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert len(SCRIPT.read_text("utf-8").splitlines()) < 300


Tamper = Callable[[Path, random.Random], None]


def flip(bundle: Path, rng: random.Random) -> None:
    path = rng.choice(files(bundle))
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


def shorten(bundle: Path, rng: random.Random) -> None:
    path = rng.choice(files(bundle))
    content = path.read_bytes()
    path.write_bytes(content[: rng.randrange(len(content))])


def append(bundle: Path, rng: random.Random) -> None:
    path = rng.choice(files(bundle))
    path.write_bytes(path.read_bytes() + rng.choice([b"\n", b" ", b"x", b"\x00"]))


def remove(bundle: Path, rng: random.Random) -> None:
    rng.choice(files(bundle)).unlink()


def swap(bundle: Path, rng: random.Random) -> None:
    one, two = rng.sample(files(bundle), 2)
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def add(bundle: Path, rng: random.Random) -> None:
    folder = rng.choice([bundle, bundle / "records", bundle / "photos", bundle / "more"])
    folder.mkdir(exist_ok=True)
    (folder / f"x{rng.randrange(9)}.json").write_bytes(b"{}")


def drop_line(bundle: Path, rng: random.Random) -> None:
    ledger = bundle / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    del lines[rng.randrange(len(lines))]
    ledger.write_bytes(b"".join(lines))


def hide_record(bundle: Path, rng: random.Random) -> None:
    """A record, its photos and the word of it taken away without a trace in the chain."""
    path = rng.choice(sorted((bundle / "records").iterdir()))
    for photo in json.loads(path.read_bytes())["photos"]:
        (bundle / "photos" / f"{photo['sha256']}.jpg").unlink()
    path.unlink()
    ledger = bundle / "ledger.jsonl"
    ledger.write_text(ledger.read_text("utf-8").replace(f', "body": "records/{path.name}"', ""), "utf-8")


def files(bundle: Path) -> list[Path]:
    return sorted(path for path in bundle.rglob("*") if path.is_file())


TAMPERINGS: Sequence[Tamper] = (flip, shorten, append, remove, swap, add, drop_line, hide_record)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TAMPERINGS), st.integers(0, 2**32))
def test_any_tampering_is_found_by_both(
    exported: Path, tmp_path_factory: pytest.TempPathFactory, tamper: Tamper, seed: int
) -> None:
    bundle = Path(shutil.copytree(exported, tmp_path_factory.mktemp("tampered") / "bundle"))
    tamper(bundle, random.Random(seed))
    try:
        assert not program_accepts(bundle)
        assert not script_accepts(_loaded(), bundle)
    finally:
        shutil.rmtree(bundle.parent)


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_the_script_as_a_person_runs_it_finds_it_too(bundle: Path, tamper: Tamper) -> None:
    tamper(bundle, random.Random(7))
    assert not script(bundle)["ok"]


def test_receipts_say_the_same_to_both(exported: Path, tmp_path: Path) -> None:
    hub, key, file = Hub(), tmp_path / "hub.pem", tmp_path / "receipt.json"
    key.write_text(hub.public_key, "utf-8")
    station = script(exported)["station"]
    last = verify_bundle(exported)
    lines = [json.loads(line) for line in (exported / "ledger.jsonl").read_text("utf-8").splitlines()]
    receipts: list[Receipt] = [
        hub.receipt(station, last.entries, last.head),
        hub.receipt(station, 2, lines[1]["hash"]),
        hub.receipt(station, 2, lines[2]["hash"]),
        hub.receipt(station, last.entries + 1, "1" * 64),
        hub.receipt("00000000", 2, lines[1]["hash"]),
        Hub().receipt(station, 2, lines[1]["hash"]),
    ]
    for receipt in receipts:
        file.write_text(json.dumps(as_json(receipt)), "utf-8")
        report = verify_bundle(exported, claim_from(as_json(receipt)), hub.public_key)
        told = script(exported, "--receipt", file, "--hub-key", key)
        for ours, theirs in ((report.problems, told["problems"]), (report.notes, told["notes"])):
            assert [(one.sequence, one.code) for one in ours] == [
                (one["sequence"], one["code"]) for one in theirs
            ]


def test_another_station_than_the_one_expected_is_told(exported: Path) -> None:
    name = script(exported)["station"]
    assert script(exported, "--station", name)["ok"]
    assert not script(exported, "--station", "00000000")["ok"]


def test_an_export_beside_a_running_station_stands_in_its_ledger_when_it_opens_next(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--home", str(tmp_path / "home")]
    with open_station(tmp_path / "home") as station:
        record = station.seal_one().id
        assert main(["records", "export", record, "--out", str(tmp_path / "one"), *words]) == 0
    assert main(["records", "export", record, "--out", str(tmp_path / "two"), *words]) == 0
    capsys.readouterr()
    with open_station(tmp_path / "home") as station:
        entries = list(Ledger(station.store).entries())
    told = [json.loads(entry.body) for entry in entries if entry.kind == EventKind.RECORDS_EXPORTED]
    assert [(one["to"], one["records"]) for one in told] == [("one", [record]), ("two", [record])]
    assert {path.name for path in (tmp_path / "two" / "events").iterdir()} == {f"{len(entries)}.json"}
    assert script(tmp_path / "one")["ok"] and script(tmp_path / "two")["ok"]
