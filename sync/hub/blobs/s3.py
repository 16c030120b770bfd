"""Evidence in any S3-compatible store. Stations put their files straight there; the hub checks each."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, TypeVar

from station.errors import KnownError
from sync.hub.blobs.parts import Parts
from sync.hub.blobs.store import Arriving, Presigned, checked

if TYPE_CHECKING:
    from obstore.store import S3Store

_STAGING = "incoming"
_ADDRESS_GOOD_FOR = timedelta(hours=1)
_CHUNK = 1 << 18
_HELD_AT_ONCE = 8
_CONNECT_WITHIN = timedelta(seconds=5)
_ANSWER_WITHIN = timedelta(seconds=60)
_RETRY_WITHIN = timedelta(seconds=20)

_Found = TypeVar("_Found")


class S3Blobs:
    """``<prefix>/ab/abcdef…`` in a bucket; what stations put lies in ``<prefix>/incoming`` until checked.

    Its address stays good for a while, so it could be put again between the check and a copy: what is kept
    is therefore exactly the bytes that were read and checked, written only where nothing is. Endpoint, region
    and credentials come from the environment (``AWS_ENDPOINT_URL``, ``AWS_ACCESS_KEY_ID`` …).
    """

    def __init__(self, url: str, incoming: Path, largest: int) -> None:
        """Reach the bucket. ``incoming`` holds what comes through the hub; ``largest`` is a file's, in bytes.

        Raises:
            KnownError: HUB-004 it does not answer, or refuses.
        """
        from obstore.exceptions import BaseError

        self._largest = largest
        self._few = BoundedSemaphore(_HELD_AT_ONCE)  # checked files lie in memory
        try:
            self._parts = Parts(incoming)
            self._store = _opened(url)
            next(iter(self._staged()), None)
        except (BaseError, OSError, ValueError) as error:
            raise KnownError("HUB-004", place=url, why=_why(error)) from error

    def size(self, sha256: str) -> int | None:
        """Bytes of a file that exists."""
        import obstore

        with _answering():
            return _unless_absent(lambda: obstore.head(self._store, _path(sha256))["size"])

    def read(self, sha256: str) -> Iterator[bytes]:
        """The bytes, chunk by chunk."""
        import obstore

        with _answering():
            found = _unless_absent(lambda: obstore.get(self._store, _path(sha256)))
            if found is None:
                raise KnownError("HUB-021", what=sha256)
            for chunk in found.stream(min_chunk_size=_CHUNK):
                yield bytes(chunk)

    def keep(self, sha256: str, content: bytes) -> None:
        """Put a whole file where nothing is."""
        import obstore
        from obstore.exceptions import AlreadyExistsError

        if hashlib.sha256(content).hexdigest() != checked(sha256):
            raise KnownError("HUB-022", sha256=sha256)
        with _answering():
            try:
                obstore.put(self._store, _path(sha256), content, mode="create", use_multipart=False)
            except AlreadyExistsError:
                return  # it was checked when it was put

    def group(self) -> S3Group:
        """Each exists as soon as it is added."""
        return S3Group(self)

    def arrived(self, station: str, names: Collection[str]) -> list[str]:
        """What this station has put, unchecked: one question, however many files."""
        with _answering():
            here = {path.rpartition("/")[2] for path, _at in self._staged(station)}
        return sorted(here.intersection(names))

    def received(self, arriving: Arriving) -> int:
        """Bytes here of a file that comes through the hub."""
        return self._parts.received(arriving)

    def append(self, arriving: Arriving, offset: int, chunk: bytes) -> int:
        """Take the next bytes of a file that comes through the hub."""
        try:
            return self._parts.append(arriving, offset, chunk)
        except OSError as error:
            raise KnownError("HUB-023", why=error.strerror or str(error)) from error

    def finish(self, arriving: Arriving, size: int | None = None) -> int:
        """Check what was put, or came through the hub, and put it under its name."""
        with self._few:
            content = self._put_here(arriving) if size is None else None
            if content is None:
                content = self._sent_here(arriving, size)
            if content is not None:
                self._keep_or_discard(arriving, content)
                self._parts.discard(arriving)
                return len(content)
        kept = self.size(arriving.sha256)
        if kept is None:
            raise KnownError("HUB-021", what=arriving.sha256)
        return kept

    def discard(self, arriving: Arriving) -> None:
        """Throw away what arrived of a file, either way."""
        self._parts.discard(arriving)
        self._remove([_staging(arriving)])

    def presigned(self, arriving: Arriving) -> Presigned | None:
        """Where the station puts the file; nothing else can be done with the address, and not for long."""
        import obstore

        with _answering():
            return Presigned(obstore.sign(self._store, "PUT", _staging(arriving), _ADDRESS_GOOD_FOR))

    def clean(self, before: datetime) -> int:
        """Throw away what has been under way since ``before``."""
        with _answering():
            stale = [path for path, at in self._staged() if at < before]
        self._remove(stale)
        return len(stale) + self._parts.clean(before)

    def _staged(self, station: str = "") -> Iterator[tuple[str, datetime]]:
        import obstore

        for page in obstore.list(self._store, f"{_STAGING}/{station}".rstrip("/")):
            yield from ((found["path"], found["last_modified"]) for found in page)

    def _put_here(self, arriving: Arriving) -> bytes | None:
        import obstore

        with _answering():
            found = _unless_absent(lambda: obstore.get(self._store, _staging(arriving)))
            if found is None:
                return None
            if found.meta["size"] > self._largest:
                self.discard(arriving)
                raise KnownError("HUB-019", limit=self._largest)
            return bytes(found.bytes())

    def _sent_here(self, arriving: Arriving, size: int | None) -> bytes | None:
        with self._parts.locked(arriving) as part:
            if size is not None:
                self._parts.refuse_other(arriving, size)
            return part.read_bytes() if part.exists() else None

    def _keep_or_discard(self, arriving: Arriving, content: bytes) -> None:
        try:
            self.keep(arriving.sha256, content)
        except KnownError as error:
            if error.code == "HUB-022":
                self.discard(arriving)
            raise

    def _remove(self, paths: list[str]) -> None:
        import obstore

        if paths:
            with _answering():
                obstore.delete(self._store, paths)


@dataclass(frozen=True, slots=True)
class S3Group:
    """Files put one after the other: there is nothing to gain."""

    blobs: S3Blobs

    def add(self, sha256: str, content: bytes) -> bool:
        """Put a file."""
        try:
            self.blobs.keep(sha256, content)
        except KnownError as error:
            if error.code != "HUB-022":
                raise
            return False
        return True

    def exist(self) -> None:
        """They do."""

    def close(self) -> None:
        """Nothing is left over."""


def _opened(url: str) -> S3Store:
    """Few tries: who asks the hub tries again itself."""
    from obstore.store import S3Store

    return S3Store.from_url(
        url,
        client_options={
            "connect_timeout": _CONNECT_WITHIN,
            "timeout": _ANSWER_WITHIN,
            # with options given it does not look for this one itself
            "allow_http": os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true",
        },
        retry_config={"max_retries": 2, "retry_timeout": _RETRY_WITHIN},
    )


def _path(sha256: str) -> str:
    return f"{checked(sha256)[:2]}/{sha256}"


def _staging(arriving: Arriving) -> str:
    return f"{_STAGING}/{arriving.station}/{arriving.sha256}"


@contextmanager
def _answering() -> Iterator[None]:
    from obstore.exceptions import BaseError

    try:
        yield
    except BaseError as error:
        raise KnownError("HUB-023", why=_why(error)) from error


def _unless_absent(ask: Callable[[], _Found]) -> _Found | None:
    try:
        return ask()
    except FileNotFoundError:
        return None


def _why(error: Exception) -> str:
    """The first line: the rest is the client's own state, and may name accounts."""
    return next(iter(str(error).splitlines()), "")
