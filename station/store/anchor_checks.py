"""Comparing the chain with the anchor that lies outside the database."""

from __future__ import annotations

from station.signing import Signer
from station.store.anchors import Anchor, AnchorPlace, read_anchor
from station.store.chain import ChainCheck
from station.store.entry import Head
from station.store.identity import ID_LENGTH


class AnchorCheck:
    """The anchor of one station, read before its chain is."""

    def __init__(self, station: Signer, place: AnchorPlace | None) -> None:
        self._lost = ""
        self._anchor: Anchor | None = None
        if place is not None:
            self._read(station, place)

    def _read(self, station: Signer, place: AnchorPlace) -> None:
        try:
            self._anchor = read_anchor(place, station, station.fingerprint[:ID_LENGTH])
        except Exception:  # noqa: BLE001 - keyrings raise what they like; a lost anchor is a note
            self._lost = "anchor_unreadable"
        else:
            self._lost = "" if self._anchor else "anchor_missing"

    @property
    def watched(self) -> frozenset[int]:
        """The entry that the anchor speaks of."""
        return frozenset({self._anchor.sequence} if self._anchor else ())

    def compare(self, check: ChainCheck, restored_at: str) -> None:
        """Check, after the head, that the chain holds the anchored entry; ``restored_at`` tells when, by the
        ledger, a backup was last restored, which explains an older anchor."""
        if self._lost:
            check.note(0, self._lost)
        elif self._anchor is not None:
            head = Head(self._anchor.sequence, self._anchor.head)
            if restored_at > self._anchor.at and not check.holds(head):
                check.note(head.sequence, "anchor_before_restore")
            else:
                check.check_confirmed(head)
