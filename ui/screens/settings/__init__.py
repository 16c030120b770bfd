"""Settings: language, theme, station name, people, devices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.model.rights import Right
from ui.screens.screen import Screen, ScreenView

if TYPE_CHECKING:
    from ui.context import Context


def _build(context: Context) -> ScreenView:
    from ui.screens.settings.view import SettingsView

    return SettingsView(context)


SCREEN = Screen(
    id="settings",
    icon="settings",
    order=90,
    title_key="settings.title",
    right=Right.SET_OWN,
    build=_build,
    at_bottom=True,
)
