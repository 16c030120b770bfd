"""Checking a chain of ledger headers, wherever they come from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from station.signing import is_signed_by
from station.store.entry import START, Head, head_digest, header_bytes
from station.store.identity import station_id
from station.texts import Lang, text


@dataclass(frozen=True, slots=True)
class Header:
    """One entry's header with its hash and signature, as found."""

    sequence: int
    previous: str
    kind: str
    at: str
    station: str
    body_sha256: str
    hash: str
    signature: str

    def computed_hash(self) -> bytes:
        """SHA-256 of the canonical header."""
        return hashlib.sha256(
            header_bytes(self.sequence, self.previous, self.kind, self.at, self.station, self.body_sha256)
        ).digest()


@dataclass(frozen=True, slots=True)
class LedgerProblem:
    """Something that does not fit; ``code`` is one of the keys of ``translations/*/ledger.toml``."""

    sequence: int
    code: str
    detail: str = ""

    def message(self, lang: Lang) -> str:
        """The problem in words."""
        return text(lang, f"ledger.{self.code}", sequence=self.sequence, detail=self.detail)


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """Outcome of a check. ``head`` is the hash of the last entry found."""

    entries: int
    head: str
    problems: tuple[LedgerProblem, ...]

    @property
    def ok(self) -> bool:
        """True when nothing was found."""
        return not self.problems


class ChainCheck:
    """Takes headers in the order found and collects what is wrong with them."""

    def __init__(self, public_key: str) -> None:
        self.problems: list[LedgerProblem] = []
        self.hashes: dict[int, str] = {}
        self._key = public_key
        self._station = station_id(public_key)
        self._last = Head(0, START)
        self._taken = 0

    @property
    def last(self) -> Head:
        """The last header taken."""
        return self._last

    def take(self, header: Header) -> None:
        """Check one header against the one before it."""
        self._taken += 1
        self._check_place(header)
        self._check_seal(header)
        self.hashes[header.sequence] = header.hash
        self._last = Head(header.sequence, header.hash)

    def find(self, sequence: int, code: str, detail: str = "") -> None:
        """Note a problem."""
        self.problems.append(LedgerProblem(sequence, code, detail))

    def document(self, sequence: int, body: bytes) -> dict[str, Any] | None:
        """The record document in ``body``; None, and a problem noted, when it is not one."""
        try:
            return sealed_document(body)
        except ValueError:
            self.find(sequence, "body_malformed")
            return None

    def check_head(self, sequence: int, head_hash: str, signature: str) -> None:
        """Check the signed statement which entry is the last."""
        head = Head(sequence, head_hash)
        if not is_signed_by(self._key, head_digest(self._station, head), signature):
            self.find(sequence, "head_forged")
        elif head != self._last:
            self.find(sequence, "head_mismatch", f"{self._last.sequence}")

    def check_receipt(self, receipt: Mapping[str, Any]) -> None:
        """Check that the chain holds what a hub confirmed: ``{station, sequence, head}``."""
        sequence = receipt.get("sequence")
        same_station = receipt.get("station") == self._station
        if not isinstance(sequence, int) or not same_station:
            self.find(0, "receipt_foreign", str(receipt.get("station", "")))
        elif self.hashes.get(sequence, START if sequence == 0 else None) != receipt.get("head"):
            self.find(sequence, "receipt_mismatch")

    def report(self) -> LedgerReport:
        """What was found, in the order of the entries."""
        problems = tuple(sorted(self.problems, key=lambda problem: problem.sequence))
        return LedgerReport(self._taken, self._last.hash, problems)

    def _check_place(self, header: Header) -> None:
        expected = self._last.sequence + 1
        if header.sequence > expected:
            self.find(expected, "entry_missing", f"{expected}–{header.sequence - 1}")
        elif header.sequence < expected:
            self.find(header.sequence, "entry_out_of_order")
        if header.previous != self._last.hash:
            self.find(header.sequence, "chain_broken")

    def _check_seal(self, header: Header) -> None:
        digest = header.computed_hash()
        if digest.hex() != header.hash:
            self.find(header.sequence, "header_changed")
        if not is_signed_by(self._key, digest, header.signature):
            self.find(header.sequence, "signature_invalid")
        if header.station != self._station:
            self.find(header.sequence, "station_foreign", header.station)


def sealed_document(body: bytes) -> dict[str, Any]:
    """The record document that a body holds.

    Raises:
        ValueError: the body is not a record, however well it is signed.
    """
    try:
        document = json.loads(body)
        names = [document["record"], *photos_of(document)]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not a record") from error
    if not all(isinstance(name, str) for name in names):
        raise ValueError("not a record")
    return cast(dict[str, Any], document)


def photos_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Hashes of the photos a record document names."""
    return tuple(photo["sha256"] for photo in document["photos"])
