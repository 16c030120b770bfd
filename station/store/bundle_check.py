"""Checking an exported bundle with nothing but the bundle."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from station.errors import KnownError
from station.store.chain import ChainCheck, Header, LedgerReport, photos_of

_HEADER_TEXTS = ("previous", "kind", "at", "station", "body_sha256", "hash", "signature")
_BODY = re.compile(r"records/[\w-]+\.json")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def verify_bundle(folder: Path, receipt: Mapping[str, Any] | None = None) -> LedgerReport:
    """Check an exported bundle.

    Raises:
        KnownError: IMP-001 when ``folder`` is not a bundle.
    """
    try:
        check = ChainCheck((folder / "public_key.pem").read_text("utf-8"))
        lines = (folder / "ledger.jsonl").read_bytes().splitlines()
        bodies = dict(_check_lines(lines, check))
        _check_head(folder, check)
        _check_records(folder, check, bodies)
    except (OSError, ValueError) as error:
        raise KnownError("IMP-001", file=str(folder), why=str(error)) from error
    if receipt is not None:
        check.check_receipt(receipt)
    return check.report()


def _check_lines(lines: list[bytes], check: ChainCheck) -> Iterator[tuple[str, Header]]:
    """Check every header; yields body file and header of the exported records."""
    for number, line in enumerate(lines, start=1):
        try:
            raw = json.loads(line)
            header = Header(_whole(raw["sequence"]), *(str(raw[name]) for name in _HEADER_TEXTS))
        except (ValueError, KeyError, TypeError):
            check.find(number, "line_malformed", f"{number}")
            continue
        check.take(header)
        body = raw.get("body")
        if isinstance(body, str) and _BODY.fullmatch(body):
            yield body, header


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 2**53:
        raise ValueError("not a sequence number")
    return raw


def _check_head(folder: Path, check: ChainCheck) -> None:
    try:
        head = json.loads((folder / "head.json").read_bytes())
        check.check_head(_whole(head["sequence"]), str(head["hash"]), str(head["signature"]))
    except (OSError, ValueError, KeyError, TypeError):
        if check.last.sequence:
            check.find(check.last.sequence, "head_missing")


def _check_records(folder: Path, check: ChainCheck, bodies: Mapping[str, Header]) -> None:
    for file in sorted((folder / "records").glob("*")):
        if f"records/{file.name}" not in bodies:
            check.find(0, "record_unknown", file.name)
    for name, header in bodies.items():
        path = folder / name
        if not path.is_file():
            check.find(header.sequence, "record_missing", path.stem)
            continue
        body = path.read_bytes()
        if hashlib.sha256(body).hexdigest() != header.body_sha256:
            check.find(header.sequence, "body_changed")
        else:
            _check_photos(folder, check, header.sequence, json.loads(body))


def _check_photos(folder: Path, check: ChainCheck, sequence: int, document: Mapping[str, Any]) -> None:
    for sha256 in photos_of(document):
        path = folder / "photos" / f"{sha256}.jpg"
        if not _SHA256.fullmatch(sha256) or not path.is_file():
            check.find(sequence, "photo_missing", sha256)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            check.find(sequence, "photo_altered", sha256)
