"""Pass or fail: two large answers side by side."""

from __future__ import annotations

from station.model.checklist import ItemKind
from ui.steps.choice import ChoiceStep


class PassFailStep(ChoiceStep):
    """Options beside each other; a digit or a click picks, Enter confirms."""

    kind = ItemKind.PASS_FAIL
    columns = 2


STEP = PassFailStep
