"""A station's conversation with its hub: who it is, what is asked, and in whose name."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar

from station.errors import KnownError
from station.signing import Signer
from station.store.identity import Identity
from station.store.receipt import hub_id
from sync.client.address import hub_address, is_safe
from sync.client.answers import message_of, problem_of, version_refused
from sync.client.http import Http, Patience, Reply, spoken_headers
from sync.wire.encoding import ZSTD, encoded, packed
from sync.wire.messages import (
    Bundle,
    BundledFile,
    BundleKept,
    Challenge,
    ChallengeRequest,
    Enrolled,
    EnrolRequest,
    EvidenceAsked,
    EvidenceKept,
    EvidenceMissing,
    FeedKey,
    Hello,
    LedgerState,
    Manifest,
    Push,
    Pushed,
    Token,
    TokenRequest,
    Upload,
)
from sync.wire.signed import token_digest
from sync.wire.version import OLDEST_VERSION, WIRE_VERSION

_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]{1,4096}")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,100}")
_VALUE = re.compile(r"[\x20-\x7e]{0,4096}")
_EARLY_SECONDS = 30

_Message = TypeVar("_Message")


@dataclass(frozen=True, slots=True)
class HubPlace:
    """Where a hub is and, once pinned, whose key it has. ``ca_file``: who signed its certificate, if not one
    that this machine trusts anyway."""

    url: str
    public_key: str = ""
    ca_file: Path | None = None


class HubLink:
    """Calls to one hub in the name of one station. Thread-safe. The token stays in memory."""

    def __init__(self, place: HubPlace, identity: Identity, patience: Patience | None = None) -> None:
        """Nothing is connected yet.

        Raises:
            KnownError: SYN-010 not an address, SYN-004 the file of the authority cannot be read.
        """
        self._url = hub_address(place.url)
        self._identity = identity
        self._pinned = Signer(place.public_key) if place.public_key else None
        self._http = Http(place.ca_file, patience)
        self._token = ""
        self._good_until = 0.0
        self._asking = Lock()

    def hello(self) -> Hello:
        """Who answers there, checked against the pinned key and the versions that both sides speak.

        Raises:
            KnownError: SYN-003 to SYN-006, SYN-007 or SYN-008 one side is too old, SYN-009 another hub.
        """
        said = self._message(self._send("GET", "/v1/hello"), Hello)
        if said.oldest > WIRE_VERSION or said.newest < OLDEST_VERSION:
            raise version_refused(said.newest)
        if said.hub != _id_of(said.public_key) or (self._pinned and said.hub != hub_id(self._pinned)):
            raise KnownError("SYN-009", hub=said.hub, pinned=hub_id(self._pinned) if self._pinned else "")
        return said

    def enrol(self, request: EnrolRequest) -> Enrolled:
        """Ask in with a one-time code.

        Raises:
            KnownError: HUB-015 the code is not valid, HUB-024 enrolled already, SYN-003 to SYN-008.
        """
        return self._message(self._send("POST", "/v1/enrol", encoded(request)), Enrolled)

    def ledger(self) -> LedgerState:
        """How far the hub has this station's ledger. Raises KnownError: see :meth:`push`."""
        return self._asked("GET", "/v1/ledger", b"", LedgerState)

    def push(self, push: Push) -> Pushed:
        """Hand over consecutive entries.

        Raises:
            KnownError: HUB-011 a gap, HUB-012 they contradict the hub's, HUB-013 not signed, HUB-014 revoked,
                HUB-018 too often, HUB-019 too large, HUB-023 the hub cannot store, SYN-003 to SYN-008.
        """
        return self._asked("POST", "/v1/ledger", encoded(push), Pushed)

    def missing(self, sha256: list[str]) -> EvidenceMissing:
        """Which of these the hub lacks, and how each gets there. Raises KnownError: see :meth:`push`."""
        asked = set(sha256)
        message = EvidenceAsked(sha256)
        found = self._asked("POST", "/v1/evidence/missing", encoded(message), EvidenceMissing)
        if not {one.sha256 for one in found.uploads} <= asked:
            raise KnownError("SYN-005", why="it misses what was not asked")
        return found

    def put(self, upload: Upload, size: int, chunks: Iterator[bytes]) -> EvidenceKept:
        """Send a file of ``size`` bytes from ``upload.offset`` on; it is kept, checked, when this returns.

        Raises:
            KnownError: HUB-022 other bytes arrived, HUB-025 the upload goes on elsewhere; see :meth:`push`.
        """
        path = f"/v1/evidence/{upload.sha256}"
        headers = {"Upload-Offset": str(upload.offset), "Content-Length": str(size - upload.offset)}
        return self._kept(upload, self._authorised("PUT", path, chunks, headers))

    def put_together(self, sizes: Mapping[str, int], contents: Iterator[bytes]) -> BundleKept:
        """Send several whole files: their bytes by their hashes, and the files in that order. All are kept,
        checked, when this returns.

        Raises:
            KnownError: HUB-022 other bytes arrived, HUB-019 they are too many or too large; see :meth:`push`.
        """
        head = encoded(Bundle([BundledFile(name, size) for name, size in sizes.items()])) + b"\n"
        headers = {"Content-Length": str(len(head) + sum(sizes.values()))}
        reply = self._authorised("POST", "/v1/evidence/bundle", chain([head], contents), headers)
        kept = self._message(reply, BundleKept)
        if set(kept.sha256) != sizes.keys():
            raise KnownError("SYN-005", why="it kept other files")
        return kept

    def put_directly(self, upload: Upload, size: int, chunks: Iterator[bytes]) -> EvidenceKept:
        """Send a whole file to where the hub says, and ask the hub to check and keep it.

        Raises:
            KnownError: SYN-003 that place does not take it, SYN-010 its address is not safe; see :meth:`put`.
        """
        if not is_safe(upload.url):
            raise KnownError("SYN-010", url=upload.url.partition("?")[0][:200])
        headers = {**_plain(upload.headers), "Content-Length": str(size)}
        reply = self._http.send("PUT", upload.url, headers, chunks)
        # a precondition that fails says that the file is there already
        if reply.status // 100 != 2 and reply.status != 412:
            raise KnownError("SYN-003", hub="", why=f"HTTP {reply.status}")
        return self._kept(upload, self._authorised("POST", f"/v1/evidence/{upload.sha256}/kept", b""))

    def feed(self, cursor: int | None) -> Manifest | None:
        """What is in force at this station, signed; None when it is still that of ``cursor``.

        Raises:
            KnownError: see :meth:`push`.
        """
        known = {} if cursor is None else {"If-None-Match": f'"{cursor}"'}
        reply = self._authorised("GET", "/v1/feed", b"", known)
        return None if reply.status == 304 else self._message(reply, Manifest)

    def feed_content(self, sha256: str) -> bytes:
        """What the hub gives as the content with this hash; not checked here.

        Raises:
            KnownError: HUB-021 it is not in force here any more; see :meth:`push`.
        """
        reply = self._authorised("GET", f"/v1/feed/{sha256}", b"")
        if reply.status != 200:
            raise problem_of(reply, self._identity.id)
        return reply.body

    def feed_key(self) -> FeedKey:
        """What opens the badge codes in lists of people. Raises KnownError: see :meth:`push`."""
        return self._asked("GET", "/v1/feed/key", b"", FeedKey)

    def stop(self) -> None:
        """Let calls under way in other threads end as if the line were cut."""
        self._http.stop()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _kept(self, upload: Upload, reply: Reply) -> EvidenceKept:
        kept = self._message(reply, EvidenceKept)
        if kept.sha256 != upload.sha256:
            raise KnownError("SYN-005", why="it kept another file")
        return kept

    def _asked(self, method: str, path: str, content: bytes, kind: type[_Message]) -> _Message:
        return self._message(self._authorised(method, path, content), kind)

    def _authorised(
        self, method: str, path: str, content: bytes | Iterator[bytes], headers: dict[str, str] | None = None
    ) -> Reply:
        """Ask with a token; one that the hub forgot is replaced once, where the content can be sent again."""
        token = self._valid_token()
        reply = self._send(method, path, content, {**(headers or {}), "Authorization": f"Bearer {token}"})
        if reply.status != 401:
            return reply
        self._forget(token)
        if not isinstance(content, bytes):
            raise problem_of(reply, self._identity.id)
        token = self._valid_token()
        return self._send(method, path, content, {**(headers or {}), "Authorization": f"Bearer {token}"})

    def _valid_token(self) -> str:
        with self._asking:
            if time.monotonic() >= self._good_until:
                self._renew()
            return self._token

    def _forget(self, token: str) -> None:
        with self._asking:
            if token == self._token:
                self._good_until = 0.0

    def _renew(self) -> None:
        if self._pinned is None:
            raise KnownError("SYN-001")
        me, hub = self._identity.id, hub_id(self._pinned)
        asked = self._send("POST", "/v1/challenge", encoded(ChallengeRequest(me)))
        nonce = self._message(asked, Challenge).nonce
        signature = self._identity.sign(token_digest(hub, nonce, me))
        request = TokenRequest(me, nonce, signature)
        given = self._message(self._send("POST", "/v1/token", encoded(request)), Token)
        if not _TOKEN.fullmatch(given.token):
            raise KnownError("SYN-005", why="token")
        self._token = given.token
        self._good_until = time.monotonic() + max(given.seconds - _EARLY_SECONDS, 1)

    def _send(
        self,
        method: str,
        path: str,
        content: bytes | Iterator[bytes] = b"",
        headers: dict[str, str] | None = None,
    ) -> Reply:
        stated = {**spoken_headers(), **(headers or {})}
        if isinstance(content, bytes) and content:
            content = packed(content, ZSTD)
            stated |= {"Content-Type": "application/json", "Content-Encoding": ZSTD}
        elif not isinstance(content, bytes):
            stated["Content-Type"] = "application/octet-stream"
        return self._http.send(method, self._url + path, stated, content)

    def _message(self, reply: Reply, kind: type[_Message]) -> _Message:
        return message_of(reply, kind, self._identity.id)


def _id_of(public_key: str) -> str:
    try:
        return hub_id(Signer(public_key))
    except ValueError as error:
        raise KnownError("SYN-005", why="public_key") from error


def _plain(headers: dict[str, str]) -> dict[str, str]:
    for name, value in headers.items():
        if not (_HEADER.fullmatch(name) and _VALUE.fullmatch(value)):
            raise KnownError("SYN-005", why="headers")
    return headers
