"""Inspect: the main job, from scan to verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.model.rights import Right
from ui.screens.screen import Screen, ScreenView

if TYPE_CHECKING:
    from ui.context import Context


def _build(context: Context) -> ScreenView:
    from ui.screens.inspect.view import InspectView

    return InspectView(context)


SCREEN = Screen(
    id="inspect", icon="scan-line", order=10, title_key="inspect.title", right=Right.INSPECT, build=_build
)
