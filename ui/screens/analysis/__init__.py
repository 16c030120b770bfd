"""Analysis: how the station does, over any period, down to the units and photos behind each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.model.rights import Right
from ui.screens.screen import Screen, ScreenView

if TYPE_CHECKING:
    from ui.context import Context


def _build(context: Context) -> ScreenView:
    from ui.screens.analysis.view import AnalysisView

    return AnalysisView(context)


SCREEN = Screen(
    id="analysis",
    icon="chart-column",
    order=25,
    title_key="analyse.title",
    right=Right.ANALYSE,
    build=_build,
)
