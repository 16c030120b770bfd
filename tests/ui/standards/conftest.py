"""The Standards screen in its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from station.model.person import Person, Role
from tests.ui.windows import shown_at
from ui.context import Context
from ui.screens.standards.view import StandardsView


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> Iterator[StandardsView]:
    """The screen in its window, shown, the library read."""
    with shown_at(context, qtbot, "standards") as shown:
        assert isinstance(shown, StandardsView)
        qtbot.waitUntil(lambda: bool(shown.model.shelf.volumes))
        yield shown


@pytest.fixture
def engineer(context: Context) -> Person:
    """A quality engineer, signed in; a supervisor 林主管 (PIN 3690) may review."""
    first = context.session.person
    assert first is not None
    accounts = context.keep.accounts
    made = accounts.add("周工", Role.QUALITY_ENGINEER, "1470", by=first.id)
    accounts.add("林主管", Role.SUPERVISOR, "3690", by=first.id)
    context.session.sign_in(made)
    return made


@pytest.fixture(autouse=True)
def _go_to_the_field(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who types has gone to the field."""
    from PySide6.QtTest import QTest

    type_there = QTest.keyClicks

    def go_and_type(widget: QWidget, text: str) -> None:
        widget.setFocus()
        type_there(widget, text)

    monkeypatch.setattr(QTest, "keyClicks", go_and_type)
