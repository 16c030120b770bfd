"""The settings in use, and telling everyone when they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.model.person import Person
from station.people.setting_rights import refuse_unless_may_set
from station.places import Home
from station.settings import Settings, load_settings, save_settings


class SettingsKeeper(QObject):
    """Holds the settings of one home; ``changed`` is emitted after every change that reached the disk.

    ``replaced(old, new)`` comes with it, for who tells of changes.
    """

    changed = Signal()
    replaced = Signal(object, object)

    def __init__(
        self, home: Home, on_malformed: Callable[[KnownError], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._home = home
        self._settings = load_settings(home, on_malformed)

    @property
    def now(self) -> Settings:
        """Settings in use."""
        return self._settings

    def change(self, **values: Any) -> None:
        """Change some settings for the program's own reasons, and write them.

        Raises:
            KnownError: STO-002 or STO-003; the old settings stay in use.
            ValueError: a value that does not fit.
        """
        self._use(self._draft(values))

    def change_by(self, person: Person, **values: Any) -> None:
        """Change some settings as ``person`` asks, and write them.

        Raises:
            KnownError: PEO-006 or PEO-008 when the person may not, STO-002 or STO-003; the old settings stay
                in use.
            ValueError: a value that does not fit.
        """
        draft = self._draft(values)
        refuse_unless_may_set(person, self._settings, draft)
        self._use(draft)

    def _draft(self, values: dict[str, Any]) -> Settings:
        return Settings.model_validate(self._settings.model_dump() | values)

    def _use(self, draft: Settings) -> None:
        save_settings(self._home, draft)
        old, self._settings = self._settings, draft
        self.changed.emit()
        self.replaced.emit(old, draft)
