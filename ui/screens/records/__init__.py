"""Records: find a sealed inspection, read it, print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.model.rights import Right
from ui.screens.screen import Screen, ScreenView

if TYPE_CHECKING:
    from ui.context import Context


def _build(context: Context) -> ScreenView:
    from ui.screens.records.view import RecordsView

    return RecordsView(context)


SCREEN = Screen(
    id="records", icon="archive", order=20, title_key="records.title", right=Right.SEE_RECORDS, build=_build
)
