"""Watching requests: each is counted and told to the log in one line, without its content."""

from __future__ import annotations

import logging
import secrets
import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.hub.metrics import Metrics
from sync.wire.version import VERSION_HEADER, WIRE_VERSION

REQUEST_HEADER = "Hub-Request"
"""Names a request in the answer and in the hub's log."""
_log = logging.getLogger(__name__)
_UNKNOWN = "(none)"


class Watching:
    """ASGI middleware around everything else."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        watch = _Watch(scope, send)
        try:
            await self._app(scope, receive, watch.send)
        finally:
            self._tell(scope, watch)

    def _tell(self, scope: Scope, watch: _Watch) -> None:
        route = getattr(scope.get("route"), "path", _UNKNOWN)  # never the address: it may be a secret code
        seconds = time.perf_counter() - watch.began
        self._metrics.answered(scope["method"], route, watch.status, seconds)
        _log.info(
            "answered",
            extra={
                "told": {
                    "request": watch.id,
                    "method": scope["method"],
                    "route": route,
                    "status": watch.status,
                    "ms": round(seconds * 1000, 1),
                }
            },
        )


class _Watch:
    """One request under way."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.id = secrets.token_hex(6)
        self.status = 500
        self.began = time.perf_counter()
        self._send = send
        scope.setdefault("state", {})["request"] = self.id

    async def send(self, message: Message) -> None:
        """Pass on what the application sends."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._name(message)
        await self._send(message)

    def _name(self, message: Any) -> None:
        own = {REQUEST_HEADER: self.id, VERSION_HEADER: str(WIRE_VERSION)}
        headers = [(name.lower().encode(), value.encode()) for name, value in own.items()]
        message["headers"] = [*message.get("headers", ()), *headers]
