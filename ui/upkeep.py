"""Looking after the station while people work: backups when they are due, photos that may go, the reserve.

Long work runs on a lane of its own; the ledger is written through the database lane.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from station.errors import KnownError
from station.model.person import Person
from station.places import Home
from station.ports import Clock
from ui.messages import Messages
from ui.settings_keeper import SettingsKeeper
from ui.tasks import Lane
from ui.theme import State

if TYPE_CHECKING:
    from station.backup.notes import Note
    from station.backup.schedule import Listed
    from station.settings import SpaceSetting
    from station.store.database import Store

_BEAT_MS = 60_000
_PERCENT = 100
_AFTER_FAILURE = timedelta(hours=1)


class Upkeep(QObject):
    """The one place in the desktop that makes backups.

    ``changed`` follows every change of :attr:`last`, :attr:`percent` and the backups in the folder.
    """

    changed = Signal()
    _advanced = Signal(int)

    def __init__(
        self, home: Home, clock: Clock, settings: SettingsKeeper, messages: Messages, database: Lane
    ) -> None:
        super().__init__()
        self._home, self._clock = home, clock
        self._settings, self._messages, self._database = settings, messages, database
        self._lane = Lane("upkeep")
        self._lane.refused.connect(messages.refuse)
        self._stop = threading.Event()
        self._store: Store | None = None
        self._not_before: datetime | None = None
        self.last: datetime | None = None
        """When the last backup that the ledger tells of was made."""
        self._told = -1
        self.percent: int | None = None
        """How far the backup under way is; None when there is none."""
        self._beat = QTimer(self, interval=_BEAT_MS)
        self._beat.timeout.connect(self.look)
        self._advanced.connect(self._on_advance)

    @property
    def waiting(self) -> int:
        """Tasks under way."""
        return self._lane.waiting

    def attach(self, store: Store) -> None:
        """The store is open: look after it from now on."""
        self._store = store
        self._lane.run(partial(_is_open_to_others, self._home), self._on_open_to_others)
        self._beat.start()
        self._lane.run(partial(_finish, store))
        self.look()

    def look(self) -> None:
        """See when the last backup was made, and make one when it is due."""
        if self._store is not None:
            self._database.run(partial(_tend, self._store, self._settings.now.space), self._on_last)

    def back_up(self, person: str = "", *, scheduled: bool = False) -> None:
        """Make a backup in the folder that is set; one at a time."""
        from station.backup.schedule import back_up_into_folder

        setting = self._settings.now.backup
        if self.percent is not None or setting is None:
            return
        self._on_advance(0)
        work = partial(
            back_up_into_folder,
            self._home,
            setting,
            self._clock,
            person=person,
            scheduled=scheduled,
            progress=self._progress,
        )
        self._lane.run(work, self._on_made, self._on_failed)

    def read_list(self, done: Callable[[tuple[Listed, ...]], None]) -> None:
        """Read what lies in the backup folder; nothing when it is not set or not there."""
        from station.backup.schedule import backups_listed

        setting = self._settings.now.backup
        if setting is not None and setting.folder:
            self._lane.run(partial(backups_listed, Path(setting.folder)), done, lambda _error: done(()))
        else:
            done(())

    def check(self, file: Path) -> None:
        """Check every byte of a backup and tell the outcome."""
        from station.backup.restoring import check_bytes_of

        self._lane.run(
            partial(check_bytes_of, file, self._heed_stop),
            lambda _sha256: self._messages.tell(State.OK, "backup.checked", file=file.name),
        )

    def make_key(self, words: str, person: Person, done: Callable[[], None]) -> None:
        """Make the backup key under a passphrase, as ``person`` asks; the settings get its public half."""
        self._lane.run(
            partial(_made_key, self._home, words), lambda recipient: self._use_key(recipient, person, done)
        )

    def close(self) -> None:
        """Stop what is under way (an unfinished backup leaves nothing) and join. Safe to call twice."""
        self._beat.stop()
        self._stop.set()
        self._lane.close()

    def _use_key(self, recipient: str, person: Person, done: Callable[[], None]) -> None:
        from station.backup.schedule import with_key

        changed = with_key(self._settings.now, recipient).backup
        try:
            self._settings.change_by(person, backup=changed.model_dump() if changed else None)
        except KnownError as error:
            self._messages.refuse(error)
            return
        self._messages.tell(State.OK, "backup.key_made")
        done()

    def _on_last(self, last: datetime | None) -> None:
        from station.backup.schedule import is_due

        if last != self.last:
            self.last = last
            self.changed.emit()
        now, setting = self._clock.now(), self._settings.now.backup
        waits = self._not_before is not None and now < self._not_before
        if setting is not None and not waits and is_due(setting, last, now):
            self.back_up(scheduled=True)

    def _progress(self, done: int, of: int) -> None:
        """On the lane."""
        self._heed_stop(done, of)
        percent = done * _PERCENT // of if of else 0
        if percent != self._told:
            self._told = percent
            self._advanced.emit(percent)

    def _heed_stop(self, _done: int, _of: int) -> None:
        if self._stop.is_set():
            raise KnownError("BAK-011")

    def _on_advance(self, percent: int | None) -> None:
        self.percent = percent
        self.changed.emit()

    def _on_made(self, note: Note) -> None:
        self._on_advance(None)
        self._not_before = None
        self._messages.tell(State.OK, "backup.told", file=Path(note.file).name)
        days = self._settings.now.retention_days
        if self._store is not None and note.scheduled:
            self._lane.run(partial(_prune, self._store, days))
        self.look()

    def _on_open_to_others(self, is_open: bool) -> None:
        if is_open:
            self._messages.refuse(KnownError("STO-013", path=str(self._home.root)))

    def _on_failed(self, error: KnownError) -> None:
        self._on_advance(None)
        self._not_before = self._clock.now() + _AFTER_FAILURE
        self._messages.refuse(error)


def _tend(store: Store, space: SpaceSetting) -> datetime | None:
    """On the database lane: enter what was backed up, take the reserve again; when the last backup was."""
    from station.backup.notes import enter_notes, last_backup

    store.ballast.take(space)
    enter_notes(store)
    with store.read() as connection:
        return last_backup(connection)


def _is_open_to_others(home: Home) -> bool:
    from station.store.privacy import is_open_to_others

    return is_open_to_others(home.root)


def _finish(store: Store) -> None:
    from station.backup.retention import finish_pruning

    finish_pruning(store)


def _prune(store: Store, own: int | None) -> None:
    from station.backup.retention import prune
    from station.platform.retention import days_in_force

    days = days_in_force(store.home, own)
    if days is not None:
        prune(store, days)


def _made_key(home: Home, words: str) -> str:
    from station.backup.key import keep_key, make_locked_key

    key = make_locked_key(words)
    keep_key(home, key)
    return key.recipient
