"""Every screen is a folder with the same parts, found by walking; nothing lists them."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

from station.model.person import Person, Role
from station.model.rights import roles_with
from station.places import RESOURCES
from station.texts import Lang, text
from ui import screens
from ui.screens.registry import all_screens
from ui.screens.screen import Screen
from ui.session import Session

FOLDERS = tuple(module.name for module in pkgutil.iter_modules(screens.__path__) if module.ispkg)
SCREENS = {screen.id: screen for screen in all_screens()}


def test_each_folder_is_one_screen_of_its_name() -> None:
    assert set(SCREENS) == set(FOLDERS)


def test_the_rail_has_one_place_for_each() -> None:
    assert len({screen.order for screen in SCREENS.values()}) == len(SCREENS)


@pytest.mark.parametrize("screen", SCREENS.values(), ids=lambda screen: screen.id)
def test_a_screen_has_an_icon_and_a_title_in_both_languages(screen: Screen) -> None:
    assert (RESOURCES / "icons" / f"{screen.icon}.svg").is_file()
    assert all(text(lang, screen.title_key) for lang in Lang)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("screen", SCREENS.values(), ids=lambda screen: screen.id)
def test_a_screen_states_the_right_it_needs(screen: Screen, role: Role) -> None:
    session = Session()
    assert not session.may(screen.right)
    session.sign_in(Person("P-1", "王", role))
    assert session.may(screen.right) is (role in roles_with(screen.right))


def test_no_role_sits_before_an_empty_window() -> None:
    for role in Role:
        assert [screen.id for screen in SCREENS.values() if role in roles_with(screen.right)]


def test_only_those_who_inspect_are_shown_the_inspection() -> None:
    assert Role.QUALITY_ENGINEER not in roles_with(SCREENS["inspect"].right)
    assert Role.INSPECTOR in roles_with(SCREENS["inspect"].right)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_screen_keeps_what_it_knows_apart_from_what_it_shows(folder: str) -> None:
    view = importlib.import_module(f"{screens.__name__}.{folder}.view")
    viewmodel = importlib.import_module(f"{screens.__name__}.{folder}.viewmodel")
    assert view.__doc__ and viewmodel.__file__ is not None
    source = Path(viewmodel.__file__).read_text("utf-8")
    assert not re.search(r"PySide6\.QtWidgets|from ui\.widgets", source)


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_screen_has_scenes_for_its_pictures(folder: str) -> None:
    assert importlib.import_module(f"{screens.__name__}.{folder}.shots").SCENES
