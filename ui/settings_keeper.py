"""The settings in use, and telling everyone when they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.places import Home
from station.settings import Settings, load_settings, save_settings


class SettingsKeeper(QObject):
    """Holds the settings of one home; ``changed`` is emitted after every change that reached the disk."""

    changed = Signal()

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
        """Change some settings and write them.

        Raises:
            KnownError: STO-002 or STO-003; the old settings stay in use.
            ValueError: a value that does not fit.
        """
        draft = Settings.model_validate(self._settings.model_dump() | values)
        save_settings(self._home, draft)
        self._settings = draft
        self.changed.emit()
