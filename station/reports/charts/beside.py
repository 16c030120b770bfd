"""Charts side by side on one line of the page."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable

from station.reports.sheet import MM

_GAP = 7 * MM


class Beside(Flowable):
    """Parts of equal width, their tops level."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self._parts = parts

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The full width, as high as the highest."""
        self._one = (width - (len(self._parts) - 1) * _GAP) / len(self._parts)
        self._tall = [part.wrap(self._one, height)[1] for part in self._parts]
        self.width, self.height = width, max(self._tall)
        return self.width, self.height

    def draw(self) -> None:
        """Draw them from the left."""
        for place, (part, tall) in enumerate(zip(self._parts, self._tall, strict=True)):
            part.drawOn(self.canv, place * (self._one + _GAP), self.height - tall)
