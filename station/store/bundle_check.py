"""Checking an exported bundle with nothing but the bundle, to the byte."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from typing import Any

from station.errors import KnownError
from station.model.event import EventKind
from station.signing import Signer
from station.store.bundle import FORMAT, MANIFEST, VERSION
from station.store.chain import ChainCheck, Header, LedgerReport
from station.store.entry import canonical
from station.store.entry_bodies import CountersignBody, JudgementBody, RecordBody
from station.store.entry_checks import CheckedEntry, check_entry
from station.store.identity import is_as_written
from station.store.photo_checks import photo_fault
from station.store.receipt import Receipt
from station.store.receipt_checks import check_claim

_HEADER_TEXTS = ("previous", "kind", "at", "station", "body_sha256", "hash", "signature")
_BODY = re.compile(r"records/[\w-]+\.json|events/[0-9]+\.json")
_TOP = {"ledger.jsonl", "head.json", "public_key.pem"}
_MANIFEST_NAMES = {"format", "version", "station", "at", "records", "pruned", "files", "signature"}


def verify_bundle(folder: Path, receipt: Receipt | None = None, hub_key: str | None = None) -> LedgerReport:
    """Check an exported bundle; ``receipt`` as for a station's own ledger.

    Raises:
        KnownError: IMP-001 when ``folder`` is not a bundle, LED-005 ``hub_key`` is no key.
    """
    try:
        check = _BundleCheck(folder, receipt)
        check.check()
    except (OSError, ValueError) as error:
        raise KnownError("IMP-001", file=str(folder), why=str(error)) from error
    check_claim(None, check.chain, receipt, hub_key)
    return check.chain.report()


class _BundleCheck:
    """The check of one bundle."""

    def __init__(self, folder: Path, receipt: Receipt | None) -> None:
        self._folder = folder
        _refuse_what_is_no_file(folder)
        self._public_key = (folder / "public_key.pem").read_bytes().decode("utf-8")
        self.chain = ChainCheck(Signer(self._public_key), {receipt.sequence} if receipt else ())
        self._manifest: Mapping[str, Any] = {}
        self._named: set[str] = set()

    def check(self) -> None:
        """Check everything."""
        if not is_as_written(self._public_key):
            self.chain.find(0, "file_changed", "public_key.pem")
        self._check_manifest()
        bodies = dict(self._check_lines((self._folder / "ledger.jsonl").read_bytes().split(b"\n")))
        self._check_head()
        for file, header in bodies.items():
            self._check_body(file, header)
        self._check_files()

    def _check_manifest(self) -> None:
        try:
            content = (self._folder / MANIFEST).read_bytes()
            manifest = _manifest(content)
        except (OSError, ValueError, RecursionError):
            self.chain.find(0, "manifest_missing", MANIFEST)
            return
        stated = {name: value for name, value in manifest.items() if name != "signature"}
        digest = hashlib.sha256(canonical(stated)).digest()
        if not self.chain.signer.signed(digest, manifest["signature"]) or canonical(manifest) != content:
            self.chain.find(0, "manifest_forged", MANIFEST)
        else:
            self._manifest = manifest

    def _check_lines(self, lines: list[bytes]) -> Iterator[tuple[str, Header]]:
        """Check every header; yields body file and header of the entries shown."""
        *lines, end = lines
        for number, line in enumerate(lines, start=1):
            try:
                raw = json.loads(line)
                header = Header(_whole(raw["sequence"]), *(str(raw[name]) for name in _HEADER_TEXTS))
            except (ValueError, KeyError, TypeError, RecursionError):
                self.chain.find(number, "line_malformed", f"{number}")
                continue
            self.chain.take(header)
            body = raw.get("body")
            if not _is_as_written(line, header, body):
                self.chain.find(header.sequence, "line_malformed", f"{number}")
            elif body is not None:
                yield body, header
        if end:
            self.chain.find(0, "file_changed", "ledger.jsonl")

    def _check_head(self) -> None:
        try:
            content = (self._folder / "head.json").read_bytes()
            head = json.loads(content)
            if json.dumps(head).encode() != content:
                self.chain.find(0, "file_changed", "head.json")
            if head:
                self.chain.check_head(_whole(head["sequence"]), str(head["hash"]), str(head["signature"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            head = None
        if not head and self.chain.last.sequence:
            self.chain.find(self.chain.last.sequence, "head_missing")

    def _check_body(self, file: str, header: Header) -> None:
        self._named.add(file)
        path = self._folder / file
        if not path.is_file():
            self.chain.find(header.sequence, "record_missing", path.stem)
            return
        entry = check_entry(self.chain.signer, header, path.read_bytes())
        if entry.body is None:
            self.chain.find(header.sequence, entry.fault or "body_malformed")
        elif isinstance(entry.body, RecordBody):
            self._check_record(path, entry, entry.body)
        elif isinstance(entry.body, JudgementBody):
            self._tell(entry, entry.body)

    def _check_record(self, path: Path, entry: CheckedEntry, body: RecordBody) -> None:
        sequence = entry.header.sequence
        if path.parent.name != "records" or body.record != path.stem or body.sealed_at != entry.header.at:
            self.chain.find(sequence, "record_missing", body.record)
        if body.amends is not None:
            self.chain.note(sequence, "record_amended", body.amends.record)
        for sha256 in body.hashes():
            self._check_photo(sequence, sha256)

    def _check_photo(self, sequence: int, sha256: str) -> None:
        self._named.add(f"photos/{sha256}.jpg")
        fault = photo_fault(self._folder / "photos" / f"{sha256}.jpg", sha256)
        if fault == "photo_missing" and sha256 in self._manifest.get("pruned", ()):
            self.chain.note(sequence, "photo_pruned", sha256)
        elif fault is not None:
            self.chain.find(sequence, fault, sha256)

    def _tell(self, entry: CheckedEntry, body: JudgementBody) -> None:
        """Nobody may overlook that a record in the bundle was voided or refused."""
        if entry.header.kind == EventKind.RECORD_VOIDED:
            self.chain.note(entry.header.sequence, "record_voided", body.record)
        elif isinstance(body, CountersignBody) and body.decision == "refused":
            self.chain.note(entry.header.sequence, "record_refused", body.record)

    def _check_files(self) -> None:
        """Every file is one that the manifest states, as it states it, and none is lacking."""
        stated = self._manifest.get("files", {})
        found = {path.relative_to(self._folder).as_posix() for path in _files(self._folder)} - {MANIFEST}
        for name in sorted(found - self._named - stated.keys() - _TOP):
            self.chain.find(0, _strange(name), Path(name).name)
        if self._manifest:
            for name in sorted((stated.keys() - found - self._named) | (found & self._named) - stated.keys()):
                self.chain.find(0, "file_missing", name)
            for name in sorted(found & stated.keys() - self._named):
                if hashlib.sha256((self._folder / name).read_bytes()).hexdigest() != stated[name]:
                    self.chain.find(0, "file_changed", name)


def _manifest(content: bytes) -> dict[str, Any]:
    manifest = json.loads(content)
    if not isinstance(manifest, dict) or manifest.keys() != _MANIFEST_NAMES:
        raise ValueError(MANIFEST)
    files, lists = manifest["files"], (manifest["records"], manifest["pruned"])
    if not isinstance(files, dict) or not all(isinstance(one, list) for one in lists):
        raise ValueError(MANIFEST)
    texts = [manifest["station"], manifest["at"], manifest["signature"], *files.values(), *chain(*lists)]
    if (manifest["format"], manifest["version"]) != (FORMAT, VERSION) or not all(map(_is_text, texts)):
        raise ValueError(MANIFEST)
    if not isinstance(manifest["version"], int) or not all(name.isascii() for name in files):
        raise ValueError(MANIFEST)
    return manifest


def _refuse_what_is_no_file(folder: Path) -> None:
    """Keep to plain files: a link leads elsewhere, and reading a pipe or a device might never end.

    Raises:
        ValueError: naming what is neither a plain file nor a folder.
    """
    for path in folder.rglob("*"):
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise ValueError(f"{path.name} is no plain file")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if not path.is_dir())


def _strange(name: str) -> str:
    folders = {"records": "record_unknown", "events": "record_unknown", "photos": "photo_unknown"}
    return folders.get(name.partition("/")[0], "file_unknown")


def _is_as_written(line: bytes, header: Header, body: object) -> bool:
    """Whether a line is spelled as an export writes it: blanks and further keys would be changes too."""
    if body is not None and not (isinstance(body, str) and _BODY.fullmatch(body)):
        return False
    return json.dumps(asdict(header) | ({"body": body} if body else {})).encode() == line


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw < 2**53:
        raise ValueError("not a sequence number")
    return raw
