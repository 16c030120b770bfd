"""The Sync page of a station beside a hub that really serves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from sync.hub.hub import Hub
from tests.sync.running import config_at, running
from ui.context import Context
from ui.screens.sync.view import SyncView
from ui.sync_standing import Standing

PATIENCE_MS = 60_000
ENTER = Qt.Key.Key_Return


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Hub, str]]:
    """A hub that answers over HTTP, and its address."""
    with running(config_at(tmp_path / "hub")) as both:
        yield both


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[SyncView]:
    """The page with the keys, an administrator before it, the exchange attached."""
    view = SyncView(context)
    qtbot.addWidget(view)
    context.exchange.attach(context.keep)
    view.show()
    view.entered()
    qtbot.waitUntil(lambda: view.model.standing is Standing.NOT_ENROLLED, timeout=PATIENCE_MS)
    yield view
    context.exchange.close()
