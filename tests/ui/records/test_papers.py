"""Any paper of a record is chosen on the page that shows it, saved under a name of its own."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from station.model.record import Record
from station.texts import Lang
from tests.ui.records.conftest import open_record
from ui.screens.records.view import RecordsView


def test_every_paper_of_the_record_is_offered_and_the_one_chosen_is_shown(
    view: RecordsView, record: Record, qtbot: QtBot
) -> None:
    open_record(view, record, qtbot)
    with qtbot.waitSignal(view.model.copied):
        view.model.print_certificate()
    page = view.certificate
    offered = {(one.template, one.channel) for one in page._choices}
    channels = {one["channel"] for one in record.document["verdicts"]}
    assert {("certificate", ""), ("full-report", ""), ("return-note", ""), ("receipt", "")} <= offered
    assert {channel for name, channel in offered if name == "channel-handover"} == channels
    assert page._choices[page.paper.currentIndex()].template == "certificate"
    place = next(n for n, one in enumerate(page._choices) if one.template == "channel-handover")
    page.paper.setCurrentIndex(place)
    with qtbot.waitSignal(view.model.copied):
        page.paper.activated.emit(place)
    assert view.model.shown_paper == ("channel-handover", page._choices[place].channel)
    with qtbot.waitSignal(view.model.copied):
        page._langs[Lang.EN].click()
    assert view.model.shown_paper == ("channel-handover", page._choices[place].channel)
    with qtbot.waitSignal(view.model.saved) as saved:
        page._save.click()
    assert "channel-handover" in Path(saved.args[0]).name
