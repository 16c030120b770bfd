"""Scenes: every screen and page, in every state worth a picture. Each folder declares its own.

A module called ``shots`` in a folder under ``ui/screens`` or in ``ui/pages`` declares ``SCENES``; they are
found by walking, nothing here names them.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from station.errors import KnownError
from station.model.person import Person, Role
from station.texts import Lang
from ui import pages, screens
from ui.app import StationApp
from ui.context import Context
from ui.example import CODE, seal_example
from ui.practice import PIN
from ui.theme import ThemeName

_PATIENCE_S = 30.0
_SETTLED_S = 0.25
T = TypeVar("T")


class Stage:
    """A practice station that scenes are played on."""

    def __init__(self, station: StationApp) -> None:
        self.station = station
        self._record = ""

    @property
    def context(self) -> Context:
        """The running station's parts.

        Raises:
            RuntimeError: the store is not open.
        """
        if self.station.context is None:
            raise RuntimeError("the store is not open")
        return self.station.context

    def wait_until(self, condition: Callable[[], object]) -> None:
        """Let the window work until ``condition`` holds.

        Raises:
            TimeoutError: it does not hold within half a minute.
        """
        deadline = time.monotonic() + _PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError("the scene did not come about")
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def settle(self) -> None:
        """Let queued work and drawing finish."""
        parts = self.station.parts
        lanes = (parts.database, parts.network, parts.reckoning, parts.upkeep)
        self.wait_until(lambda: not any(lane.waiting for lane in lanes) and not parts.labels.under_way)
        until = time.monotonic() + _SETTLED_S
        self.wait_until(lambda: time.monotonic() > until)

    def on_database(self, work: Callable[[], T]) -> T:
        """Do ``work`` on the database lane and wait for its result.

        Raises:
            KnownError: what ``work`` refused.
        """
        results: list[T] = []
        refusals: list[KnownError] = []
        self.context.database.run(work, results.append, refusals.append)
        self.wait_until(lambda: results or refusals)
        if refusals:
            raise refusals[0]
        return results[0]

    def person(self, role: Role) -> Person:
        """The practice person of ``role``."""
        everyone = self.on_database(self.context.keep.accounts.all)
        return next(person for person in everyone if person.role is role)

    def sign_in(self, role: Role | None = None) -> None:
        """Let the practice person of ``role`` work, and draw every curtain back.

        Without a role whoever works goes on; with nobody at work it is the inspector.
        """
        working = self.context.session.person
        if working is None or (role is not None and working.role is not role):
            self.context.session.sign_in(self.person(role or Role.INSPECTOR))
        self.station.window.curtain.open()

    def still(self) -> bytes:
        """A still of the practice camera as JPEG.

        Raises:
            RuntimeError: the practice bench is not up.
            KnownError: CAM-001 the camera is gone.
        """
        camera = self.context.devices.camera
        if camera is None:
            raise RuntimeError("the practice bench is not up")
        return camera.still()

    def sealed_record(self) -> str:
        """Id of one example record; made on first use."""
        if not self._record:
            context, person = self.context, self.person(Role.INSPECTOR)
            self.wait_until(lambda: context.devices.frame_size is not None)
            sealed = self.on_database(
                lambda: seal_example(context.keep, person.id, PIN, lambda _view: self.still(), CODE)
            )
            self._record = sealed.id
            context.events.record_sealed.emit(self._record)
        return self._record


@dataclass(frozen=True, slots=True)
class Scene:
    """One state worth a picture: ``name`` of the file, ``play`` brings it about, ``order`` sorts."""

    name: str
    play: Callable[[Stage], None]
    order: int = 50


def all_scenes() -> tuple[Scene, ...]:
    """Every declared scene, in order."""
    return tuple(sorted(_declared(), key=lambda scene: scene.order))


def _declared() -> Iterator[Scene]:
    names = [f"{pages.__name__}.shots"]
    names += [
        f"{screens.__name__}.{one.name}.shots" for one in pkgutil.iter_modules(screens.__path__) if one.ispkg
    ]
    for name in names:
        if importlib.util.find_spec(name) is not None:
            yield from importlib.import_module(name).SCENES


def picture_scenes(stage: Stage, out: Path, only: str = "*") -> Iterator[Path]:
    """One PNG per scene × language × theme; yields each file as it is written.

    Every scene is played, as they build on each other; pictures are made of those whose name fits ``only``.
    """
    out.mkdir(parents=True, exist_ok=True)
    for scene in all_scenes():
        scene.play(stage)
        if not fnmatch(scene.name, only):
            continue
        for lang in Lang:
            for theme in (ThemeName.LIGHT, ThemeName.DARK):
                yield _picture(stage, lang, theme, out / f"{scene.name}-{lang.value}-{theme.value}.png")


def _picture(stage: Stage, lang: Lang, theme: ThemeName, path: Path) -> Path:
    stage.station.parts.settings.change(language=lang, theme=theme)
    QApplication.processEvents()
    stage.settle()
    stage.station.window.grab().save(str(path))
    return path
