"""A simulated camera: an MJPEG server on this machine that shows a drawn phone with its label.

The station reaches it over the same HTTP as a real network camera: ``/stream`` is the stream, ``/still.jpg``
one picture.
"""

from __future__ import annotations

import threading
from types import TracebackType
from typing import Self

from devices.bench.camera_server import CameraServer
from devices.bench.phone_drawing import VIEWS
from devices.bench.phone_pictures import Scene, pictures_of


class SimulatedCamera:
    """A camera on an arm above the bench. Everything it shows can be changed while it runs.

    ``rate_hz`` frames per second of ``width`` × ``height`` px. Port 0 takes any free port.
    """

    def __init__(
        self,
        code: str = "R-20261122-0147",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        width: int = 1920,
        height: int = 1080,
        rate_hz: float = 15.0,
    ) -> None:
        self._scene = Scene(view="home", code=code, width=width, height=height)
        self._lock = threading.Lock()
        self._address = (host, port)
        self._rate_hz = rate_hz
        self._server: CameraServer | None = None

    @property
    def url(self) -> str:
        """Address of the stream, for ``open_camera``.

        Raises:
            RuntimeError: not started.
        """
        return f"{self._base()}/stream"

    @property
    def still_url(self) -> str:
        """Address of one picture."""
        return f"{self._base()}/still.jpg"

    @property
    def view(self) -> str:
        """View of the phone shown now."""
        return self._scene.view

    def start(self) -> Self:
        """Serve until :meth:`stop`.

        Raises:
            KnownError: NET-001 when the address cannot be used.
        """
        if self._server is None:
            pictures_of(self._scene)  # drawn before the first client waits for it
            self._server = CameraServer(self._address, self._rate_hz, lambda: pictures_of(self._scene))
        return self

    def stop(self) -> None:
        """End every connection and the server's threads. Safe to call twice."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def set_view(self, view: str) -> None:
        """Turn the phone; ``view`` is one of :data:`devices.bench.phone_drawing.VIEWS`.

        Raises:
            ValueError: no such view.
        """
        if view not in VIEWS:
            raise ValueError(f"no view {view}; there are {', '.join(VIEWS)}")
        self._change(view=view)

    def set_code(self, code: str) -> None:
        """Put another unit's label beside the phone.

        Raises:
            ValueError: the code is empty or has characters that no Code 128 label can carry.
        """
        if not code or not code.isascii() or not code.isprintable():
            raise ValueError(f"no Code 128 label for {code!r}")
        self._change(code=code)

    def set_blur(self, sigma_px: float) -> None:
        """Put the lens out of focus; 0 is sharp."""
        self._change(blur_px=sigma_px)

    def set_glare(self, share: float) -> None:
        """Let a lamp reflect over about ``share`` (0–1) of the picture."""
        self._change(glare=share)

    def set_light(self, factor: float) -> None:
        """Dim (below 1) or overexpose (above 1) the bench light."""
        self._change(light=factor)

    def freeze(self) -> None:
        """Keep connections open but send nothing more."""
        self._running().frozen.set()

    def thaw(self) -> None:
        """Send again after :meth:`freeze`."""
        self._running().frozen.clear()

    def unplug(self) -> None:
        """Cut every connection in the middle and refuse new ones."""
        self._running().unplug()

    def replug(self) -> None:
        """Accept connections again."""
        self._running().unplugged.clear()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _change(self, **changes: str | float) -> None:
        with self._lock:
            self._scene = self._scene.changed(**changes)

    def _running(self) -> CameraServer:
        if self._server is None:
            raise RuntimeError("the simulated camera is not started")
        return self._server

    def _base(self) -> str:
        host, port = self._running().address
        return f"http://{host}:{port}"
