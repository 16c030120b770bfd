"""The parts of the frame that exist before the store is open, so that the window can show at once."""

from __future__ import annotations

from dataclasses import dataclass

from station.places import Home
from station.ports import Clock
from ui.devices import DeviceHub
from ui.discretion import Discretion
from ui.events import StationEvents
from ui.exchange import Exchange
from ui.i18n import Translator
from ui.messages import Messages
from ui.navigation import Navigation
from ui.printing.label_desk import LabelDesk
from ui.scans import Scans
from ui.session import Session
from ui.settings_keeper import SettingsKeeper
from ui.sounds import Sounds
from ui.tasks import Lane
from ui.theme import Theme, ThemeName
from ui.upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of the running frame.

    ``database``, ``network`` and ``reckoning`` are the lanes for slow work; the last one is for computing
    that needs neither the store nor the network and may take seconds.
    """

    home: Home
    clock: Clock
    translator: Translator
    theme: Theme
    settings: SettingsKeeper
    session: Session
    messages: Messages
    navigation: Navigation
    events: StationEvents
    devices: DeviceHub
    sounds: Sounds
    scans: Scans
    database: Lane
    network: Lane
    reckoning: Lane
    upkeep: Upkeep
    exchange: Exchange
    labels: LabelDesk

    def close(self) -> None:
        """Stop devices and lanes; returns when their threads have ended."""
        self.devices.close()
        self.exchange.close()
        self.labels.close()
        self.upkeep.close()
        self.reckoning.close()
        self.network.close()
        self.database.close()


def make_parts(home: Home, clock: Clock) -> Parts:
    """The parts as the settings of ``home`` want them; needs a running application."""
    translator = Translator()
    messages = Messages(translator)
    settings = SettingsKeeper(home, messages.refuse)
    database, network = Lane("database"), Lane("network")
    translator.set_language(settings.now.language)
    session = Session()
    Discretion(settings, session, translator, session)  # first to hear of a person: nothing is shown before
    parts = Parts(
        home=home,
        clock=clock,
        translator=translator,
        theme=Theme(ThemeName(settings.now.theme)),
        settings=settings,
        session=session,
        messages=messages,
        navigation=Navigation(),
        events=StationEvents(),
        devices=DeviceHub(),
        sounds=Sounds(enabled=settings.now.sounds),
        scans=Scans(),
        database=database,
        network=network,
        reckoning=Lane("reckoning"),
        upkeep=Upkeep(home, clock, settings, messages, database),
        exchange=Exchange(settings, database, network),
        labels=LabelDesk(clock, settings, messages, database),
    )
    parts.exchange.halted.connect(messages.refuse)
    parts.database.refused.connect(messages.refuse)
    parts.network.refused.connect(messages.refuse)
    parts.reckoning.refused.connect(messages.refuse)
    return parts
