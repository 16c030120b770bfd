"""One random key per subject, each in a file of its own so that it can be erased alone."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from station.durable import sync_folder, write_durably
from station.errors import KnownError
from station.private.master import LENGTH

NONCE = 12
"""Bytes of a nonce of AES-GCM; drawn at random for every sealing."""

_SUBJECT = re.compile(r"C-[0-9A-F]{12}")


class SubjectKeys:
    """The keys in one folder. A file ``<subject>.key`` holds, wrapped by the master key, 32 bytes of key and
    a digest of the phone number, by which the same person is found again."""

    def __init__(self, folder: Path, master: bytes) -> None:
        self._folder = folder
        self._master = AESGCM(master)

    def make(self, match: bytes) -> str:
        """A new subject. Its key is on disk when this returns.

        Raises:
            OSError: the disk refused.
        """
        subject = f"C-{secrets.token_hex(6).upper()}"
        wrapped = seal_bytes(self._master, secrets.token_bytes(LENGTH) + match, subject)
        write_durably(self._file(subject), wrapped, mode=0o600)
        return subject

    def key(self, subject: str) -> bytes:
        """The key of a subject.

        Raises:
            KnownError: PRV-002 it is missing or damaged.
        """
        return self._unwrapped(subject)[:LENGTH]

    def matches(self) -> Mapping[bytes, str]:
        """The subject of every digest that is there.

        Raises:
            KnownError: PRV-002 a key is damaged.
        """
        found = {self._unwrapped(subject)[LENGTH:]: subject for subject in self.subjects()}
        return {match: subject for match, subject in found.items() if match}

    def subjects(self) -> tuple[str, ...]:
        """Everyone whose key is here."""
        return tuple(sorted(file.stem for file in self._folder.glob("C-*.key") if is_subject(file.stem)))

    def _unwrapped(self, subject: str) -> bytes:
        try:
            return open_bytes(self._master, self._file(subject).read_bytes(), subject)
        except (OSError, InvalidTag, ValueError) as error:
            raise KnownError("PRV-002", subject=subject) from error

    def _file(self, subject: str) -> Path:
        return key_file(self._folder, subject)


def key_file(folder: Path, subject: str) -> Path:
    """Where the key of a subject lies.

    Raises:
        KnownError: PRV-003 it is no subject's id, which could name any file.
    """
    if not is_subject(subject):
        raise KnownError("PRV-003", subject=subject)
    return folder / f"{subject}.key"


def is_subject(text: str) -> bool:
    """Whether ``text`` has the form of a subject's id."""
    return _SUBJECT.fullmatch(text) is not None


def destroy(file: Path) -> None:
    """Overwrite a key, remove it and see to it that it stays removed after a power cut; absent is done.

    Raises:
        OSError: the disk refused.
    """
    if not file.exists():
        return
    with file.open("r+b") as content:
        content.write(secrets.token_bytes(file.stat().st_size))
        content.flush()
        os.fsync(content.fileno())
    file.unlink()
    sync_folder(file.parent)


def seal_bytes(cipher: AESGCM, content: bytes, subject: str) -> bytes:
    """Nonce and ciphertext of ``content``, bound to ``subject``."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, content, subject.encode())


def open_bytes(cipher: AESGCM, sealed: bytes, subject: str) -> bytes:
    """What :func:`seal_bytes` sealed.

    Raises:
        InvalidTag: another key, another subject, or altered.
        ValueError: too short.
    """
    return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], subject.encode())
