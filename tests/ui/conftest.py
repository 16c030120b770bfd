"""A running frame without store and devices: everything below the screens is real."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from station.model.person import Person, Role
from station.places import Home
from ui.context import Context
from ui.devices import DeviceHub
from ui.fonts import load_fonts
from ui.i18n import Translator
from ui.messages import Messages
from ui.navigation import Navigation
from ui.session import Session
from ui.settings_keeper import SettingsKeeper
from ui.sounds import Sounds
from ui.tasks import Lane
from ui.theme import Theme, ThemeName


class FixedClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        """22 November 2026, ten in the morning."""
        return datetime(2026, 11, 22, 10, tzinfo=UTC)

    def monotonic_ns(self) -> int:
        """Always the same."""
        return 1_000_000


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path) -> Iterator[Context]:
    """The context of a signed-in inspector, Chinese, light."""
    load_fonts()
    translator = Translator()
    messages = Messages(translator)
    theme = Theme(ThemeName.LIGHT)
    theme.apply()
    home = Home(tmp_path)
    made = Context(
        home=home,
        clock=FixedClock(),
        translator=translator,
        theme=theme,
        settings=SettingsKeeper(home, messages.refuse),
        session=Session(),
        messages=messages,
        navigation=Navigation(),
        devices=DeviceHub(),
        sounds=Sounds(),
        database=Lane("database"),
        network=Lane("network"),
    )
    made.session.sign_in(Person("p1", "王小明", Role.INSPECTOR))
    yield made
    made.devices.close()
    made.database.close()
    made.network.close()
