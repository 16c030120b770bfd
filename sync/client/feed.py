"""Pulling what the platform sends down, and putting it in force as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from station.errors import KnownError
from station.in_force import set_problems
from station.platform.applying import Platform
from station.platform.badge_codes import unsealed
from station.platform.kinds import PlatformKind
from station.platform.offer import Offer, PlatformItem
from station.platform.staged import Checks
from station.signing import Signer
from station.store.database import Store
from station.store.receipt import hub_id
from station.store.receipts import Receipts
from sync.wire.messages import FeedItem, FeedKey, Manifest
from sync.wire.signed import manifest_digest


class FeedLink(Protocol):
    """What is asked of a hub; :class:`sync.client.link.HubLink` answers."""

    def feed(self, cursor: int | None) -> Manifest | None:
        """What is in force, signed; None when it is still that of ``cursor``."""
        ...

    def feed_content(self, sha256: str) -> bytes:
        """A content, not checked."""
        ...

    def feed_key(self) -> FeedKey:
        """What opens badge codes."""
        ...


@dataclass(frozen=True, slots=True)
class FeedOutcome:
    """What is in force after a pull: its ``cursor`` (0 for nothing), how many ``items``, and whether that is
    ``new``."""

    cursor: int
    items: int
    new: bool


def pull_feed(link: FeedLink, store: Store, checks: Checks | None = None) -> FeedOutcome:
    """Fetch what is new, check it, and put it in force wholly or not at all.

    ``checks`` are those of kinds that the station's own floor does not know (instrument profiles).

    Raises:
        KnownError: SYN-020 not signed by the pinned hub for this station, SYN-021 older than what is in
            force, SYN-022 the same cursor with another content, SYN-023 an altered content, SYN-024 and
            SYN-026 an item that cannot be used, SYN-025 one that would take the place of something of this
            station's own; what the link raises; STO-001 to STO-003. What was in force stays so.
    """
    platform = Platform(store, checks)
    manifest = link.feed(_known_cursor(platform, store))
    if manifest is None:
        return _outcome(platform, new=False)
    offer = _offer(manifest, Receipts(store).hub(), store.identity.id)
    if not platform.is_new(offer):
        return _outcome(platform, new=False)
    for item in platform.lacking(offer):
        platform.keep(item, link.feed_content(item.sha256))
    prepared = platform.prepare(offer)
    key = _badge_key(link, store) if prepared.needs_key else None
    platform.put_in_force(prepared, key)
    return _outcome(platform, new=True)


def _known_cursor(platform: Platform, store: Store) -> int | None:
    """None to get everything again: nothing is in force yet, or it was damaged."""
    applied = platform.applied()
    return None if applied is None or set_problems(store.home) else applied.set.cursor


def _outcome(platform: Platform, *, new: bool) -> FeedOutcome:
    applied = platform.applied()
    return FeedOutcome(applied.set.cursor, len(applied.set.files), new) if applied else FeedOutcome(0, 0, new)


def _offer(manifest: Manifest, hub: Signer | None, station: str) -> Offer:
    if hub is None:
        raise KnownError("LED-004")
    meant = (manifest.hub, manifest.station) == (hub_id(hub), station)
    digest = manifest_digest(manifest)
    if not meant or not hub.signed(digest, manifest.signature):
        raise KnownError("SYN-020", hub=hub_id(hub))
    items = tuple(_item(one) for one in manifest.items)
    return Offer(manifest.hub, manifest.cursor, digest.hex(), items)


def _item(stated: FeedItem) -> PlatformItem:
    told = {"kind": stated.kind, "name": stated.name, "version": stated.version}
    if stated.kind not in set(PlatformKind):
        raise KnownError("SYN-026", **told)
    return PlatformItem(PlatformKind(stated.kind), stated.name, stated.version, stated.sha256, stated.size)


def _badge_key(link: FeedLink, store: Store) -> bytes:
    try:
        return unsealed(store.identity, link.feed_key().sealed)
    except ValueError as error:
        raise KnownError("SYN-005", why="feed key") from error
