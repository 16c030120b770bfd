"""A running frame; everything below the screens is real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from station.places import Home
from station.store.clock import SystemClock
from ui.context import Context
from ui.fonts import load_fonts
from ui.opening import open_keep
from ui.parts import Parts, make_parts
from ui.theme import ThemeName


@pytest.fixture
def parts(qtbot: QtBot, tmp_path: Path) -> Iterator[Parts]:
    """The frame's parts: Chinese, light, an empty home."""
    load_fonts()
    made = make_parts(Home(tmp_path), SystemClock())
    made.theme.set_theme(ThemeName.LIGHT)
    made.theme.apply()
    yield made
    made.close()


@pytest.fixture
def context(parts: Parts) -> Iterator[Context]:
    """The parts with the home's store open, and a signed-in inspector 王小明 with PIN 2580."""
    keep = open_keep(parts.home, parts.clock)
    made = Context.of(parts, keep)
    made.session.sign_in(keep.accounts.create_first("王小明", "2580"))
    made.labels.attach(keep)
    yield made
    keep.store.close()
