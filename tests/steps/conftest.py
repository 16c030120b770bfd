"""Steps alone: one item, no store, no device."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from station.model.answer import Answer
from station.standards.library import internal_standard
from ui.fonts import load_fonts
from ui.i18n import Translator
from ui.steps import step_class
from ui.steps.step import Asked, Given, Step
from ui.theme import Theme
from ui.widgets.surroundings import Surroundings


class Shown:
    """A step on screen and what it gave."""

    def __init__(self, step: Step) -> None:
        self.step = step
        self.given: list[Given] = []
        step.answered.connect(self.given.append)


ShowStep = Callable[..., Shown]


@pytest.fixture
def words() -> Translator:
    """Chinese, switchable."""
    return Translator()


@pytest.fixture
def show(qtbot: QtBot, words: Translator) -> ShowStep:
    """Show the step of one smartphone item."""
    load_fonts()

    def show_item(item_id: str, current: Answer | None = None) -> Shown:
        standard = internal_standard("smartphone")
        item = standard.item(item_id)
        assert item is not None
        zones = {zone.id: zone.title for zone in standard.zones}
        asked = Asked(item, current, zones, standard.views)
        step = step_class(item.kind)(asked, Surroundings(words, Theme()))
        qtbot.addWidget(step)
        step.show()
        step.setFocus()
        return Shown(step)

    return show_item
