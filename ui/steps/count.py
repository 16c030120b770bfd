"""Count: a whole number, typed or counted up and down."""

from __future__ import annotations

from station.model.checklist import ItemKind
from ui.steps.number import NumberStep


class CountStep(NumberStep):
    """Whole numbers only."""

    kind = ItemKind.COUNT
    whole = True


STEP = CountStep
