"""What a screen is handed: everything it may use, and nothing it has to look for."""

from __future__ import annotations

from dataclasses import dataclass

from station.places import Home
from station.ports import Clock
from ui.devices import DeviceHub
from ui.i18n import Translator
from ui.messages import Messages
from ui.navigation import Navigation
from ui.session import Session
from ui.settings_keeper import SettingsKeeper
from ui.sounds import Sounds
from ui.tasks import Lane
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Context:
    """Parts of the running station. ``database`` and ``network`` are the lanes for slow work."""

    home: Home
    clock: Clock
    translator: Translator
    theme: Theme
    settings: SettingsKeeper
    session: Session
    messages: Messages
    navigation: Navigation
    devices: DeviceHub
    sounds: Sounds
    database: Lane
    network: Lane
