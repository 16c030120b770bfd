"""Sending photos by their hash: only what the hub lacks, several at a time, resumed where they stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO

from station.errors import KnownError
from station.store.database import Store
from sync.client.confirming import Confirmations
from sync.client.link import HubLink
from sync.client.outbox import Named, photos_named
from sync.client.state import Aside
from sync.wire.messages import BUNDLE_BYTES, BUNDLE_FILES, EvidenceKept, Upload

AT_ONCE = 4
"""Requests with photos on their way at the same time."""
_SMALL = 1 << 20
"""A photo of at most so many bytes goes together with others; of a larger one, more would be sent again."""
_ENTRIES = 32
_ASKED = 500
_ATTEMPTS = 4
_PIECE = 1 << 17
_AGAIN = frozenset({"HUB-022", "HUB-025", "HUB-041", "HUB-016", "HUB-021", "SYN-003", "SYN-005"})
"""After these it is asked afresh where the upload goes on."""
_NEVER = frozenset({"HUB-019", "HUB-040"})
"""The hub does not want this file at all."""
_NOT_TOGETHER = frozenset({"HUB-010", "SYN-016"})
"""A bundle changed on the way, or what is in it was not found: each photo by itself is judged by itself."""


@dataclass(frozen=True, slots=True)
class PhotoPush:
    """Sends the photos that the hub lacks."""

    store: Store
    link: HubLink
    confirmations: Confirmations
    put_aside: Callable[[Aside], None]
    sent: Callable[[], None]
    """Told of each photo that arrived, in the thread that sent it."""

    def window(self, after: int, through: int) -> int:
        """Send what the next entries after one name, at most through another; the last of them.

        A photo that is missing or altered here, or that the hub does not want, is set aside.

        Raises:
            KnownError: those of :meth:`HubLink.push`; what arrived stays.
        """
        named = photos_named(self.store, after, through, _ENTRIES)
        self.send(named)
        return named.sequence

    def send(self, named: Named) -> None:
        """Send those of these photos that the hub lacks. Raises KnownError: see :meth:`window`."""
        wanted = list(named.photos)
        for start in range(0, len(wanted), _ASKED):
            lacking = self._lacking(wanted[start : start + _ASKED])
            self._all([(upload, named.photos[upload.sha256]) for upload in lacking])

    def _lacking(self, sha256: list[str]) -> list[Upload]:
        """What the hub lacks of these. What no entry at the hub names (one set aside, say) it refuses to
        speak about, and everything asked with it: that is found by halves."""
        try:
            found = self.link.missing(sha256)
            self.confirmations.take(found.receipt)
            return found.uploads
        except KnownError as error:
            if error.code != "HUB-040":
                raise
        if len(sha256) == 1:
            return []
        middle = len(sha256) // 2
        return self._lacking(sha256[:middle]) + self._lacking(sha256[middle:])

    def _all(self, uploads: list[tuple[Upload, int]]) -> None:
        """Several at once; the first that fails ends it, and those under way come to their end."""
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="photos") as lanes:
            sending = [lanes.submit(self._some, group) for group in self._groups(uploads)]
            done, waiting = wait(sending, return_when=FIRST_EXCEPTION)
            for one in waiting:
                one.cancel()
        for one in done:
            one.result()

    def _groups(self, uploads: list[tuple[Upload, int]]) -> Iterator[list[tuple[Upload, int]]]:
        """What goes in one request: small ones that the hub has nothing of, together."""
        group: list[tuple[Upload, int]] = []
        budget = BUNDLE_BYTES
        for upload, sequence in uploads:
            size = size_of(self.store, upload.sha256)
            if upload.url or upload.offset or not 0 < size <= _SMALL:
                yield [(upload, sequence)]
                continue
            if size > budget or len(group) == BUNDLE_FILES:
                yield group
                group, budget = [], BUNDLE_BYTES
            group.append((upload, sequence))
            budget -= size
        if group:
            yield group

    def _some(self, group: list[tuple[Upload, int]]) -> None:
        if len(group) == 1:
            self._one(*group[0])
        elif not self._arrived_together(sequences := {upload.sha256: at for upload, at in group}):
            for upload in self._lacking(list(sequences)):
                self._one(upload, sequences[upload.sha256])

    def _arrived_together(self, sequences: dict[str, int]) -> bool:
        """Whether all of these arrived; if not, each goes by itself."""
        sizes = {name: size_of(self.store, name) for name in sequences}
        contents = (self._content(name, sequence) for name, sequence in sequences.items())
        try:
            kept = self.link.put_together(sizes, contents)
        except KnownError as error:
            if error.code not in _AGAIN | _NEVER | _NOT_TOGETHER:
                raise
            return False
        for _ in kept.sha256:
            self.sent()
        self.confirmations.take(kept.receipt)
        return True

    def _content(self, sha256: str, sequence: int) -> bytes:
        """A photo as it should be. Raises KnownError SYN-016."""
        content = b""
        with suppress(OSError):
            content = self.store.evidence.path(sha256).read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            raise KnownError("SYN-016", photo=sha256[:12], sequence=sequence)
        return content

    def _one(self, upload: Upload, sequence: int) -> None:
        left = [upload]
        for attempt in range(_ATTEMPTS):
            if not left or self._arrived(left[0], sequence, is_last=attempt == _ATTEMPTS - 1):
                return
            left = self._lacking([upload.sha256])

    def _arrived(self, upload: Upload, sequence: int, *, is_last: bool) -> bool:
        """Whether a photo needs no further attempt: it arrived, or was set aside."""
        try:
            self._put(upload, sequence)
        except KnownError as error:
            if error.code in _NEVER:
                self._aside(upload.sha256, sequence, "SYN-017", error.code)
                return True
            if error.code not in _AGAIN or is_last:
                raise
            return False
        return True

    def _put(self, upload: Upload, sequence: int) -> None:
        try:
            file = self.store.evidence.path(upload.sha256).open("rb")
        except OSError:
            self._aside(upload.sha256, sequence, "SYN-016")
            return
        with file:
            if hashlib.file_digest(file, "sha256").hexdigest() != upload.sha256:
                self._aside(upload.sha256, sequence, "SYN-016")
                return
            size = file.tell()
            kept = self._carried(upload, file, size)
        self.sent()
        self.confirmations.take(kept.receipt)

    def _carried(self, upload: Upload, file: BinaryIO, size: int) -> EvidenceKept:
        if upload.url:
            file.seek(0)
            return self.link.put_directly(upload, size, _pieces(file))
        if upload.offset > size:
            raise KnownError("SYN-005", why="it has more of a photo than there is")
        file.seek(upload.offset)
        return self.link.put(upload, size, _pieces(file))

    def _aside(self, sha256: str, sequence: int, code: str, why: str = "") -> None:
        details = {"photo": sha256[:12], "sequence": str(sequence), "why": why}
        self.put_aside(Aside("photo", sequence, code, sha256, details))


def size_of(store: Store, sha256: str) -> int:
    """Bytes of a photo on the disk; 0 for one that is missing."""
    with suppress(OSError):
        return store.evidence.path(sha256).stat().st_size
    return 0


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece
