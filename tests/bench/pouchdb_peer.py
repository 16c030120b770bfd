"""PouchDB Server, the peer of the hub's ingest; npm installs it outside the project when it is not there."""

from __future__ import annotations

import http.client
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sync.faults.hub_process import free_port

VERSION = "4.2.0"
_PATIENCE_S = 60
_INSTALL_S = 420


class PeerMissingError(Exception):
    """npm or its registry is not there; says what npm said."""


@contextmanager
def pouchdb_server(root: Path) -> Iterator[int]:
    """A server that keeps its databases in ``root`` (LevelDB, as it comes); its port.

    Raises:
        PeerMissingError: it cannot be installed or started here.
    """
    program, port = _installed(), free_port()
    root.mkdir()
    command = ["node", str(program), "--port", str(port), "--dir", str(root), "--no-stdout-logs"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL) as process:
        try:
            _wait(port)
            yield port
        finally:
            process.kill()


def _installed() -> Path:
    """The program; a folder of its own, that later runs find again."""
    folder = Path(tempfile.gettempdir()) / f"bench-pouchdb-server-{VERSION}"
    program = folder / "node_modules" / "pouchdb-server" / "bin" / "pouchdb-server"
    if program.exists():
        return program
    npm = shutil.which("npm")
    if npm is None:
        raise PeerMissingError("npm is not installed")
    folder.mkdir(exist_ok=True)
    command = [
        npm,
        "install",
        "--no-audit",
        "--no-fund",
        "--prefix",
        str(folder),
        f"pouchdb-server@{VERSION}",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_INSTALL_S)
    if done.returncode or not program.exists():
        raise PeerMissingError(done.stderr[-300:].strip())
    return program


def _wait(port: int) -> None:
    until = time.monotonic() + _PATIENCE_S
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError as error:
            if time.monotonic() > until:
                raise PeerMissingError(str(error)) from error
            time.sleep(0.1)
        finally:
            connection.close()
