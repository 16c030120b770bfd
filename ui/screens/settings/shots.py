"""States of the Settings screen worth a picture."""

from __future__ import annotations

from station.model.person import Person, Role
from ui.scenes import Scene, Stage
from ui.screens.settings.view import SettingsView


def _settings(stage: Stage) -> None:
    stage.sign_in(Role.ADMINISTRATOR)
    stage.station.window.show_screen("settings")
    _view(stage).show_page("station")


def _view(stage: Stage) -> SettingsView:
    view = stage.station.window.view("settings")
    if not isinstance(view, SettingsView):
        raise TypeError("settings is not the Settings screen")
    return view


def _people_of(stage: Stage) -> tuple[Person, ...]:
    return stage.on_database(stage.context.keep.accounts.all)


def _people(stage: Stage) -> None:
    _settings(stage)
    _view(stage).show_page("people")
    stage.settle()
    _view(stage).people.show_person(_people_of(stage)[0].id)


def _adding(stage: Stage) -> None:
    _people(stage)
    _view(stage).people.begin_adding()


def _my_pin(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    stage.station.window.show_screen("settings")


SCENES = (
    Scene("settings", _settings, 70),
    Scene("settings-people", _people, 71),
    Scene("settings-people-add", _adding, 72),
    Scene("settings-inspector", _my_pin, 73),
)
