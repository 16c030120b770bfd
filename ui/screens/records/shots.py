"""States of the Records screen worth a picture."""

from __future__ import annotations

from ui.scenes import Scene, Stage
from ui.screens.records.photo_tile import PhotoTile
from ui.screens.records.view import RecordsView


def _view(stage: Stage) -> RecordsView:
    stage.sign_in()
    stage.station.window.show_screen("records")
    view = stage.station.window.view("records")
    if not isinstance(view, RecordsView):
        raise TypeError("records is not the Records screen")
    stage.settle()
    return view


def _empty(stage: Stage) -> None:
    _view(stage)


def _list(stage: Stage) -> None:
    stage.sealed_record()
    _view(stage)


def _tab(name: str) -> Scene:
    def play(stage: Stage) -> None:
        record = stage.sealed_record()
        view = _view(stage)
        view.open(record)
        stage.settle()
        view.detail.show_tab(name)

    return Scene(f"records-{name}", play, 42)


def _certificate(stage: Stage) -> None:
    record = stage.sealed_record()
    view = _view(stage)
    view.open(record)
    stage.settle()
    view.model.print_certificate()
    stage.settle()


def _large(stage: Stage) -> None:
    _tab("photos").play(stage)
    tile = stage.station.window.findChild(PhotoTile)
    if tile is None:
        raise RuntimeError("the record has no photo")
    tile.click()
    stage.settle()


SCENES = (
    Scene("records-empty", _empty, 5),
    Scene("records-list", _list, 41),
    *(_tab(name) for name in ("verdicts", "facts", "photos", "history", "proof")),
    Scene("records-photo", _large, 42),
    Scene("records-certificate", _certificate, 43),
)
