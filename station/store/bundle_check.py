"""Checking an exported bundle with nothing but the bundle."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from station.errors import KnownError
from station.signing import Signer
from station.store.chain import ChainCheck, Header, LedgerReport, photos_of
from station.store.identity import is_as_written
from station.store.receipt import Receipt
from station.store.receipt_checks import check_claim

_HEADER_TEXTS = ("previous", "kind", "at", "station", "body_sha256", "hash", "signature")
_BODY = re.compile(r"records/[\w-]+\.json")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def verify_bundle(folder: Path, receipt: Receipt | None = None, hub_key: str | None = None) -> LedgerReport:
    """Check an exported bundle, to the byte.

    Raises:
        KnownError: IMP-001 when ``folder`` is not a bundle.
    """
    try:
        public_key = (folder / "public_key.pem").read_bytes().decode("utf-8")
        check = ChainCheck(Signer(public_key), {receipt.sequence} if receipt else ())
        if not is_as_written(public_key):
            check.find(0, "file_changed", "public_key.pem")
        lines = (folder / "ledger.jsonl").read_bytes().split(b"\n")
        bodies = dict(_check_lines(lines, check))
        _check_head(folder, check)
        _check_records(folder, check, bodies)
    except (OSError, ValueError) as error:
        raise KnownError("IMP-001", file=str(folder), why=str(error)) from error
    check_claim(None, check, receipt, hub_key)
    return check.report()


def _check_lines(lines: list[bytes], check: ChainCheck) -> Iterator[tuple[str, Header]]:
    """Check every header; yields body file and header of the exported records."""
    *lines, end = lines
    for number, line in enumerate(lines, start=1):
        try:
            raw = json.loads(line)
            header = Header(_whole(raw["sequence"]), *(str(raw[name]) for name in _HEADER_TEXTS))
        except (ValueError, KeyError, TypeError, RecursionError):
            check.find(number, "line_malformed", f"{number}")
            continue
        check.take(header)
        body = raw.get("body")
        if not _is_as_written(line, header, body):
            check.find(header.sequence, "line_malformed", f"{number}")
        elif body is not None:
            yield body, header
    if end:
        check.find(0, "file_changed", "ledger.jsonl")


def _is_as_written(line: bytes, header: Header, body: object) -> bool:
    """Whether a line is spelled as an export writes it: blanks and further keys would be changes too."""
    if body is not None and not (isinstance(body, str) and _BODY.fullmatch(body)):
        return False
    return json.dumps(asdict(header) | ({"body": body} if body else {})).encode() == line


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 2**53:
        raise ValueError("not a sequence number")
    return raw


def _check_head(folder: Path, check: ChainCheck) -> None:
    try:
        content = (folder / "head.json").read_bytes()
        head = json.loads(content)
        if json.dumps(head).encode() != content:
            check.find(0, "file_changed", "head.json")
        if head:
            check.check_head(_whole(head["sequence"]), str(head["hash"]), str(head["signature"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        head = None
    if not head and check.last.sequence:
        check.find(check.last.sequence, "head_missing")


def _check_records(folder: Path, check: ChainCheck, bodies: Mapping[str, Header]) -> None:
    for file in sorted((folder / "records").glob("*")):
        if f"records/{file.name}" not in bodies:
            check.find(0, "record_unknown", file.name)
    documents = [(header, _document(folder / name, header, check)) for name, header in bodies.items()]
    readable = [(header, document) for header, document in documents if document is not None]
    for header, document in readable:
        _check_photos(folder, check, header.sequence, document)
    if len(readable) == len(documents):
        _check_strangers(folder, check, [document for _, document in readable])


def _check_strangers(folder: Path, check: ChainCheck, documents: Iterable[Mapping[str, Any]]) -> None:
    """Photos of no record; only told when every record could be read."""
    known = {f"{sha256}.jpg" for document in documents for sha256 in photos_of(document)}
    for file in sorted((folder / "photos").glob("*")):
        if file.name not in known:
            check.find(0, "photo_unknown", file.name)


def _document(path: Path, header: Header, check: ChainCheck) -> dict[str, Any] | None:
    if not path.is_file():
        check.find(header.sequence, "record_missing", path.stem)
        return None
    body = path.read_bytes()
    if hashlib.sha256(body).hexdigest() != header.body_sha256:
        check.find(header.sequence, "body_changed")
        return None
    document = check.document(header.sequence, body)
    if document is not None and document["record"] != path.stem:
        check.find(header.sequence, "record_missing", document["record"])
    return document


def _check_photos(folder: Path, check: ChainCheck, sequence: int, document: Mapping[str, Any]) -> None:
    for sha256 in photos_of(document):
        path = folder / "photos" / f"{sha256}.jpg"
        if not _SHA256.fullmatch(sha256) or not path.is_file():
            check.find(sequence, "photo_missing", sha256)
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            check.find(sequence, "photo_altered", sha256)
