"""Standards: what every channel asks, how it is imported, reviewed and published, what a change would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from station.model.rights import Right
from ui.screens.screen import Screen, ScreenView

if TYPE_CHECKING:
    from ui.context import Context


def _build(context: Context) -> ScreenView:
    from ui.screens.standards.view import StandardsView

    return StandardsView(context)


SCREEN = Screen(
    id="standards",
    icon="book-open-check",
    order=30,
    title_key="standards.title",
    right=Right.SEE_STANDARDS,
    build=_build,
)
