"""Bundles made by somebody hostile who holds a key of their own: both verifiers judge alike, and end."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from station.errors import KnownError
from station.inspection.papers import Papers
from station.places import RESOURCES
from station.store.bundle_check import verify_bundle
from station.store.identity import Identity
from tests.stations import open_station

SCRIPT = RESOURCES / "verifier" / "verify_bundle.py"
Change = Callable[[Path, Identity], None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Identity]:
    """A sound bundle, and the key that signed it."""
    folder = tmp_path_factory.mktemp("attack")
    with open_station(folder / "home") as station:
        record = station.seal_one()
        return Papers(station.store).export(
            [record.id], folder / "bundle", station.person.id
        ), station.store.identity


def _stating(**parts: Any) -> Change:
    """The signed list says something else, and is signed again."""

    def change(bundle: Path, key: Identity) -> None:
        stated = json.loads((bundle / "bundle.json").read_bytes()) | parts
        del stated["signature"]
        signed = {**stated, "signature": key.sign(hashlib.sha256(_written(stated)).digest())}
        (bundle / "bundle.json").write_bytes(_written(signed))

    return change


def _written(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _named(*names: str) -> Change:
    def change(bundle: Path, key: Identity) -> None:
        files = json.loads((bundle / "bundle.json").read_bytes())["files"]
        for name in names:
            (bundle / name).write_bytes(b"x")
            files[name] = hashlib.sha256(b"x").hexdigest()
        _stating(files=files)(bundle, key)

    return change


def _pipe(name: str) -> Change:
    def change(bundle: Path, _: Identity) -> None:
        (bundle / name).unlink(missing_ok=True)
        os.mkfifo(bundle / name)

    return change


def _link(name: str, to: str) -> Change:
    def change(bundle: Path, _: Identity) -> None:
        (bundle / name).unlink(missing_ok=True)
        (bundle / name).symlink_to(to)

    return change


def _holding(name: str, content: bytes) -> Change:
    def change(bundle: Path, _: Identity) -> None:
        (bundle / name).write_bytes(content)

    return change


POSIX = {
    "pipe": _pipe("head.json"),
    "extra pipe": _pipe("extra"),
    "device": _link("head.json", "/dev/zero"),
    "link": _link("extra", "/etc/passwd"),
    "loop": _link("photos/loop", ".."),
}
CHANGES: dict[str, Change] = {
    "version": _stating(version=2.0),
    "huge": _stating(at=10**400),
    "minus nought": _stating(at=-0.0),
    "list": _stating(files=["a"]),
    "no records": _stating(records=None),
    "pruned": _stating(pruned="abc"),
    "outside": _stating(files={"../../../../etc/passwd": "0" * 64}),
    "not ASCII": _named("\U0001f600", "\uff5e"),
    "deep list": _holding("bundle.json", b"[" * 900 + b"]" * 900),
    "deep head": _holding("head.json", b"[" * 100_000),
    "digits": _holding("head.json", b'{"sequence": ' + b"9" * 5000 + b"}"),
    **({} if sys.platform == "win32" else POSIX),
}


@pytest.mark.parametrize("what", CHANGES)
def test_both_refuse(made: tuple[Path, Identity], tmp_path: Path, what: str) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(made[0], bundle)
    CHANGES[what](bundle, made[1])
    assert not _ours(bundle)
    assert not _script(bundle)


def test_both_take_the_sound_one_signed_again(made: tuple[Path, Identity], tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    shutil.copytree(made[0], bundle)
    _stating()(bundle, made[1])
    assert _ours(bundle)
    assert _script(bundle)


def _ours(bundle: Path) -> bool:
    try:
        return verify_bundle(bundle).ok
    except KnownError as error:
        assert error.code == "IMP-001"
        return False


def _script(bundle: Path) -> bool:
    command = [sys.executable, str(SCRIPT), str(bundle)]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60)
    told = json.loads(done.stdout)
    assert done.returncode == (0 if told["ok"] else 1)
    return bool(told["ok"])
