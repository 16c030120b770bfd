"""States of the Standards screen worth a picture."""

from __future__ import annotations

from functools import partial

from station.model.person import Role
from station.standards import library
from station.texts import Lang
from ui.practice import PIN
from ui.scenes import Scene, Stage
from ui.screens.standards.editor.places import places
from ui.screens.standards.view import StandardsView

_STAFF = {Role.QUALITY_ENGINEER: "周工", Role.SUPERVISOR: "林主管"}


def _view(stage: Stage) -> StandardsView:
    stage.sign_in()
    stage.station.window.show_screen("standards")
    view = stage.station.window.view("standards")
    if not isinstance(view, StandardsView):
        raise TypeError("standards is not the Standards screen")
    stage.settle()
    return view


def _library(stage: Stage) -> None:
    _view(stage).show_page("library")


def _tab(name: str) -> Scene:
    def play(stage: Stage) -> None:
        view = _view(stage)
        view.open("back-market")
        view.library.standard.show_tab(name)

    return Scene(f"standards-{name}", play, 31)


def _engineer(stage: Stage) -> StandardsView:
    """The screen as a quality engineer sees it, with a supervisor to review what they write."""
    stage.sign_in()
    accounts, first = stage.context.keep.accounts, stage.context.session.person
    if first is None:
        raise RuntimeError("nobody is signed in")
    people = {person.role: person for person in stage.on_database(accounts.all)}
    for role, name in _STAFF.items():
        if role not in people:
            people[role] = stage.on_database(partial(accounts.add, name, role, PIN, first.id))
    stage.context.session.sign_in(people[Role.QUALITY_ENGINEER])
    return _view(stage)


def _draft(tab: str) -> Scene:
    def play(stage: Stage) -> None:
        view = _engineer(stage)
        view.show_page("drafts")
        stage.settle()
        drafts = stage.on_database(view.drafts.model.drafts)
        if drafts:
            view.drafts.model.open(drafts[0].name)
        else:
            view.drafts.model.start(library.channel_standard("back-market"))
        stage.settle()
        view.drafts.draft.show_tab(tab)

    return Scene(f"standards-draft-{tab}", play, 33)


def _editor(stage: Stage) -> None:
    record = stage.sealed_record()
    _draft("criteria").play(stage)
    view = stage.station.window.view("standards")
    if isinstance(view, StandardsView) and (shown := view.drafts.draft.view) is not None:
        chosen = next(one for one in places(shown.standard, Lang.ZH) if one.clause == "BM-E2")
        view.drafts.draft.edited.emit(chosen)
        stage.settle()
        view.drafts.editor.model.use_record(record)
        stage.settle()


def _drafts(stage: Stage) -> None:
    _draft("criteria").play(stage)
    view = stage.station.window.view("standards")
    if isinstance(view, StandardsView):
        view.drafts.draft.closed.emit()


SCENES = (
    Scene("standards-library", _library, 30),
    *(_tab(name) for name in ("clauses", "limits", "rulings", "versions")),
    *(_draft(tab) for tab in ("criteria", "findings", "release")),
    Scene("standards-drafts", _drafts, 34),
    Scene("standards-editor", _editor, 46),
)
