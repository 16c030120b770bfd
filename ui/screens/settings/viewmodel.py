"""What the Settings screen knows and does; no widgets."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.settings import Settings
from ui.context import Context
from ui.theme import State


class SettingsModel(QObject):
    """Reads and changes settings.

    ``profiles_read(names)`` brings what was read; ``refused(field)`` names the
    first field that does not fit.
    """

    profiles_read = Signal(object)
    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    @property
    def now(self) -> Settings:
        """Settings in use."""
        return self._context.settings.now

    def change(self, **values: Any) -> bool:
        """Change settings as the person signed in; what is refused or does not fit is told, the old stay."""
        person = self._context.session.person
        if person is None:
            return False
        try:
            self._context.settings.change_by(person, **values)
        except KnownError as error:
            self._context.messages.refuse(error)
            return False
        except ValidationError as error:
            self.refused.emit(".".join(str(part) for part in error.errors()[0]["loc"]))
            return False
        return True

    def change_devices(self, **values: Any) -> None:
        """Change device settings and say so."""
        if self.change(**values):
            self._context.messages.tell(State.OK, "settings.devices_saved")

    def refresh(self) -> None:
        """Read the instrument profiles."""
        self._context.network.run(_profile_names, self.profiles_read.emit)


def _profile_names() -> tuple[str, ...]:
    from devices.instruments.library import known_profiles

    return tuple(profile.name for profile in known_profiles().profiles)
