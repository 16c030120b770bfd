"""Checks a bundle of inspection records by itself: ``python verify_bundle.py BUNDLE [--receipt FILE]
[--hub-key FILE] [--station ID]``.

Needs Python 3.11 or newer and the package ``cryptography``; nothing of the program that wrote the bundle.
What is checked, and why, stands in FORMAT.md. Prints one JSON object and exits 0 when all fits, else 1.
"""

import argparse
import hashlib
import json
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

START = "0" * 64
HEADER = ("sequence", "previous", "kind", "at", "station", "body_sha256", "hash", "signature")
MANIFEST = {"format", "version", "station", "at", "records", "pruned", "files", "signature"}
TOP = {"ledger.jsonl", "head.json", "public_key.pem"}
BODY = re.compile(r"records/[\w-]+\.json|events/[0-9]+\.json")
HEX64, HEX128 = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{128}")


def canonical(value):
    """The RFC 8785 form of texts, whole numbers, lists and objects with ASCII keys; more is not needed."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256(content):
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


class Key:
    """A public key that signs digests."""

    def __init__(self, pem):
        self.key = load_pem_public_key(pem)
        if not isinstance(self.key, Ed25519PublicKey):
            raise ValueError("not an Ed25519 public key")
        self.is_as_written = self.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo) == pem
        raw = self.key.public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.id = sha256(raw)[:8].upper()

    def signed(self, content, signature):
        """Whether ``signature`` (lower-case hex) is this key's over the SHA-256 of ``content``."""
        if not isinstance(signature, str) or not HEX128.fullmatch(signature):
            return False
        try:
            self.key.verify(bytes.fromhex(signature), hashlib.sha256(content).digest())
        except InvalidSignature:
            return False
        return True


