"""The Analysis screen in its window, over a week of records of a real store."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from station.store.clock import to_text
from tests.store.many_records import enter, record_body
from tests.ui.language_switch import settle
from tests.ui.windows import shown_at
from ui.context import Context
from ui.screens.analysis.view import AnalysisView

RECORDS = 60


def seal(context: Context, count: int, first: int = 0) -> None:
    """Enter ``count`` records, sealed one after the other over the last two days."""
    chance, now = random.Random(first), datetime.now(UTC)
    entries = []
    for number in range(first, first + count):
        at = now - timedelta(hours=48 * (1 - (number - first) / count), seconds=1)
        body = record_body(number, chance, 2)
        began = to_text(at - timedelta(minutes=4))
        entries.append(("record_sealed", body | {"sealed_at": to_text(at), "started_at": began}))
    enter(context.keep.store, entries)


def words_of(widget: QWidget) -> str:
    """Every label that can be seen."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def sealed(context: Context) -> None:
    """What the station has sealed; a module may say otherwise."""
    seal(context, RECORDS)


@pytest.fixture
def view(sealed: None, context: Context, qtbot: QtBot) -> Iterator[AnalysisView]:
    """The screen in its window, its first page counted; an administrator works."""
    with shown_at(context, qtbot, "analysis") as shown:
        assert isinstance(shown, AnalysisView)
        settle(context, qtbot)
        yield shown
        settle(context, qtbot)
