"""From a standard in the library to its next version: edited, ruled on, reviewed by another, published."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDateEdit, QLineEdit
from pytestqt.qtbot import QtBot

from station.model.person import Person, Role
from station.standards import library
from station.standards.channel import ChannelStandard
from station.standards.library import home_library
from station.standards.rules import DefectLimit, Number
from station.texts import Lang
from tests.ui.standards.words import words_on
from ui.context import Context
from ui.screens.standards.editor.places import places
from ui.screens.standards.view import StandardsView
from ui.widgets.pin_pad import PinField
from ui.widgets.table import Table


def _start(view: StandardsView, qtbot: QtBot, standard: str = "back-market") -> None:
    view.open(standard)
    with qtbot.waitSignal(view.drafts.model.opened):
        QTest.keyClick(view, Qt.Key.Key_F4)


def test_an_inspector_reads_the_library_and_sees_no_drafts(view: StandardsView, context: Context) -> None:
    administrator = context.session.person
    assert administrator is not None
    inspector = context.keep.accounts.add("张检", Role.INSPECTOR, "8025", by=administrator.id)
    context.session.sign_in(inspector)
    view.show_page("drafts")
    assert view.library.isVisible() and not view.drafts.isVisible()
    assert "草稿" not in words_on(view)


def test_f4_makes_a_draft_of_the_next_version(engineer: Person, view: StandardsView, qtbot: QtBot) -> None:
    _start(view, qtbot)
    shown = view.drafts.draft.view
    assert shown is not None and shown.draft.author.person == engineer.id
    assert shown.draft.version > library.channel_standard("back-market").version
    assert len(places(shown.standard, Lang.ZH)) == len(list(shown.standard.rules()))


def test_a_criterion_is_edited_by_keys_and_kept(
    engineer: Person, view: StandardsView, context: Context, qtbot: QtBot
) -> None:
    assert engineer
    _start(view, qtbot)
    table = next(one for one in view.drafts.draft.findChildren(Table) if one.isVisible())
    table.setFocus()
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = view.drafts.editor
    assert editor.isVisible() and "≥ 80 %" in words_on(editor)
    value = next(one for one in editor.form.findChildren(QLineEdit) if one.text() == "80")
    value.setFocus()
    value.selectAll()
    QTest.keyClicks(value, "85")
    qtbot.waitUntil(lambda: "≥ 85 %" in words_on(editor))
    with qtbot.waitSignal(view.drafts.model.opened):
        QTest.keyClick(editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    kept = view.drafts.draft.view
    assert kept is not None
    gate = kept.standard.gates[0].require
    assert isinstance(gate, Number) and gate.at_least == Decimal(85)
    assert len(kept.draft.saves) == 2


def test_two_people_publish_what_one_cannot(
    engineer: Person, view: StandardsView, context: Context, qtbot: QtBot
) -> None:
    assert engineer
    _start(view, qtbot)
    drafts = view.drafts
    drafts.draft.show_tab("findings")
    _rule_on_everything(view, qtbot)
    drafts.draft.show_tab("release")
    release = drafts.draft.release
    who = release.findChild(QComboBox)
    assert who is not None and "周工" not in [who.itemText(row) for row in range(who.count())], (
        "never the author"
    )
    who.setCurrentIndex(next(row for row in range(who.count()) if "林主管" in who.itemText(row)))
    says = next(one for one in release.findChildren(QLineEdit) if one.accessibleName() == "复核意见")
    pin = release.findChild(PinField)
    assert pin is not None
    says.setFocus()
    QTest.keyClicks(says, "read against the source")
    pin.setFocus()
    QTest.keyClicks(pin, "1111")
    with qtbot.waitSignal(drafts.model.refused):
        QTest.keyClick(release, Qt.Key.Key_F6)
    assert "PEO-001" in words_on(release)
    QTest.keyClicks(pin, "3690")
    with qtbot.waitSignal(drafts.model.opened):
        QTest.keyClick(release, Qt.Key.Key_F6)
    shown = drafts.draft.view
    assert shown is not None and shown.draft.review is not None
    assert shown.draft.review.name == "林主管"
    day = release.findChild(QDateEdit)
    assert day is not None
    day.setDate(day.date().addDays(3))
    with qtbot.waitSignal(drafts.model.published):
        QTest.keyClick(release, Qt.Key.Key_F8)
    later = home_library(context.home).upcoming()
    assert [one.id for one in later] == ["back-market"]
    assert later[0].publication is not None and later[0].publication.reviewer == "林主管"
    qtbot.waitUntil(lambda: any(one.upcoming for one in view.model.shelf.volumes))


def _rule_on_everything(view: StandardsView, qtbot: QtBot) -> None:
    sheet, model = view.drafts.draft.findings, view.drafts.model
    while model.view is not None and model.view.open_findings:
        reason = next(one for one in sheet.findChildren(QLineEdit) if one.isVisible())
        QTest.keyClicks(reason, "as the source says")
        with qtbot.waitSignal(model.opened):
            QTest.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("standard", library.channel_standards(), ids=lambda standard: standard.id)
def test_every_place_puts_another_rule_in_its_own_place(standard: ChannelStandard) -> None:
    other = DefectLimit(rule="defects", items=("FR-01",), at_most=Decimal(7))
    for place in places(standard, Lang.ZH):
        changed = place.put(other)
        before, after = list(standard.rules()), list(changed.rules())
        assert place.put(place.rule).gates == standard.gates
        assert sum(one != two for one, two in zip(before, after, strict=True)) == 1
