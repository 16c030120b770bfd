"""The age format (age-encryption.org/v1), streamed: any ``age`` program opens what is written here.

A backup is encrypted to the public recipient of an X25519 identity; the identity itself is encrypted with a
passphrase (scrypt). So backups can be made without the passphrase, and read with it alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from pyrage import DecryptError, EncryptError, IdentityError, decrypt_io, encrypt_io, passphrase
from pyrage.x25519 import Identity as Identity
from pyrage.x25519 import Recipient

from station.errors import KnownError


class Readable(Protocol):
    """Gives bytes in the order they lie."""

    def read(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...


class Sink(Protocol):
    """Takes bytes in the order they come."""

    def write(self, chunk: bytes, /) -> int:
        """Take ``chunk`` whole and return its length."""
        ...


@dataclass(frozen=True, slots=True)
class LockedKey:
    """A backup key: its public ``recipient``, and ``locked``: the identity under a passphrase."""

    recipient: str
    locked: bytes


def new_key(words: str) -> LockedKey:
    """A new key locked with the passphrase ``words``. Takes about a second, on purpose."""
    identity = Identity.generate()
    return LockedKey(str(identity.to_public()), passphrase.encrypt(f"{identity}\n".encode(), words))


def unlock(locked: bytes, words: str) -> Identity:
    """The identity in ``locked``.

    Raises:
        KnownError: BAK-001 the passphrase does not open it.
    """
    try:
        return Identity.from_str(passphrase.decrypt(locked, words).decode().strip())
    except (DecryptError, IdentityError, UnicodeDecodeError, OSError) as error:
        raise KnownError("BAK-001") from error


def encrypt(chunks: Iterable[bytes], sink: Sink, recipient: str) -> None:
    """Encrypt what ``chunks`` yields into ``sink``; little of it is in memory at any time.

    Raises:
        Exception: whatever ``chunks`` or ``sink`` raised, unchanged.
    """
    source, target = _Source(chunks), _Target(sink)
    try:
        encrypt_io(source, target, [Recipient.from_str(recipient)])
    except (EncryptError, OSError) as error:
        raise source.error or target.error or error from error


def decrypt(source: Readable, sink: Sink, identity: Identity) -> None:
    """Decrypt ``source`` into ``sink``; what arrives there is authentic up to that point.

    Raises:
        KnownError: BAK-002 ``source`` was altered, cut off, or is for another key.
        Exception: whatever ``sink`` raised, unchanged.
    """
    target = _Target(sink)
    try:
        decrypt_io(source, target, [identity])
    except (DecryptError, OSError) as error:
        raise target.error or KnownError("BAK-002", why="payload.age") from error


class _Source:
    """A file to read from, made of chunks; keeps the error that the cipher would only quote."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self.error: Exception | None = None

    def read(self, size: int = -1, /) -> bytes:
        try:
            while not self._rest:
                self._rest = memoryview(next(self._chunks))
        except StopIteration:
            return b""
        except Exception as error:  # whatever it is; the cipher would tell its text only
            self.error = error
            raise
        given, self._rest = self._rest[:size], self._rest[size:]
        return bytes(given)


class _Target:
    """A file to write to; keeps the error that the cipher would only quote."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.error: Exception | None = None

    def write(self, chunk: bytes, /) -> int:
        try:
            return self._sink.write(chunk)
        except Exception as error:  # whatever it is; the cipher would tell its text only
            self.error = error
            raise

    def flush(self) -> None:
        """Nothing is held back."""
