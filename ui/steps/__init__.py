"""Steps: one widget per kind of check item. The kind ``number`` lives in ``number.py`` and so on."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station.model.checklist import ItemKind
    from ui.steps.step import Step


def step_class(kind: ItemKind) -> type[Step]:
    """The step for ``kind``: the class that module ``ui.steps.<kind>`` declares as ``STEP``."""
    step: type[Step] = importlib.import_module(f"{__name__}.{kind.value}").STEP
    return step
