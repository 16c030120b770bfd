"""What the Inspect screen reads by the clock."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from ui.context import Context
from ui.screens.inspect.day import Day


def test_nothing_is_read_by_the_clock_once_the_station_closes(context: Context) -> None:
    day = Day(context)
    (beat,) = day.findChildren(QTimer)
    assert beat.isActive()
    context.database.close()
    assert not beat.isActive()
