"""States of the Settings screen worth a picture."""

from __future__ import annotations

from ui.scenes import Scene, Stage


def _settings(stage: Stage) -> None:
    stage.sign_in()
    stage.station.window.show_screen("settings")


SCENES = (Scene("settings", _settings, 70),)
