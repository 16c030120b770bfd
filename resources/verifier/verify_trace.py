"""Checks the proof of a trace page by itself: ``python verify_trace.py ADDRESS|FILE [--photos FOLDER]
[--hub ID] [--station ID]``.

ADDRESS is that of the page (https://…/t/CODE), FILE a proof.json fetched from it; photos are fetched from the
address, or read from FOLDER as <sha256>.jpg. Needs Python 3.11 or newer and the package ``cryptography``;
nothing of the program that wrote the proof. What is checked, and why, stands in FORMAT.md. Prints one JSON
object and exits 0 when all fits, else 1.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
import urllib.request
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

HEADER = ("sequence", "previous", "kind", "at", "station", "body_sha256")
HEX64, HEX128 = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")
LARGEST = 64 * 1024 * 1024
WAIT_S = 60


def canonical(value):
    """The RFC 8785 form of texts, whole numbers, truth values, lists and objects with ASCII keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(content):
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def without(stated, *names):
    """An object without some of its names."""
    return {name: value for name, value in stated.items() if name not in names}


class Key:
    """A public key that signs digests; ``id`` is the start of its fingerprint."""

    def __init__(self, pem):
        self.key = load_pem_public_key(pem.encode())
        if not isinstance(self.key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 public key")
        self.id = sha256(self.key.public_bytes(Encoding.Raw, PublicFormat.Raw))[:8].upper()

    def signed(self, stated, signature):
        """Whether ``signature`` (lower-case hex) is this key's over the SHA-256 of ``stated``."""
        if not isinstance(signature, str) or not HEX128.fullmatch(signature):
            return False
        try:
            self.key.verify(bytes.fromhex(signature), hashlib.sha256(canonical(stated)).digest())
        except InvalidSignature:
            return False
        return True


def code_of(signature):
    """The code of the page of a record: from the signature of its entry."""
    digest = hashlib.sha256(b"trace:" + signature.encode("ascii")).digest()
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()


class Check:
    """The check of one proof; ``checks`` is what was found, by name."""

    def __init__(self, proof, code):
        self.entry, self.receipt, self.statement = proof["entry"], proof["receipt"], proof["statement"]
        self.hub, self.station = Key(proof["hub_key"]), Key(proof["station_key"])
        self.code = code or self.statement["code"]
        self.checks, self.notes = {}, []

    def run(self, photo_of):
        """Check everything; ``photo_of`` gives the bytes of a photo by its hash, None without one."""
        self.checks["entry"] = self.entry_fits()
        self.checks["code"] = self.code == self.statement["code"] == code_of(self.entry["signature"])
        self.checks["receipt"] = self.receipt_fits()
        self.checks["statement"] = self.statement_fits()
        self.checks["photos"] = self.photos_fit(photo_of)
        standing, countersign = self.statement["standing"], self.statement["countersign"]
        if standing != "current":
            self.notes.append({"code": f"record_{standing}", "detail": self.statement["replaced_by"]})
        if self.statement["practice"]:
            self.notes.append({"code": "practice", "detail": ""})
        if countersign in ("awaited", "refused"):
            self.notes.append({"code": f"countersign_{countersign}", "detail": ""})

    def entry_fits(self):
        """The entry is what its hash says, and the station signed it."""
        header = {name: self.entry[name] for name in HEADER}
        fits = sha256(canonical(header)) == self.entry["hash"] and self.entry["station"] == self.station.id
        return fits and self.station.signed(header, self.entry["signature"])

    def receipt_fits(self):
        """The hub confirmed this very entry."""
        receipt, entry = self.receipt, self.entry
        same = all(receipt[name] == entry[name] for name in ("station", "sequence"))
        same = same and receipt["head"] == entry["hash"] and receipt["hub"] == self.hub.id
        return same and self.hub.signed(without(receipt, "signature"), receipt["signature"])

    def statement_fits(self):
        """The hub signed what is published, for this very entry."""
        statement, entry = self.statement, self.entry
        same = all(statement[name] == entry[name] for name in ("station", "sequence"))
        same = same and statement["entry"] == entry["hash"] and statement["hub"] == self.hub.id
        return same and self.hub.signed(without(statement, "signature"), statement["signature"])

    def photos_fit(self, photo_of):
        """Every photo that is at the hub has the hash that was signed; False when none could be looked at."""
        fits = True
        for photo in self.statement["photos"]:
            named = photo["sha256"]
            if not HEX64.fullmatch(named):
                raise ValueError("photo")
            if not photo["here"]:
                self.notes.append({"code": "photo_not_here", "detail": named})
                continue
            content = photo_of(named)
            if content is None:
                self.notes.append({"code": "photo_missing", "detail": named})
            elif sha256(content) != named:
                self.notes.append({"code": "photo_altered", "detail": named})
            fits = fits and content is not None and sha256(content) == named
        return fits


def fetched(address):
    """What lies at an address."""
    if not address.startswith(("http://", "https://")):
        raise ValueError("an address begins with https://")
    with urllib.request.urlopen(address, timeout=WAIT_S) as answer:  # noqa: S310  # the scheme is checked above
        return answer.read(LARGEST)


def photo_at(address, folder):
    """How the bytes of a photo are found."""

    def read(named):
        try:
            if folder:
                return (folder / f"{named}.jpg").read_bytes()
            return fetched(f"{address}/photos/{named}") if address else None
        except OSError:
            return None

    return read


def main():
    """Check, print, and tell by the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("proof", help="the page's address, or a proof.json")
    parser.add_argument("--photos", type=Path, help="folder of the photos, each called <sha256>.jpg")
    parser.add_argument("--hub", help="the id that the platform is known by, told by somebody you trust")
    parser.add_argument("--station", help="the id that the station is known by, told by somebody you trust")
    arguments = parser.parse_args()
    is_address = "://" in arguments.proof
    address = arguments.proof.partition("?")[0].rstrip("/") if is_address else ""
    try:
        content = fetched(f"{address}/proof.json") if is_address else Path(arguments.proof).read_bytes()
        check = Check(json.loads(content), address.rpartition("/")[2])
        check.run(photo_at(address, arguments.photos))
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        UnsupportedAlgorithm,
    ) as e:
        print(json.dumps({"ok": False, "error": f"{type(e).__name__}: {e}"}))
        return 1
    if arguments.hub:
        check.checks["hub"] = arguments.hub.upper() == check.hub.id
    if arguments.station:
        check.checks["station"] = arguments.station.upper() == check.station.id
    ok = all(check.checks.values())
    facts = {"record": check.statement["record"], "station": check.station.id, "hub": check.hub.id}
    print(json.dumps({"ok": ok, **facts, "checks": check.checks, "notes": check.notes}, indent=2))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
