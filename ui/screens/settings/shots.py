"""States of the Settings screen worth a picture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from station.inspection.label_queue import LabelQueue
from station.inspection.own_templates import OwnTemplates, own_files
from station.model.person import Person, Role
from station.reports.editing import with_setting
from station.texts import Lang
from ui.scenes import Scene, Stage
from ui.screens.settings.backup_card import BackupCard
from ui.screens.settings.security_card import SecurityCard
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


def _blocked(stage: Stage) -> None:
    """Somebody who may no longer come in, and the question before anybody is blocked."""
    _settings(stage)
    keep, admin = stage.context.keep, stage.person(Role.ADMINISTRATOR)
    gone = stage.on_database(lambda: keep.accounts.add(_GONE, Role.INSPECTOR, _FIRST_PIN, admin.id))
    stage.on_database(lambda: keep.accounts.block(gone.id, admin.id))
    _show_person(stage, gone.id)


def _block_asked(stage: Stage) -> None:
    _settings(stage)
    _show_person(stage, stage.person(Role.SUPERVISOR).id)
    _view(stage).people.sheet.ask_block()


def _show_person(stage: Stage, person_id: str) -> None:
    view = _view(stage)
    view.show_page("people")
    view.staff.refresh()
    stage.settle()
    view.people.show_person(person_id)


def _card(kind: type[QWidget]) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        _settings(stage)
        stage.settle()
        card = _view(stage).findChild(kind)
        if isinstance(card, QWidget):
            _view(stage).bring_into_sight(card)

    return play


def _printing(stage: Stage) -> None:
    """A network printer that is off, with labels that wait for it and one that may have been printed."""
    _settings(stage)
    context = stage.context
    queue = LabelQueue(context.home, context.clock)
    stage.on_database(lambda: [queue.add(record, Lang.ZH, "") for record in _WAITING])
    doubtful = stage.on_database(queue.waiting)[0]
    stage.on_database(lambda: queue.leaving(doubtful))
    context.settings.change(label_printer="socket://127.0.0.1:9")
    context.labels.refresh()
    _view(stage).show_page("printing")
    stage.wait_until(lambda: context.labels.trouble is not None)


def _shifts(stage: Stage) -> None:
    """Three shifts with a gap and an overlap, and targets of both directions."""
    _settings(stage)
    stage.context.settings.change(shifts=_SHIFTS, targets=_TARGETS)
    stage.settle()
    _view(stage).show_page("shifts")
    stage.settle()


def _my_pin(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    stage.station.window.show_screen("settings")


def _my_pin_open(stage: Stage) -> None:
    _my_pin(stage)
    _view(stage).my_pin.begin()


_WAITING = ("R-20261122-0147", "R-20261122-0148")


def _templates(stage: Stage) -> None:
    stage.sealed_record()
    stage.sign_in(Role.SUPERVISOR)
    stage.station.window.show_screen("settings")
    view = _view(stage)
    view.show_page("templates")
    stage.wait_until(lambda: view.templates.preview.pages)


def _own_template(stage: Stage) -> None:
    """A copy of the certificate in another colour."""
    _templates(stage)
    page = _view(stage).templates
    _copy_of_certificate(stage)
    page.show_template(_OWN)
    stage.wait_until(lambda: not page.editor.isReadOnly())
    page.type_text(with_setting(page.editor.toPlainText(), "colours", '{ accent = "#7A1FA2" }'))
    _let_preview_follow(stage)


def _broken_template(stage: Stage) -> None:
    _own_template(stage)
    page = _view(stage).templates
    page.type_text(page.editor.toPlainText().replace('kind = "unit"', 'kind = "unti"'))
    _let_preview_follow(stage)
    page.editor.go_to(20)


def _unsaved_template(stage: Stage) -> None:
    """Another template is asked for while one is not saved."""
    _own_template(stage)
    _view(stage).templates.show_template("receipt")
    stage.settle()


def _copy_of_certificate(stage: Stage) -> None:
    own, model = OwnTemplates(stage.context.keep.store), _view(stage).template_model
    if not any(file.stem == _OWN for file in own_files(stage.context.home)):
        person = stage.person(Role.SUPERVISOR).id  # asked of the lane itself, so not while it works
        stage.on_database(lambda: own.copy("certificate", _OWN, person))
    model.refresh()
    stage.settle()


def _let_preview_follow(stage: Stage) -> None:
    heard: list[object] = []
    _view(stage).template_model.previewed.connect(heard.append)
    stage.wait_until(lambda: heard)
    stage.settle()


_OWN = "our-certificate"
_SHIFTS = (
    {"name": "早班", "english": "Early", "start": "07:30", "end": "16:00"},
    {"name": "晚班", "english": "Late", "start": "15:30", "end": "23:30"},
)
_TARGETS = (
    {"figure": "yield", "value": 0.95, "attention": 0.9},
    {"figure": "yield", "value": 0.9, "attention": 0.85, "channel": "back-market"},
    {"figure": "unknown_rate", "value": 0.02, "attention": 0.05},
)
_GONE, _FIRST_PIN = "周文博", "2580"

SCENES = (
    Scene("settings", _settings, 70),
    Scene("settings-printing", _printing, 70),
    Scene("settings-shifts", _shifts, 70),
    Scene("settings-people", _people, 71),
    Scene("settings-people-add", _adding, 72),
    Scene("settings-people-block", _block_asked, 72),
    Scene("settings-people-blocked", _blocked, 72),
    Scene("settings-templates", _templates, 72),
    Scene("settings-template-own", _own_template, 72),
    Scene("settings-template-broken", _broken_template, 72),
    Scene("settings-template-unsaved", _unsaved_template, 72),
    Scene("settings-security", _card(SecurityCard), 73),
    Scene("settings-backup", _card(BackupCard), 73),
    Scene("settings-inspector", _my_pin, 74),
    Scene("settings-my-pin", _my_pin_open, 74),
)