def is_whole(value):
    """Whether a JSON value is a whole number that every JSON reader can hold."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53


class Check:
    """The check of one bundle; ``problems`` and ``notes`` are what it found."""

    def __init__(self, folder):
        self.folder = folder
        for path in folder.rglob("*"):
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise ValueError(f"{path.name} is no plain file")
        self.problems, self.notes = [], []
        self.key = Key((folder / "public_key.pem").read_bytes())
        self.hashes, self.last, self.count = {0: START}, (0, START), 0
        self.head_fits, self.manifest, self.named = False, None, set()

    def find(self, sequence, code, detail=""):
        """A problem."""
        self.problems.append({"sequence": sequence, "code": code, "detail": detail})

    def note(self, sequence, code, detail=""):
        """Something worth knowing."""
        self.notes.append({"sequence": sequence, "code": code, "detail": detail})

    def run(self):
        """Check everything in the bundle."""
        if not self.key.is_as_written:
            self.find(0, "file_changed", "public_key.pem")
        self.check_manifest()
        bodies = self.check_lines()
        self.check_head()
        for name, header in bodies.items():
            self.check_body(name, header)
        self.check_files()

    def check_manifest(self):
        """The list of files is signed by the station."""
        try:
            content = (self.folder / "bundle.json").read_bytes()
            manifest = json.loads(content)
            if set(manifest) != MANIFEST or manifest["format"] != "inspection-station-bundle":
                raise ValueError
            files, lists = manifest["files"], (manifest["records"], manifest["pruned"])
            if not is_whole(manifest["version"]) or manifest["version"] != 2:
                raise ValueError
            if not isinstance(files, dict) or not all(isinstance(one, list) for one in lists):
                raise ValueError
            texts = [manifest[name] for name in ("station", "at", "signature")]
            texts += [*files.values(), *lists[0], *lists[1]]
            if not all(isinstance(one, str) for one in texts) or not all(map(str.isascii, files)):
                raise ValueError
            stated = canonical({name: manifest[name] for name in MANIFEST - {"signature"}})
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            self.find(0, "manifest_missing", "bundle.json")
            return
        if canonical(manifest) != content or not self.key.signed(stated, manifest["signature"]):
            self.find(0, "manifest_forged", "bundle.json")
        else:
            self.manifest = manifest

    def check_lines(self):
        """Every header follows from the one before it; gives the headers whose bodies are shown, by file."""
        *lines, end = (self.folder / "ledger.jsonl").read_bytes().split(b"\n")
        if end:
            self.find(0, "file_changed", "ledger.jsonl")
        bodies = {}
        for number, line in enumerate(lines, start=1):
            try:
                raw = json.loads(line)
                header = {name: raw[name] if name == "sequence" else str(raw[name]) for name in HEADER}
                if not is_whole(header["sequence"]):
                    raise ValueError
            except (ValueError, KeyError, TypeError, RecursionError):
                self.find(number, "line_malformed", str(number))
                continue
            self.take(header)
            body = raw.get("body")
            named = body is None or (isinstance(body, str) and BODY.fullmatch(body))
            written = header if body is None else {**header, "body": body}
            if not named or json.dumps(written).encode() != line:
                self.find(header["sequence"], "line_malformed", str(number))
            elif body is not None:
                bodies[body] = header
        return bodies

    def take(self, header):
        """Check one header."""
        sequence, signed = header["sequence"], canonical({name: header[name] for name in HEADER[:6]})
        self.count += 1
        if sequence > self.last[0] + 1:
            self.find(self.last[0] + 1, "entry_missing")
        elif sequence <= self.last[0]:
            self.find(sequence, "entry_out_of_order")
        if header["previous"] != self.last[1]:
            self.find(sequence, "chain_broken")
        if sha256(signed) != header["hash"]:
            self.find(sequence, "header_changed")
        if not self.key.signed(signed, header["signature"]):
            self.find(sequence, "signature_invalid")
        if header["station"] != self.key.id:
            self.find(sequence, "station_foreign", header["station"])
        self.hashes[sequence] = header["hash"]
        self.last = (sequence, header["hash"])

    def check_head(self):
        """The station signed which entry is its last."""
        try:
            content = (self.folder / "head.json").read_bytes()
            head = json.loads(content)
            if json.dumps(head).encode() != content:
                self.find(0, "file_changed", "head.json")
            if head and not is_whole(head["sequence"]):
                raise ValueError
            stated = head and canonical(
                {"head": str(head["hash"]), "sequence": head["sequence"], "station": self.key.id}
            )
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            head = None
        if not head:
            if self.last[0]:
                self.find(self.last[0], "head_missing")
        elif not self.key.signed(stated, head["signature"]):
            self.find(head["sequence"], "head_forged")
        elif (head["sequence"], head["hash"]) != self.last:
            self.find(head["sequence"], "head_mismatch", str(self.last[0]))
        else:
            self.head_fits = True

    def check_body(self, name, header):
        """A body is, byte for byte, what its header says; a record's photos are there."""
        self.named.add(name)
        path, sequence = self.folder / name, header["sequence"]
        if not path.is_file():
            self.find(sequence, "record_missing", path.stem)
            return
        content = path.read_bytes()
        if sha256(content) != header["body_sha256"]:
            self.find(sequence, "body_changed")
            return
        try:
            body = json.loads(content)
            if header["kind"] in ("record_sealed", "record_amended"):
                self.check_record(name, header, body)
            elif header["kind"] == "record_voided":
                self.note(sequence, "record_voided", body["record"])
            elif header["kind"] == "record_countersigned" and body["decision"] == "refused":
                self.note(sequence, "record_refused", body["record"])
        except (ValueError, KeyError, TypeError, RecursionError):
            self.find(sequence, "body_malformed")

    def check_record(self, name, header, record):
        """The record is the one that the file's name says, and every photo has its hash."""
        photos = [photo["sha256"] for photo in record["photos"]]
        if not all(isinstance(photo, str) and HEX64.fullmatch(photo) for photo in photos):
            raise ValueError
        if name != f"records/{record['record']}.json" or record["sealed_at"] != header["at"]:
            self.find(header["sequence"], "record_missing", str(record["record"]))
        if record.get("amends"):
            self.note(header["sequence"], "record_amended", record["amends"]["record"])
        for photo in photos:
            self.check_photo(header["sequence"], photo)

    def check_photo(self, sequence, photo):
        """One photo has its hash, or was pruned by what the signed list says."""
        self.named.add(f"photos/{photo}.jpg")
        path = self.folder / "photos" / f"{photo}.jpg"
        if path.is_file():
            if sha256(path.read_bytes()) != photo:
                self.find(sequence, "photo_altered", photo)
        elif self.manifest and photo in self.manifest["pruned"]:
            self.note(sequence, "photo_pruned", photo)
        else:
            self.find(sequence, "photo_missing", photo)

    def check_files(self):
        """The bundle holds the files of the signed list, and no other."""
        paths = (path for path in self.folder.rglob("*") if not path.is_dir())
        found = {path.relative_to(self.folder).as_posix() for path in paths} - {"bundle.json"}
        files = self.manifest["files"] if self.manifest else {}
        for name in sorted(found - self.named - set(files) - TOP):
            self.find(0, "file_unknown", name)
        if self.manifest:
            for name in sorted((set(files) - found - self.named) | ((found & self.named) - set(files))):
                self.find(0, "file_missing", name)
            for name in sorted(found & set(files)):
                if sha256((self.folder / name).read_bytes()) != files[name] and name not in self.named:
                    self.find(0, "file_changed", name)

    def check_receipt(self, receipt, hub):
        """The chain holds what a hub confirmed of it; a receipt without proof is compared all the same."""
        sequence, head = receipt["sequence"], receipt["head"]
        signed = canonical({name: value for name, value in receipt.items() if name != "signature"})
        if hub is None or receipt.get("hub") != hub.id or not hub.signed(signed, receipt.get("signature")):
            self.note(sequence, "receipt_unproven")
        if receipt["station"] != self.key.id:
            self.find(0, "receipt_foreign", str(receipt["station"]))
        elif self.hashes.get(sequence) != head:
            lacks = sequence > self.last[0]
            code = "forked" if not lacks else "rolled_back" if self.head_fits else "truncated"
            self.find(sequence, code)


def main():
    """Check, print, and tell by the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--receipt", type=Path, help="what a hub confirmed of the station's ledger")
    parser.add_argument("--hub-key", type=Path, help="the hub's public key (PEM)")
    parser.add_argument("--station", help="the id that the station is known by, told by somebody you trust")
    arguments = parser.parse_args()
    try:
        check = Check(arguments.bundle)
        check.run()
        if arguments.receipt:
            hub = Key(arguments.hub_key.read_bytes()) if arguments.hub_key else None
            check.check_receipt(json.loads(arguments.receipt.read_bytes()), hub)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, UnsupportedAlgorithm) as error:
        print(json.dumps({"ok": False, "error": f"{type(error).__name__}: {error}"}))
        return 1
    if arguments.station and arguments.station.upper() != check.key.id:
        check.find(0, "station_foreign", check.key.id)
    facts = {"station": check.key.id, "entries": check.count, "head": check.last[1]}
    ok = not check.problems
    print(json.dumps({"ok": ok, **facts, "problems": check.problems, "notes": check.notes}, indent=2))
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main())
