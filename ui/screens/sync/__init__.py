"""Sync: what waits for the hub, what it confirmed, what it sent down, and taking the station to one.

It has no entry in the rail: the six there are what people work with, and the status line, which tells of the
exchange on every screen, opens it (Ctrl+0); so does Settings, whose entry stands for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.model.rights import Right
from ui.screens.screen import Screen, ScreenView

if TYPE_CHECKING:
    from ui.context import Context


def _build(context: Context) -> ScreenView:
    from ui.screens.sync.view import SyncView

    return SyncView(context)


SCREEN = Screen(
    id="sync",
    icon="refresh-cw",
    order=95,
    title_key="sync.title",
    right=Right.SET_OWN,
    build=_build,
    under="settings",
)
