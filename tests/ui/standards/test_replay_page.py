"""Replay: a draft over the records of a real store; a flip leads to its record."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station.model.person import Person, Role
from station.standards import library
from station.standards.rules import Number
from tests.ui.standards.words import words_on
from ui.context import Context
from ui.example import seal_example
from ui.screens.standards.replay.viewmodel import Replayed
from ui.screens.standards.view import StandardsView


def _seal(context: Context) -> str:
    """By the administrator: an engineer does not inspect."""
    buffer = BytesIO()
    Image.new("RGB", (1920, 1080), "slategray").save(buffer, "JPEG")
    sealer = next(one for one in context.keep.accounts.all() if one.role is Role.ADMINISTRATOR)
    return seal_example(context.keep, sealer.id, "2580", lambda _view: buffer.getvalue()).id


def _stricter_draft(view: StandardsView, qtbot: QtBot) -> None:
    standard = library.channel_standard("back-market")
    gate = replace(standard.gates[0], require=_floor(Decimal(95)))
    changed = replace(standard, version="2026-11-30", gates=(gate, *standard.gates[1:]))
    with qtbot.waitSignal(view.drafts.model.opened):
        view.drafts.model.save(changed)


def _floor(percent: Decimal) -> Number:
    return Number(rule="number", item="PB-02", at_least=percent, unit="%")


def test_a_stricter_draft_flips_the_record_and_leads_to_it(
    engineer: Person, view: StandardsView, context: Context, qtbot: QtBot
) -> None:
    record = _seal(context)
    _stricter_draft(view, qtbot)
    view.show_page("replay")
    qtbot.waitUntil(lambda: view.replay.offers("draft:back-market@2026-11-30"))
    view.replay.choose("draft:back-market@2026-11-30")
    with qtbot.waitSignal(view.replay.model.finished) as done:
        QTest.keyClick(view.replay, Qt.Key.Key_F5)
    assert done.args and isinstance(done.args[0], Replayed)
    found = done.args[0].found
    assert (found.examined, [flip.record for flip in found.flips]) == (1, [record])
    assert found.flips[0].after.said == "not_accepted"
    assert "改判 1" in [view.replay.tab_words(place) for place in range(3)]
    with qtbot.waitSignal(context.navigation.requested) as asked:
        QTest.keyClick(view.replay.focusWidget(), Qt.Key.Key_Return)
    assert asked.args == ["records", record]


def test_nothing_sealed_is_nothing_replayed(view: StandardsView, qtbot: QtBot) -> None:
    view.show_page("replay")
    qtbot.waitUntil(lambda: view.replay.offers("in_force:back-market@2026-11-22"))
    with qtbot.waitSignal(view.replay.model.finished) as done:
        QTest.keyClick(view.replay, Qt.Key.Key_F5)
    assert done.args and done.args[0].found.examined == 0
    assert "已复算 0 份" in words_on(view.replay)
