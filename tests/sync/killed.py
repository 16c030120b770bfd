"""A hub that kills itself in a push, when all is written and nothing committed.

``python -m tests.sync.killed ROOT DATABASE STATION PUSH``
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from unittest import mock

from sync.hub.config import HubConfig
from sync.hub.hub import open_hub
from sync.hub.ledgers import Ledgers
from sync.wire.encoding import decoded
from sync.wire.messages import Push


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(root: str, database: str, station: str, push: str) -> None:
    """Take the push and die."""
    hub = open_hub(HubConfig(Path(root), database))
    with mock.patch("sync.hub.ingest.Ingest.answer", _die):
        Ledgers(hub).push(station, decoded(Path(push).read_bytes(), Push))


if __name__ == "__main__":
    main(*sys.argv[1:])
