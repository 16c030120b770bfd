"""The Records screen in its window, and records to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from station.model.record import Record
from tests.ui.windows import shown_at
from ui.context import Context
from ui.example import CODE, seal_example
from ui.screens.records.view import RecordsView

PIN = "2580"
Seal = Callable[[str], Record]


def words_of(view: RecordsView) -> str:
    """Every label that can be seen."""
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def type_in(field: QLineEdit, text: str, qtbot: QtBot) -> None:
    """Type as a person does: each character has arrived before the next, so that it is no scan."""
    assert field.hasFocus()
    for character in text:
        before = field.text()
        QTest.keyClicks(field, character)
        qtbot.waitUntil(partial(_differs, field, before))


def _differs(field: QLineEdit, before: str) -> bool:
    return field.text() != before


def press(view: RecordsView, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    focus = view.window().focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def open_record(view: RecordsView, record: Record, qtbot: QtBot) -> None:
    """Open a record and wait until it is shown."""
    with qtbot.waitSignal(view.model.opened):
        view.open(record.id)


@pytest.fixture
def seal(context: Context) -> Seal:
    """Seals one example unit of a code."""
    buffer = BytesIO()
    Image.new("RGB", (1920, 1080), "slategray").save(buffer, "JPEG")

    def sealed(code: str) -> Record:
        person = context.session.person
        assert person is not None
        return seal_example(context.keep, person.id, PIN, lambda _view: buffer.getvalue(), code)

    return sealed


@pytest.fixture
def record(seal: Seal) -> Record:
    """One sealed record of an example unit."""
    return seal(CODE)


@pytest.fixture
def view(context: Context, qtbot: QtBot) -> Iterator[RecordsView]:
    """The screen in its window, shown."""
    with shown_at(context, qtbot, "records") as shown:
        assert isinstance(shown, RecordsView)
        qtbot.waitUntil(lambda: context.database.waiting == 0)
        yield shown
