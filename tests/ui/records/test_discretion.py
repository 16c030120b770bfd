"""What a screen shows of an IMEI depends on who sits there, from the moment they do."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from station.model.answer import Text
from station.model.checklist import CheckItem
from station.model.person import Role
from station.model.record import Record
from tests.stations import ITEMS
from tests.ui.records.conftest import open_record, words_of
from ui.context import Context
from ui.screens.records.view import RecordsView
from ui.steps.scan import ScanStep
from ui.steps.step import Asked
from ui.widgets.surroundings import Surroundings


def told(view: RecordsView) -> str:
    top = view.top_line()
    rows = view.finding.rows
    found = [str(rows.data(rows.index(place))) for place in range(rows.rowCount())]
    return "\n".join((words_of(view), top.title, *top.facts, *found))


def test_a_record_that_is_open_is_masked_when_another_person_takes_over(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    imei, administrator = record.document["unit"]["imei"], context.session.person
    assert imei and administrator is not None
    inspector = context.keep.accounts.add("李雷", Role.INSPECTOR, "1379", administrator.id)
    context.settings.change(private_imei="masked")
    open_record(view, record, qtbot)
    assert imei in told(view)
    context.session.sign_in(inspector)
    assert imei not in told(view)
    qtbot.waitUntil(lambda: f"{imei[:2]}•" in told(view))
    qtbot.waitUntil(lambda: context.database.waiting == 0)
    assert imei not in told(view)
    context.session.sign_in(administrator)
    qtbot.waitUntil(lambda: imei in told(view))


def test_a_kept_scan_leaves_the_field_and_still_stands(context: Context, qtbot: QtBot) -> None:
    imei = "352099001761481"
    item: CheckItem = ITEMS[0]
    step = ScanStep(Asked(item, Text(imei), {}, {}, ()), Surroundings(context.translator, context.theme))
    qtbot.addWidget(step)
    context.translator.follow(step.retranslate)
    context.settings.change(private_imei="masked")
    context.session.sign_out()
    field = step.focusProxy()
    assert field is not None and imei not in (field.property("text"), field.property("placeholderText"))
    given = step.draft()
    assert given is not None and given.answer == Text(imei)
