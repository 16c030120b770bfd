"""Somebody who is told of verdicts: a real HTTP server that answers as a test wants."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import SimpleQueue
from threading import Thread
from typing import Any

from sync.wire.webhooks import ID_HEADER, SIGNATURE_HEADER, TIMESTAMP_HEADER, signature


@dataclass
class Receiver:
    """What came, and what is answered: the next of ``answers``, then 204."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    came: SimpleQueue[tuple[dict[str, str], bytes]] = field(default_factory=SimpleQueue)
    paths: list[str] = field(default_factory=list)

    def next(self, secret: str) -> tuple[str, dict[str, Any]]:
        """The id and the content of the next event, its signature checked."""
        headers, body = self.came.get(timeout=30)
        key = base64.b64decode(secret.removeprefix("whsec_"))
        stated = signature(key, headers[ID_HEADER], int(headers[TIMESTAMP_HEADER]), body)
        assert headers[SIGNATURE_HEADER] == stated
        return headers[ID_HEADER], json.loads(body)


@contextmanager
def receiving(*answers: int) -> Iterator[Receiver]:
    """A receiver that answers these first."""
    receiver = Receiver(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status = receiver.answers.pop(0) if receiver.answers else 204
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"{receiver.url}/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()
            receiver.paths.append(self.path)
            receiver.came.put((headers, body))

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
