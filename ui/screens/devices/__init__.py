"""Devices: what is plugged in, who it is, what it says right now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.model.rights import Right
from ui.screens.screen import Screen, ScreenView

if TYPE_CHECKING:
    from ui.context import Context


def _build(context: Context) -> ScreenView:
    from ui.screens.devices.view import DevicesView

    return DevicesView(context)


SCREEN = Screen(
    id="devices", icon="gauge", order=50, title_key="devices.title", right=Right.CALIBRATE, build=_build
)
