"""The Analysis screen by keys: filters, drill-down, live update, saved views, the wall, who sees whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPushButton
from pytestqt.qtbot import QtBot

from station.model.analysis_page import AnalysisPage
from station.model.person import Role
from station.texts import Lang
from tests.ui.analysis.conftest import RECORDS, seal, words_of
from tests.ui.language_switch import left_behind, settle
from tests.ui.windows import shown_at
from ui.context import Context
from ui.example import seal_example
from ui.main_window import MainWindow
from ui.screens.analysis.filters import CUSTOM, PERIOD, Filters
from ui.screens.analysis.view import AnalysisView
from ui.screens.records.view import RecordsView
from ui.theme import ThemeName
from ui.widgets.charts.chart_card import ChartCard


def chart(view: AnalysisView) -> ChartCard:
    return next(card for card in view.board.cards if isinstance(card, ChartCard))


def units(view: AnalysisView) -> float | None:
    assert view.model.page is not None
    return next(tile.value for tile in view.model.page.tiles if tile.key == "records")


def test_the_figures_of_the_week_stand_there_at_once(view: AnalysisView) -> None:
    assert units(view) == RECORDS
    assert str(RECORDS) in words_of(view)
    assert view.board.tiles and isinstance(view.pages, QListView) and view.pages.count() >= 1


def test_from_a_bar_to_its_unit_with_photos_and_on_to_the_record(context: Context, qtbot: QtBot) -> None:
    record = _sealed_example(context)
    with shown_at(context, qtbot, "analysis") as view:
        assert isinstance(view, AnalysisView)
        settle(context, qtbot)
        card = chart(view)
        card.setFocus()
        QTest.keyClick(card, Qt.Key.Key_End)
        QTest.keyClick(card, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: view.behind.rows.rowCount() == 1, timeout=20_000)
        assert view.behind.units.hasFocus()
        assert view.behind.rows.unit(view.behind.rows.index(0)).photos
        QTest.keyClick(view.behind.units, Qt.Key.Key_Return)
        window = view.window()
        assert isinstance(window, MainWindow) and window.current_screen == "records"
        records = window.view("records")
        assert isinstance(records, RecordsView)
        qtbot.waitUntil(
            lambda: records.shown is not None and records.shown.record.id == record, timeout=20_000
        )
        settle(context, qtbot)


def _sealed_example(context: Context) -> str:
    """Id of one real record with photos."""
    person, buffer = context.session.person, BytesIO()
    assert person is not None
    Image.new("RGB", (1920, 1080), "slategray").save(buffer, "JPEG")
    return seal_example(context.keep, person.id, "2580", lambda _view: buffer.getvalue()).id


def test_escape_leads_back_to_the_figures(view: AnalysisView, qtbot: QtBot) -> None:
    shown = chart(view).chart
    assert shown is not None
    view.drill(shown.series[0].drill[0], "units")
    qtbot.waitUntil(lambda: view.behind.rows.rowCount() > 0)
    QTest.keyClick(view.behind.units, Qt.Key.Key_Escape)
    assert not view.behind.isVisible() and view.board.isVisible()


def test_a_filter_narrows_and_is_taken_back(view: AnalysisView, context: Context, qtbot: QtBot) -> None:
    offered = view.chips.menu("category").actions()
    assert len(offered) >= 3
    offered[-1].trigger()
    settle(context, qtbot)
    narrowed = units(view)
    assert narrowed is not None and 0 < narrowed < RECORDS
    view.chips.cleared.emit()
    settle(context, qtbot)
    assert units(view) == RECORDS


def test_a_period_of_ones_own(view: AnalysisView, context: Context, qtbot: QtBot) -> None:
    view.chips.chosen.emit(PERIOD, CUSTOM)
    assert view.days.isVisible()
    long_ago = datetime.now(UTC).date() - timedelta(days=400)
    view.days.show_days(long_ago, long_ago)
    view.days.findChildren(QPushButton)[-1].click()
    settle(context, qtbot)
    assert not units(view)


def test_records_sealed_meanwhile_are_counted_while_the_screen_is_shown(
    view: AnalysisView, context: Context, qtbot: QtBot
) -> None:
    seal(context, 5, first=1000)
    with qtbot.waitSignal(view.model.page_made, timeout=20_000):
        context.events.record_sealed.emit("any")
    assert units(view) == RECORDS + 5


def test_nothing_is_drawn_again_when_nothing_has_changed(
    view: AnalysisView, context: Context, qtbot: QtBot
) -> None:
    made: list[AnalysisPage] = []
    view.model.page_made.connect(made.append)
    before = list(view.board.cards)
    view.model.refresh()
    settle(context, qtbot)
    assert made == []
    page = view.model.page
    assert page is not None
    view.board.show_page(replace(page, covers="other words"))
    assert list(view.board.cards) == before


def test_a_view_is_saved_opened_and_forgotten(view: AnalysisView, context: Context, qtbot: QtBot) -> None:
    view.model.choose(PERIOD, "month")
    view.saving.ask()
    QTest.keyClicks(view.saving.name, "monthly")
    QTest.keyClick(view.saving.name, Qt.Key.Key_Return)
    assert [one.name for one in context.settings.now.analysis_views] == ["monthly"]
    view.model.choose(PERIOD, "today")
    view.model.open_view("monthly")
    assert view.model.filters.period == "month"
    view.model.forget_view("monthly")
    assert context.settings.now.analysis_views == ()
    settle(context, qtbot)


def test_the_wall_names_nobody_and_leaves_by_a_key(
    view: AnalysisView, context: Context, qtbot: QtBot
) -> None:
    view.put_up_wall()
    wall = view.wall
    assert wall is not None
    qtbot.waitUntil(lambda: str(RECORDS) in words_of(wall))
    assert "王敏" not in words_of(wall)
    assert wall.geometry() == view.window().rect()
    context.session.sign_out()
    settle(context, qtbot)
    assert wall.isVisible()
    wall.setFocus()
    QTest.keyClick(wall, Qt.Key.Key_F11)
    assert not wall.isVisible()


def test_who_may_not_compare_people_is_offered_none_of_them(
    view: AnalysisView, context: Context, qtbot: QtBot
) -> None:
    view.model.choose("person", "P-000001")
    settle(context, qtbot)
    first = context.session.person
    assert first is not None
    engineer = context.keep.accounts.add("工程师", Role.QUALITY_ENGINEER, "7391", first.id)
    context.session.sign_in(engineer)
    settle(context, qtbot)
    assert "person" not in view.model.filters.chosen
    assert not view.model.sees_people
    assert not view.model.wanted("overview").people


def test_what_is_given_up_is_no_trouble(view: AnalysisView, context: Context, qtbot: QtBot) -> None:
    view.model.refresh()
    view.model.cancel()
    settle(context, qtbot)
    assert units(view) == RECORDS


def test_the_theme_switches_while_the_screen_is_shown(view: AnalysisView, context: Context) -> None:
    light = view.grab().toImage()
    context.theme.set_theme(ThemeName.DARK)
    assert view.grab().toImage() != light


def test_nothing_stays_in_the_language_before(context: Context, qtbot: QtBot) -> None:
    seal(context, 10)
    pages = {"figures": lambda _view: None}
    assert left_behind(context, qtbot, "analysis", AnalysisView, pages) == {}
    context.translator.set_language(Lang.ZH)


def test_days_the_wrong_way_round_are_put_right() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC).date(), datetime(2026, 2, 1, tzinfo=UTC).date()
    chosen = Filters().between(late, early)
    assert (chosen.since, chosen.until) == (early, late)
    assert Filters().days(late) == (late - timedelta(days=6), late)


def test_control_charts_of_what_a_person_chooses(view: AnalysisView, context: Context, qtbot: QtBot) -> None:
    view.show_page("control")
    settle(context, qtbot)
    assert view.control.isVisible()
    bar = view.control.chips
    subjects = {action.text(): action for action in bar.menu("subject").actions()}
    battery = next(action for words, action in subjects.items() if words.startswith("PB-02"))
    battery.trigger()
    settle(context, qtbot)
    individuals = chart(view).chart
    assert individuals is not None and len(individuals.categories) == RECORDS
    bar.chosen.emit("kind", "xbar_r")
    settle(context, qtbot)
    means = [card.chart for card in view.board.cards if isinstance(card, ChartCard)]
    assert [len(one.categories) for one in means if one is not None] == [RECORDS // 5] * 2
    bar.chosen.emit("subject", "unknown_rate")
    settle(context, qtbot)
    assert view.model.control.subject == "unknown_rate"
    view.show_page("overview")
    settle(context, qtbot)
    assert not view.control.isVisible()
