"""Watching a camera from a test: wait for what it does, with a deadline instead of sleeps."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from devices.cameras.frame import Frame
from devices.cameras.grabber import Grabber, Patience
from devices.cameras.source import open_camera
from station.ports import DeviceState

DEADLINE_S = 20.0
IMPATIENT = Patience(frame_s=2.0, first_retry_s=0.05, longest_retry_s=0.2, still_s=5.0)


class Watched:
    """A started camera with everything it delivered so far."""

    def __init__(self, camera: Grabber) -> None:
        self.camera = camera
        self.frames: list[Frame] = []
        self.states: list[DeviceState] = []
        self.threads: set[str] = set()
        self._changed = threading.Condition()

    def start(self) -> None:
        self.camera.start(self._frame, self._state)

    def wait(self, wanted: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(wanted, DEADLINE_S), f"in vain; states {self.states}"

    def wait_state(self, state: DeviceState) -> None:
        self.wait(lambda: self.camera.state is state)

    def wait_frames(self, more: int) -> None:
        goal = len(self.frames) + more
        self.wait(lambda: len(self.frames) >= goal)

    def _frame(self, frame: object) -> None:
        assert isinstance(frame, np.ndarray)
        with self._changed:
            self.frames.append(frame)
            self.threads.add(threading.current_thread().name)
            self._changed.notify_all()

    def _state(self, state: DeviceState) -> None:
        with self._changed:
            self.states.append(state)
            self._changed.notify_all()


@contextmanager
def watching(url: str, name: str = "", patience: Patience = IMPATIENT, reduce: int = 1) -> Iterator[Watched]:
    """A started camera that is closed afterwards and leaves no thread behind."""
    watched = Watched(open_camera(url, name, patience=patience, reduce=reduce))
    watched.start()
    try:
        yield watched
    finally:
        watched.camera.close()
    own = {f"camera {watched.camera.name}", f"reader {watched.camera.name}"}
    assert not own & {thread.name for thread in threading.enumerate()}
