"""Every kind of check item has exactly one step, named after it, that pre-selects nothing."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from pytestqt.qtbot import QtBot

from station.model.answer import Answer
from station.model.checklist import CheckItem, ItemKind
from station.standards.library import internal_categories, internal_standard
from ui import steps
from ui.i18n import Translator
from ui.steps import step_class
from ui.steps.step import Asked, Step
from ui.theme import Theme
from ui.widgets.surroundings import Surroundings


def _steps_declared() -> dict[str, type[Step]]:
    modules = (module.name for module in pkgutil.iter_modules(steps.__path__))
    loaded = {name: importlib.import_module(f"{steps.__name__}.{name}") for name in modules}
    return {name: module.STEP for name, module in loaded.items() if hasattr(module, "STEP")}


def test_each_kind_has_one_step_in_a_file_of_its_name() -> None:
    declared = _steps_declared()
    assert {name: step.kind.value for name, step in declared.items()} == {kind: kind for kind in ItemKind}


def _items() -> list[CheckItem]:
    return [item for category in internal_categories() for item in internal_standard(category).items]


@pytest.mark.parametrize("item", _items(), ids=lambda item: item.id)
def test_no_step_has_an_answer_before_a_person_gives_one(item: CheckItem, qtbot: QtBot) -> None:
    given: list[Answer] = []
    step = step_class(item.kind)(Asked(item), Surroundings(Translator(), Theme()))
    qtbot.addWidget(step)
    step.answered.connect(given.append)
    step.confirm()
    assert step.draft() is None
    assert given == []
