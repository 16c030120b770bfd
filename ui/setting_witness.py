"""Has the ledger tell of every change of a setting that lasts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimeZone

from station.settings import Settings
from station.store.setting_changes import setting_changes, state_changes, state_untold
from ui.context import Context


class SettingWitness(QObject):
    """Enters a change once it is on disk, by the person signed in.

    What the ledger missed while nobody looked (a crash in between, a file edited by hand) is entered at once.
    """

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        context.database.run(partial(state_untold, context.keep.store, context.settings.now, _zone()))
        context.settings.replaced.connect(self._state)

    def _state(self, old: Settings, new: Settings) -> None:
        person, store = self._context.session.person, self._context.keep.store
        changes = setting_changes(old, new)
        if changes:
            by = person.id if person else ""
            self._context.database.run(partial(state_changes, store, changes, by, _zone()))


def _zone() -> str:
    """The time zone of this machine by its IANA name."""
    return bytes(QTimeZone.systemTimeZoneId().data()).decode()
