"""Finding records: by typing, by facets, by scanning, page by page."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station.model.record import Record
from station.texts import Lang
from tests.paces import scan
from tests.ui.records.conftest import Seal, words_of
from ui.context import Context
from ui.main_window import MainWindow
from ui.screens.records.facets import SEPARATOR, Facets
from ui.screens.records.finding import FindModel, Found
from ui.screens.records.highlighting import matches, sought
from ui.screens.records.result_rows import ResultRows
from ui.screens.records.view import RecordsView


def test_nothing_sealed_yet_says_what_will_be_here(view: RecordsView) -> None:
    assert "还没有封存的检验记录" in words_of(view)


def test_found_by_typing_and_opened_by_enter(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    field = view.finding.search
    assert field.hasFocus()
    with qtbot.waitSignal(view.model.find.found):
        QTest.keyClicks(field, "nowhere")
    assert "没有找到" in words_of(view)
    field.clear()
    with qtbot.waitSignal(view.model.find.found):
        QTest.keyClicks(field, record.document["unit"]["code"])
    with qtbot.waitSignal(view.model.opened):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert view.detail.isVisible()
    assert record.id in " ".join(view.top_line().facts)


def test_down_walks_the_list_and_up_comes_back_to_the_field(
    record: Record, view: RecordsView, qtbot: QtBot
) -> None:
    QTest.keyClick(view.finding.search, Qt.Key.Key_Down)
    assert view.finding.results.hasFocus()
    assert view.finding.results.currentIndex().row() == 0
    QTest.keyClick(view.finding.results, Qt.Key.Key_Up)
    assert view.finding.search.hasFocus()


def test_a_scan_opens_the_only_record_of_its_code(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.model.opened):
        view.finding.scan(record.document["unit"]["code"])
    assert view.detail.isVisible()


def test_a_badge_switches_the_person_and_any_other_code_is_searched(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    window = view.window()
    assert isinstance(window, MainWindow) and context.session.person is not None
    me = context.session.person
    context.keep.accounts.set_badge(me.id, "BADGE-0007", me.id)
    with qtbot.waitSignal(window.routing.badge_shown) as shown:
        scan(window, "BADGE-0007")
    assert shown.args is not None and shown.args[0].id == me.id
    assert view.finding.search.text() == ""
    with qtbot.waitSignal(view.model.opened):
        scan(window, record.document["unit"]["code"])
    assert view.detail.isVisible()


def test_a_facet_narrows_and_says_what_is_chosen(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    menu = view.finding.facets.menu("days")
    choice = next(action for action in menu.actions() if action.text() == "昨天")
    with qtbot.waitSignal(view.model.find.found) as found:
        choice.trigger()
    assert found.args is not None and found.args[0].rows == ()
    with qtbot.waitSignal(view.model.find.found) as again:
        QTest.keyClick(view.finding.search, Qt.Key.Key_Escape)
    assert again.args is not None and len(again.args[0].rows) == 1


def test_help_lists_examples_and_one_can_be_tried(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    QTest.keyClick(view.window(), Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: "可以这样找" in words_of(view))
    with qtbot.waitSignal(view.model.find.found):
        view.finding.help.example_chosen.emit("R-20261122")
    assert view.finding.search.text() == "R-20261122"
    assert view.finding.results.isVisible()


def test_further_pages_come_as_one_scrolls(seal: Seal, context: Context, qtbot: QtBot) -> None:
    for number in range(3):
        seal(f"R-1000{number}")
    model, rows = FindModel(context, page=2), ResultRows(context.translator)
    model.found.connect(lambda found: rows.show(found.rows, found.has_more))
    model.added.connect(rows.add)
    rows.wanted.connect(model.more)
    with qtbot.waitSignal(model.found):
        model.refresh()
    assert rows.rowCount() == 2 and rows.canFetchMore(QModelIndex())
    with qtbot.waitSignal(model.added):
        rows.fetchMore(QModelIndex())
    assert [rows.record(rows.index(row)).unit_code for row in range(3)] == ["R-10002", "R-10001", "R-10000"]
    assert not rows.canFetchMore(QModelIndex())


def test_a_search_cut_short_goes_on_by_itself(
    seal: Seal, context: Context, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("station.store.index.pace._FIRST_WIDTH", 1)
    monkeypatch.setattr("ui.screens.records.finding._WITHIN_S", 0)
    for number in range(3):
        seal(f"R-1000{number}")
    model, rows = FindModel(context, page=5), ResultRows(context.translator)
    model.found.connect(lambda found: rows.show(found.rows, found.has_more))
    model.added.connect(rows.add)
    model.refresh()
    qtbot.waitUntil(lambda: rows.rowCount() == 3 and not rows.canFetchMore(QModelIndex()))
    with qtbot.waitSignal(model.found) as found:
        model.search("R-10000")
    assert found.args is not None and [row.unit_code for row in found.args[0].rows] == ["R-10000"]
    with qtbot.waitSignal(model.found) as found:
        model.search("nobody")
    assert found.args is not None and found.args[0].rows == () and not found.args[0].has_more


def test_the_list_follows_the_language(
    record: Record, view: RecordsView, context: Context, qtbot: QtBot
) -> None:
    context.translator.set_language(Lang.EN)
    row = view.finding.rows.index(0)
    qtbot.waitUntil(lambda: "Current" in str(view.finding.rows.data(row, Qt.ItemDataRole.DisplayRole)))


def test_what_matched_is_marked_where_it_stands() -> None:
    words = sought('iphone 划痕 PB-02<80 is:voided "13"')
    assert set(words) == {"iphone", "划痕", "13"}
    assert list(matches("Apple iPhone 13 · 背板划痕", words)) == [(6, 12), (13, 15), (20, 22)]


def test_facets_become_one_query() -> None:
    facets = Facets().choose("days", "week").choose("grade", f"back-market{SEPARATOR}A")
    facets = facets.choose("defect", f"scratch{SEPARATOR}Z1").choose("standing", "voided")
    query = facets.choose("person", "p1").choose("person", "").query("x", date(2026, 11, 22))
    assert (query.since, query.until) == (date(2026, 11, 16), date(2026, 11, 22))
    assert query.grades == (("back-market", "A"),)
    assert (query.defects[0].kind, query.defects[0].zone) == ("scratch", "Z1")
    assert query.standing is not None and query.standing.value == "voided" and query.person == ""


def test_an_overtaken_answer_is_dropped(record: Record, view: RecordsView, qtbot: QtBot) -> None:
    answers: list[Found] = []
    view.model.find.found.connect(answers.append)
    view.model.find.choose("days", "yesterday")
    view.model.find.choose("days", "today")
    qtbot.waitUntil(lambda: bool(answers))
    assert [len(one.rows) for one in answers] == [1]
