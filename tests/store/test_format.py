"""The worked example of FORMAT.md, recomputed with the product's own code and read by the script."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from station.places import RESOURCES
from station.signing import Signer, pem_of
from station.store.entry import START, Head, canonical, head_digest, header_bytes
from station.store.identity import station_id
from station.store.receipt import hub_id, receipt_from

PAGE = (RESOURCES / "verifier" / "FORMAT.md").read_text("utf-8")
BLOCK = re.search(r"## Worked example.*?```json\n(.*?)```", PAGE, re.DOTALL)
assert BLOCK is not None
EXAMPLE: dict[str, str] = json.loads(BLOCK[1])
AT = "2026-11-22T09:15:00.000000Z"


def key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(EXAMPLE[name]))


def test_the_keys_and_their_ids() -> None:
    assert pem_of(key("station_seed").public_key()) == EXAMPLE["public_key.pem"]
    assert station_id(EXAMPLE["public_key.pem"]) == EXAMPLE["station"]
    assert pem_of(key("hub_seed").public_key()) == EXAMPLE["hub_key.pem"]
    assert hub_id(Signer(EXAMPLE["hub_key.pem"])) == EXAMPLE["hub"]


def test_the_entry() -> None:
    body = EXAMPLE["body"].encode()
    assert canonical(json.loads(body)) == body
    header = header_bytes(1, START, "signed_in", AT, EXAMPLE["station"], hashlib.sha256(body).hexdigest())
    assert header.decode() == EXAMPLE["header"]
    digest = hashlib.sha256(header).digest()
    assert digest.hex() == EXAMPLE["hash"]
    assert key("station_seed").sign(digest).hex() == EXAMPLE["signature"]


def test_the_head() -> None:
    digest = head_digest(EXAMPLE["station"], Head(1, EXAMPLE["hash"]))
    assert hashlib.sha256(EXAMPLE["head"].encode()).digest() == digest
    assert key("station_seed").sign(digest).hex() == EXAMPLE["head_signature"]


def test_the_receipt() -> None:
    receipt = receipt_from({**json.loads(EXAMPLE["receipt"]), "signature": EXAMPLE["receipt_signature"]})
    assert receipt.digest() == hashlib.sha256(EXAMPLE["receipt"].encode()).digest()
    assert receipt.is_proven_by(Signer(EXAMPLE["hub_key.pem"]))
    assert not replace(receipt, complete=0).is_proven_by(Signer(EXAMPLE["hub_key.pem"]))
    assert key("hub_seed").sign(receipt.digest()).hex() == EXAMPLE["receipt_signature"]
