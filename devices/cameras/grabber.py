"""A camera as the house sees it: newest frame wins, loss is told at once, it comes back by itself.

Two threads per camera. The *reader* does nothing but wait for the camera, so that the camera's buffers never
fill; the *camera thread* decodes the newest shot and makes every callback. It also keeps the deadline: a
camera that sends nothing usable is lost, whatever the reader is still waiting for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import cv2

from devices.cameras.feed import Feed, FeedLostError
from devices.cameras.jpeg import CorruptJpegError
from devices.cameras.newest import Newest
from devices.cameras.picture_memory import return_pictures_at_once
from devices.cameras.shot import JpegShot, PixelShot, Shot
from station.errors import KnownError
from station.ports import DeviceState

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds: for a usable frame, before the first and between later attempts to
    reconnect (doubling), and for a still."""

    frame_s: float = 3.0
    first_retry_s: float = 0.25
    longest_retry_s: float = 5.0
    still_s: float = 3.0
    still_age_s: float = 0.5


class Grabber:
    """A :class:`station.ports.PhotoSource` over any :class:`Feed`.

    ``reduce`` 2 or 4 delivers frames at half or quarter size, decoded directly at that size from cameras that
    send JPEG; stills stay full size.
    """

    def __init__(
        self, name: str, new_feed: Callable[[], Feed], patience: Patience | None = None, reduce: int = 1
    ) -> None:
        self._name = name
        self._new_feed = new_feed
        self._patience = patience or Patience()
        self._reduce = reduce
        self._state = DeviceState.OFF
        self._closing = threading.Event()
        self._arrived: Newest[Shot | FeedLostError | KnownError] = Newest()
        self._shown: Newest[Shot] = Newest()
        self._feed: Feed | None = None
        self._threads: list[threading.Thread] = []
        self._on_frame: Callable[[object], None] = _ignore
        self._on_state: Callable[[DeviceState], None] = _ignore
        self._refusal: KnownError | None = None
        self._reason = "no picture in time"

    @property
    def name(self) -> str:
        """Name as configured."""
        return self._name

    @property
    def state(self) -> DeviceState:
        """State right now."""
        return self._state

    @property
    def refusal(self) -> KnownError | None:
        """Why the camera cannot be opened, when a person has to do something about it."""
        return self._refusal

    def start(self, on_frame: Callable[[object], None], on_state: Callable[[DeviceState], None]) -> None:
        """Open the camera and deliver frames and state changes, on the camera thread, until :meth:`close`."""
        if self._threads:
            raise RuntimeError(f"camera {self._name} is started already")
        self._on_frame, self._on_state = on_frame, on_state
        self._closing.clear()
        return_pictures_at_once()
        cv2.setNumThreads(1)  # OpenCV's helpers gain nothing at this size and take a core from the window
        for job, kind in ((self._deliver, "camera"), (self._collect, "reader")):
            thread = threading.Thread(target=job, name=f"{kind} {self._name}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def still(self) -> bytes:
        """The newest picture as JPEG bytes, the camera's own when it sends JPEG; waits for a fresh one when
        the newest is older than half a second.

        Raises:
            KnownError: CAM-001 when the camera is gone; what :attr:`refusal` says when it cannot be opened.
        """
        if (shot := self._fresh_shot()) is None:
            raise self._refusal or KnownError("CAM-001", camera=self._name)
        return shot.jpeg()

    def first_still(self) -> bytes:
        """A still from a camera that was started just now; waits until it delivers.

        Raises:
            KnownError: CAM-002 when it does not, saying why; what :attr:`refusal` says when that is known.
        """
        if (shot := self._fresh_shot()) is None:
            raise self._refusal or KnownError("CAM-002", camera=self._name, why=self._reason)
        return shot.jpeg()

    def _fresh_shot(self) -> Shot | None:
        return self._shown.fresh(self._patience.still_age_s, self._patience.still_s, self._gone)

    def _gone(self) -> bool:
        return self._state in (DeviceState.LOST, DeviceState.OFF)

    def close(self) -> None:
        """Stop and join the camera's threads. Safe to call twice, and from a callback."""
        self._closing.set()
        self._arrived.put(FeedLostError("closed"))
        self._abort_feed()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()
        self._threads.clear()

    def _abort_feed(self) -> None:
        if (feed := self._feed) is not None:
            feed.abort()

    # reader thread

    def _collect(self) -> None:
        retry_s = self._patience.first_retry_s
        while not self._closing.is_set():
            if self._read_until_lost():
                retry_s = self._patience.first_retry_s
            self._closing.wait(retry_s)
            retry_s = min(2 * retry_s, self._patience.longest_retry_s)

    def _read_until_lost(self) -> bool:
        """True when at least one shot came."""
        came = False
        self._feed = feed = self._new_feed()
        try:
            if self._closing.is_set():  # close() may have missed this feed
                return False
            feed.open()
            while not self._closing.is_set():
                self._arrived.put(feed.read())
                came = True
        except (FeedLostError, KnownError) as reason:
            self._arrived.put(reason)
        finally:
            self._feed = None
            feed.close()
        return came

    # camera thread

    def _deliver(self) -> None:
        try:
            self._tell(DeviceState.CONNECTING)
            self._deliver_until_closed()
        finally:
            self._closing.set()
            self._abort_feed()
            self._tell(DeviceState.OFF)
            self._shown.clear()

    def _deliver_until_closed(self) -> None:
        deadline = time.monotonic() + self._patience.frame_s
        while True:
            news = self._arrived.take(max(0.0, deadline - time.monotonic()))
            if self._closing.is_set():
                return
            if isinstance(news, (JpegShot, PixelShot)) and self._show(news):
                deadline = time.monotonic() + self._patience.frame_s
            elif isinstance(news, (FeedLostError, KnownError)):
                self._lost(news)
            elif time.monotonic() >= deadline:
                self._lost(FeedLostError("no usable picture in time"))
                self._abort_feed()
                deadline = time.monotonic() + self._patience.frame_s

    def _show(self, shot: Shot) -> bool:
        try:
            frame = shot.frame(self._reduce)
        except CorruptJpegError as reason:
            log.debug("camera %s: picture dropped: %s", self._name, reason)
            return False
        self._shown.put(shot)
        self._refusal = None
        self._tell(DeviceState.ONLINE)
        self._on_frame(frame)
        return True

    def _lost(self, reason: FeedLostError | KnownError) -> None:
        self._refusal = reason if isinstance(reason, KnownError) else None
        self._reason = str(reason)
        if self._state is not DeviceState.LOST and not self._closing.is_set():
            log.info("camera %s lost: %s", self._name, reason)
        self._tell(DeviceState.LOST)
        self._shown.clear()

    def _tell(self, state: DeviceState) -> None:
        if state is self._state:
            return
        if state is DeviceState.ONLINE and self._state is DeviceState.LOST:
            log.info("camera %s is back", self._name)
        self._state = state
        self._on_state(state)


def _ignore(_: object) -> None:
    return
