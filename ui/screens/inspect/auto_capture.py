"""When a photo takes itself: a view is wanted, the unit was turned for it, the picture is sharp and still."""

from __future__ import annotations

from ui.screens.inspect.picture_work import Look


class AutoCapture:
    """Judges one look at the live picture after the other.

    A unit that lies as it lay for the last photo is never photographed again by itself: it must have moved
    since then, or since the view was asked for.
    """

    def __init__(self) -> None:
        self._view, self._moved = "", False

    def is_due(self, view: str, look: Look) -> bool:
        """Whether to take the photo of ``view`` now; an empty view wants none."""
        if view != self._view:
            self._view, self._moved = view, False
        if not look.still:
            self._moved = True
            return False
        return bool(view) and self._moved and not look.quality.reasons

    def taken(self) -> None:
        """A photo was asked for, by itself or by a person."""
        self._moved = False
