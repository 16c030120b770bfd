"""The master key that wraps the keys of all subjects. It never lies in the database."""

from __future__ import annotations

import secrets
from pathlib import Path

from station.durable import write_durably
from station.errors import KnownError
from station.keyrings import SERVICE, real_keyring

LENGTH = 32
"""Bytes of every key here (AES-256)."""

_IN_KEYRING = b"keyring"


def master_key(folder: Path, station: str, *, make: bool) -> bytes:
    """The master key of a station; made on first use where ``make`` allows it.

    ``folder/master.key`` (mode 0600) holds it in hexadecimal, or says that it lies in the keyring. Once there
    are keys of subjects it is never made anew: that would lose what they wrap without a word.

    Raises:
        KnownError: PRV-001 it is missing or unreadable, or the keyring does not have it.
        OSError: the disk refused.
    """
    file = master_file(folder)
    if not file.exists():
        if not make or any(folder.glob("C-*.key")):
            raise KnownError("PRV-001", path=str(file))
        return _made(file, station)
    content = file.read_bytes()
    key = _of_keyring(station) if content == _IN_KEYRING else _of_hex(content.decode("ascii", "replace"))
    if key is None:
        raise KnownError("PRV-001", path=str(file))
    return key


def master_file(folder: Path) -> Path:
    """The file that holds the master key, or says where it lies."""
    return folder / "master.key"


def _made(file: Path, station: str) -> bytes:
    key = secrets.token_bytes(LENGTH)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    backend = real_keyring()
    if backend is not None:
        backend.set_password(SERVICE, _name(station), key.hex())
    write_durably(file, key.hex().encode() if backend is None else _IN_KEYRING, mode=0o600)
    return key


def _of_keyring(station: str) -> bytes | None:
    backend = real_keyring()
    return _of_hex((backend.get_password(SERVICE, _name(station)) if backend else None) or "")


def _of_hex(text: str) -> bytes | None:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) == LENGTH else None


def _name(station: str) -> str:
    return f"private data of {station}"
