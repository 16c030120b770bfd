"""Checking a chain of ledger headers, wherever they come from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import rfc8785

from station.signing import Signer
from station.store.entry import START, Head, head_digest, header_bytes
from station.store.identity import ID_LENGTH
from station.store.receipt import Receipt
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
        """SHA-256 of the canonical header; of nothing where a part of it is beyond any canonical form."""
        try:
            return hashlib.sha256(
                header_bytes(self.sequence, self.previous, self.kind, self.at, self.station, self.body_sha256)
            ).digest()
        except rfc8785.CanonicalizationError:
            return b""


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
class LedgerNote(LedgerProblem):
    """Something worth knowing that proves nothing wrong: a clock that stepped, what a crash left."""


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """Outcome of a check. ``head`` is the hash of the last entry found; ``notes`` do not make it not ok."""

    entries: int
    head: str
    problems: tuple[LedgerProblem, ...]
    notes: tuple[LedgerNote, ...] = ()

    @property
    def ok(self) -> bool:
        """True when nothing was found."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Seal:
    """Whether the hash and the signature of one header are what they must be."""

    hash_fits: bool
    signature_fits: bool


def seal_of(header: Header, signer: Signer) -> Seal:
    """Check the seal of one header, apart from its place in the chain. Costs most of a whole check."""
    digest = header.computed_hash()
    return Seal(digest.hex() == header.hash, signer.signed(digest, header.signature))


class ChainCheck:
    """Takes headers in the order found and collects what is wrong with them.

    ``watched`` are the sequences that somebody outside confirmed; their hashes are remembered.
    """

    def __init__(self, signer: Signer, watched: Iterable[int] = ()) -> None:
        self.signer = signer
        self.station = signer.fingerprint[:ID_LENGTH]
        self.problems: list[LedgerProblem] = []
        self.notes: list[LedgerNote] = []
        self._watched = frozenset(watched)
        self._hashes = {0: START}
        self._last = Head(0, START)
        self._head_fits = False
        self._taken = 0

    @property
    def last(self) -> Head:
        """The last header taken."""
        return self._last

    def take(self, header: Header, seal: Seal | None = None) -> None:
        """Check one header against the one before it; ``seal`` when that was checked elsewhere."""
        self._taken += 1
        self._check_place(header)
        self._check_seal(header, seal or seal_of(header, self.signer))
        if header.sequence in self._watched:
            self._hashes[header.sequence] = header.hash
        self._last = Head(header.sequence, header.hash)

    def find(self, sequence: int, code: str, detail: str = "") -> None:
        """A problem."""
        self.problems.append(LedgerProblem(sequence, code, detail))

    def note(self, sequence: int, code: str, detail: str = "") -> None:
        """Something worth knowing."""
        self.notes.append(LedgerNote(sequence, code, detail))

    def check_head(self, sequence: int, head_hash: str, signature: str) -> None:
        """Check the signed statement which entry is the last."""
        head = Head(sequence, head_hash)
        if not self.signer.signed(head_digest(self.station, head), signature):
            self.find(sequence, "head_forged")
        elif head != self._last:
            self.find(sequence, "head_mismatch", f"{self._last.sequence}")
        else:
            self._head_fits = True

    def check_receipt(self, receipt: Receipt) -> None:
        """Check, after the head, that the chain holds what a hub confirmed of it."""
        if receipt.station != self.station:
            self.find(0, "receipt_foreign", receipt.station)
        else:
            self.check_confirmed(Head(receipt.sequence, receipt.head))

    def holds(self, head: Head) -> bool:
        """Whether the chain so far holds this entry, of those that are watched."""
        return self._hashes.get(head.sequence) == head.hash

    def check_confirmed(self, head: Head) -> None:
        """Check, after the head, that the chain holds an entry that was seen outside it.

        A chain that ends before it was ``truncated``, unless its own signed head says that it ends there:
        then an old state was put back (``rolled_back``). Another entry in its place is another history
        (``forked``).
        """
        if self.holds(head):
            return
        if head.sequence <= self._last.sequence:
            self.find(head.sequence, "forked")
        elif self._head_fits:
            self.find(head.sequence, "rolled_back", f"{self._last.sequence}")
        else:
            self.find(head.sequence, "truncated", f"{self._last.sequence}")

    def report(self) -> LedgerReport:
        """What was found, in the order of the entries."""
        problems = tuple(sorted(self.problems, key=lambda problem: problem.sequence))
        notes = tuple(sorted(self.notes, key=lambda note: note.sequence))
        return LedgerReport(self._taken, self._last.hash, problems, notes)

    def _check_place(self, header: Header) -> None:
        expected = self._last.sequence + 1
        if header.sequence > expected:
            self.find(expected, "entry_missing", f"{expected}–{header.sequence - 1}")
        elif header.sequence < expected:
            self.find(header.sequence, "entry_out_of_order")
        if header.previous != self._last.hash:
            self.find(header.sequence, "chain_broken")

    def _check_seal(self, header: Header, seal: Seal) -> None:
        if not seal.hash_fits:
            self.find(header.sequence, "header_changed")
        if not seal.signature_fits:
            self.find(header.sequence, "signature_invalid")
        if header.station != self.station:
            self.find(header.sequence, "station_foreign", header.station)


def photos_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Hashes of the photos a record document names."""
    return tuple(photo["sha256"] for photo in document["photos"])
