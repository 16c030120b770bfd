"""What the Sync page knows and does; no widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.rights import Right
from ui.context import Context
from ui.sync_standing import Standing, entries_waiting, standing_of
from ui.theme import State

if TYPE_CHECKING:
    from station.platform.told import InForceSince
    from station.settings import HubSetting
    from sync.client.state import SyncState
    from sync.wire.messages import Hello

_GROUP = 4
"""Digits to a group, and groups to a line."""


class SyncModel(QObject):
    """The exchange as the page shows it, and enrolment step by step.

    ``changed`` follows every change of the exchange, ``found(Hello)`` the answer of a hub that was looked up;
    ``refused(KnownError)`` comes when it could not be reached or did not take the station in, ``enrolled``
    when it did.
    """

    changed = Signal()
    found = Signal(object)
    refused = Signal(object)
    enrolled = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.fingerprint = ""
        """SHA-256 of the pinned hub's key in hex; empty for none."""
        self.in_force: InForceSince | None = None
        self.busy = False
        """Whether a hub is being asked."""
        self._asked: tuple[str, str, Path | None] = ("", "", None)
        self._hub_key = ""
        context.exchange.changed.connect(self.changed)
        context.exchange.fed.connect(self.refresh)

    @property
    def state(self) -> SyncState | None:
        """The exchange; None until it is known."""
        return self._context.exchange.state

    @property
    def standing(self) -> Standing:
        """How it stands."""
        return standing_of(self.state, self._context.exchange.head)

    @property
    def entries(self) -> int:
        """Entries that wait."""
        return entries_waiting(self.state, self._context.exchange.head) if self.state else 0

    @property
    def hub(self) -> HubSetting | None:
        """Where the station is enrolled."""
        return self._context.settings.now.hub

    @property
    def may_enrol(self) -> bool:
        """Whether the person signed in may take the station to a hub."""
        return self._context.session.may(Right.ENROL)

    def refresh(self) -> None:
        """Read the pinned hub and what it put in force."""
        store = self._context.keep.store
        from station.platform.told import in_force_since
        from station.store.receipts import Receipts

        self._context.database.run(
            lambda: (Receipts(store).hub(), in_force_since(store)),
            lambda read: self._on_read(read[0].fingerprint if read[0] else "", read[1]),
        )

    def now(self) -> None:
        """Exchange at once."""
        self._context.exchange.now()

    def look_up(self, url: str, code: str, ca_file: str) -> None:
        """Ask who answers at ``url``; the code is used once its fingerprint was compared."""
        self._asked = (url.strip(), code.strip(), Path(ca_file.strip()) if ca_file.strip() else None)
        self._set_busy(True)
        self._context.exchange.look_up(self._asked[0], self._asked[2], self._on_found, self._on_refused)

    def enrol(self) -> None:
        """Enrol at the hub that was found."""
        url, code, ca_file = self._asked
        self._set_busy(True)
        self._context.exchange.enrol(url, code, ca_file, self._hub_key, self._on_enrolled, self._on_refused)

    def _on_read(self, fingerprint: str, in_force: InForceSince | None) -> None:
        self.fingerprint, self.in_force = fingerprint, in_force
        self.changed.emit()

    def _on_found(self, hello: Hello) -> None:
        self._hub_key = hello.public_key
        self._set_busy(False)
        self.found.emit(hello)

    def _on_refused(self, error: KnownError) -> None:
        self._set_busy(False)
        self.refused.emit(error)

    def _on_enrolled(self, place: HubSetting) -> None:
        person = self._context.session.person
        self._set_busy(False)
        if person is None:
            return
        try:
            self._context.settings.change_by(person, hub=place.model_dump())
        except KnownError as error:
            self.refused.emit(error)
            return
        self._context.messages.tell(State.OK, "sync.enrolled", hub=place.name, url=place.url)
        self.refresh()
        self.enrolled.emit()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()


def fingerprint_of(public_key: str) -> str:
    """SHA-256 of a hub's key (PEM) in hex."""
    from station.signing import Signer

    return Signer(public_key).fingerprint


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups that two people can read to each other, four to the line."""
    groups = [fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP)]
    return "\n".join("  ".join(groups[at : at + _GROUP]) for at in range(0, len(groups), _GROUP))
