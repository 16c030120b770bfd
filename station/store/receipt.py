"""A receipt: what a hub confirms of a station's ledger, signed.

``{"schema": 1, "station", "sequence", "head", "complete", "at", "hub", "signature"}``: the hub ``hub`` (start
of its key's SHA-256, as for stations) has checked every entry up to ``sequence``, whose hash is ``head``, and
holds all evidence through entry ``complete``. ``signature`` is its Ed25519 signature, hex, over the
SHA-256 of the RFC 8785 form of everything else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rfc8785 import CanonicalizationError

from station.signing import Signer
from station.store.entry import canonical, is_plain
from station.store.identity import ID_LENGTH

SCHEMA = 1
_HASH = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(rf"[0-9A-F]{{{ID_LENGTH}}}")
_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
_NAMES = frozenset({"schema", "station", "sequence", "head", "complete", "at", "hub", "signature"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a hub says it has seen. A claim that lacks its later parts has them empty, and proves nothing."""

    station: str
    sequence: int
    head: str
    complete: int = 0
    at: str = ""
    hub: str = ""
    signature: str = ""

    def digest(self) -> bytes:
        """What the hub signs."""
        return hashlib.sha256(self._stated()).digest()

    def _stated(self) -> bytes:
        # a hub signs thousands a minute, and an honest one is written down as it is
        if is_plain((self.complete, self.sequence), (self.at, self.head, self.hub, self.station)):
            return (
                f'{{"at":"{self.at}","complete":{self.complete},"head":"{self.head}","hub":"{self.hub}",'
                f'"schema":{SCHEMA},"sequence":{self.sequence},"station":"{self.station}"}}'
            ).encode()
        stated = {name: value for name, value in asdict(self).items() if name != "signature"}
        return canonical({"schema": SCHEMA, **stated})

    def is_proven_by(self, hub: Signer | None) -> bool:
        """Whether ``hub`` is the one that the receipt names, and has signed it."""
        if hub is None or self.hub != hub_id(hub):
            return False
        try:
            return hub.signed(self.digest(), self.signature)
        except CanonicalizationError:
            return False


def hub_id(hub: Signer) -> str:
    """The id of a hub: the start of its key's fingerprint."""
    return hub.fingerprint[:ID_LENGTH]


def receipt_from(raw: object) -> Receipt:
    """The receipt in a JSON value, every part of it as its form demands.

    Raises:
        ValueError: naming what is missing, too much or malformed.
    """
    if not isinstance(raw, dict) or set(raw) != _NAMES:
        raise ValueError(f"a receipt has exactly {', '.join(sorted(_NAMES))}")
    claim = claim_from(raw)
    fits = {
        "schema": raw["schema"] == SCHEMA and raw["schema"] is not True,
        "complete": _is_count(raw["complete"]) and raw["complete"] <= claim.sequence,
        "at": isinstance(raw["at"], str) and _AT.fullmatch(raw["at"]) is not None,
        "hub": isinstance(raw["hub"], str) and _ID.fullmatch(raw["hub"]) is not None,
        "signature": isinstance(raw["signature"], str),
    }
    if wrong := [name for name, fit in fits.items() if not fit]:
        raise ValueError(wrong[0])
    return claim


def claim_from(raw: object) -> Receipt:
    """What a JSON value claims to be confirmed; of a receipt only station, sequence and head are needed.

    Raises:
        ValueError: naming what is missing or malformed.
    """
    if not isinstance(raw, dict):
        raise ValueError("JSON object")
    _refuse_malformed(raw)
    later = {name: raw[name] for name in ("at", "hub", "signature") if isinstance(raw.get(name), str)}
    complete = raw["complete"] if _is_count(raw.get("complete")) else 0
    return Receipt(raw["station"], raw["sequence"], raw["head"], complete, **later)


def _refuse_malformed(raw: Mapping[str, Any]) -> None:
    if not isinstance(raw.get("station"), str):
        raise ValueError("station")
    if not _is_count(raw.get("sequence")):
        raise ValueError("sequence")
    if not isinstance(raw.get("head"), str) or not _HASH.fullmatch(raw["head"]):
        raise ValueError("head")


def _is_count(raw: object) -> bool:
    return isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw < 2**53
