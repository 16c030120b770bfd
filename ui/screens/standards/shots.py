"""States of the Standards screen worth a picture."""

from __future__ import annotations

from ui.scenes import Scene, Stage
from ui.screens.standards.view import StandardsView


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


SCENES = (
    Scene("standards-library", _library, 30),
    *(_tab(name) for name in ("clauses", "limits", "rulings", "versions")),
)
