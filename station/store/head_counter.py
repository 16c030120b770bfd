"""Keeps the anchor of an open store up with its ledger, a little behind and never in anybody's way."""

from __future__ import annotations

import logging
import threading
from sqlite3 import Connection

from station.model.event import EventKind
from station.signing import Signer
from station.store.anchors import Anchor, AnchorPlace, anchor_place, read_anchor, write_anchor
from station.store.clock import to_text
from station.store.database import Store

_LOG = logging.getLogger(__name__)

DELAY_S = 5.0
"""How long after a commit the anchor follows; more commits meanwhile cost nothing."""


class HeadCounter:
    """Follows the ledger of a store until that is closed. An anchor that cannot be written is put off.

    An anchor that the ledger contradicts is left as it is, so that ``ledger verify`` goes on telling of it,
    unless a restored backup, entered in the ledger after it, explains the difference.
    """

    def __init__(self, store: Store, place: AnchorPlace | None = None) -> None:
        self._store = store
        self._place = place
        self._guard = threading.Lock()
        self._working = threading.Lock()
        self._timer: threading.Timer | None = None
        store.follow_ledger(self._grew)
        store.before_closing(self._close)

    def _grew(self) -> None:
        with self._guard:
            if self._timer is None:
                self._timer = threading.Timer(DELAY_S, self._follow)
                self._timer.daemon = True
                self._timer.start()

    def _close(self) -> None:
        with self._guard:
            timer, self._timer = self._timer, None
        if timer is not None:
            timer.cancel()
            self._write()
        with self._working:  # one that was under way has ended
            return

    def _follow(self) -> None:
        with self._guard:
            self._timer = None
        self._write()

    def _write(self) -> None:
        if self._store.home.is_practice:
            return
        try:
            with self._working:
                self._move(self._place or anchor_place())
        except Exception as error:  # noqa: BLE001 - keyrings raise what they like; nothing may fail for it
            _LOG.info("the ledger's head is not anchored outside: %s", type(error).__name__)

    def _move(self, place: AnchorPlace) -> None:
        signer = Signer(self._store.identity.public_key)
        try:
            before = read_anchor(place, signer, self._store.identity.id)
        except ValueError:
            before = None
        with self._store.read() as connection:
            if before is not None and not _agrees(connection, before):
                return
            head = connection.execute("SELECT sequence, hash, signature FROM ledger_head").fetchone()
        at = to_text(self._store.clock.now())
        write_anchor(place, Anchor(self._store.identity.id, head.sequence, head.hash, head.signature, at))


def _agrees(connection: Connection, anchor: Anchor) -> bool:
    held = connection.execute(
        "SELECT 1 FROM ledger WHERE (sequence = ? AND hash = ?) OR (kind = ? AND at > ?)",
        (anchor.sequence, anchor.head, EventKind.BACKUP_RESTORED, anchor.at),
    ).fetchone()
    return held is not None or anchor.sequence == 0
