"""Scale: one of several options in order, the best first."""

from __future__ import annotations

from station.model.checklist import ItemKind
from ui.steps.choice import ChoiceStep
from ui.widgets.option_list import Entry


class ScaleStep(ChoiceStep):
    """Options in order; filled pips show how far from sound each one is."""

    kind = ItemKind.SCALE

    def entries(self) -> list[Entry]:
        """The item's options by rank, with their place on the scale."""
        lang = self.around.words.lang
        options = sorted(self.item.options, key=lambda option: option.rank)
        worst = max((option.rank for option in options), default=0)
        return [
            Entry(option.value, option.title.of(lang), pips=option.rank, pips_of=worst) for option in options
        ]


STEP = ScaleStep
