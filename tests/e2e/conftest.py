"""A whole station with a real window, on a home of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from station.places import Home
from tests.ui.inspect.conftest import ENTER, Bench
from ui.app import StationApp
from ui.screens.inspect.view import InspectView

StationAt = Callable[[Path], StationApp]


@pytest.fixture
def station_at(qtbot: QtBot) -> Iterator[StationAt]:
    """Opens the program on a home; closed afterwards."""
    opened: list[StationApp] = []

    def open_it(root: Path) -> StationApp:
        app = StationApp(Home(root))
        app.parts.sounds.set_enabled(False)
        opened.append(app)
        app.start()
        return app

    yield open_it
    for app in opened:
        app.window.close()
        app.close()
        app.window.deleteLater()


def sit_down(app: StationApp, qtbot: QtBot) -> Bench:
    """The inspector 王小明 signs in, is registered where nobody is, and opens unit R-10 by hand."""
    qtbot.waitUntil(lambda: app.context is not None, timeout=10_000)
    context = app.context
    assert context is not None
    # The reception has seen who there is; it must not ask for a first person over the one registered below.
    qtbot.waitUntil(lambda: context.database.waiting == 0, timeout=10_000)
    accounts = context.keep.accounts
    person = accounts.all()[0] if accounts.all() else accounts.create_first("王小明", "2580")
    context.session.sign_in(person)
    view = app.window.view("inspect")
    assert isinstance(view, InspectView)
    bench = Bench(app.window, view, qtbot)
    bench.open_by_hand("R-10", "smartphone")
    bench.press("X7", ENTER)
    bench.wait_step("ID-02")
    return bench
