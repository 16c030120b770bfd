"""Channel results at the screen: understood row by row, counted only when a person says so."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station.model.person import Role
from station.store.channel_results import channel_results
from tests.store.many_records import enter, record_body
from tests.ui.analysis.conftest import words_of
from tests.ui.language_switch import left_behind, settle
from ui.context import Context
from ui.screens.analysis.desks import RESULTS
from ui.screens.analysis.filters import PERIOD
from ui.screens.analysis.results.desk import ResultsDesk
from ui.screens.analysis.view import AnalysisView

CHANNEL = "back-market"
HEADING = "IMEI,渠道,渠道结果,备注"


def bodies() -> list[dict[str, Any]]:
    chance = random.Random(4)
    return [record_body(number, chance, 1) for number in range(3)]


def codes() -> list[str]:
    return [str(body["unit"]["code"]) for body in bodies()]


@pytest.fixture
def sealed(context: Context) -> None:
    verdict = {"channel": CHANNEL, "result": "grade", "grades": ["Good"]}
    judged = [{**body, "verdicts": [{**body["verdicts"][0], **verdict}]} for body in bodies()]
    enter(context.keep.store, [("record_sealed", one) for one in judged])


def desk_of(view: AnalysisView) -> ResultsDesk:
    view.show_page("disagreement")
    view.desks.open(RESULTS)
    desk = view.desks.shown
    assert isinstance(desk, ResultsDesk)
    return desk


def written(folder: Path, *rows: str) -> Path:
    file = folder / "results.csv"
    file.write_text("\n".join((HEADING, *rows)), "utf-8")
    return file


def grades(context: Context) -> tuple[str, ...]:
    from station.standards.library import home_library

    return tuple(home_library(context.home).channel_standard(CHANNEL).grades)


def cells(desk: ResultsDesk) -> list[tuple[str, ...]]:
    return [desk.rows.row(desk.rows.index(place, 0)).cells for place in range(desk.rows.rowCount())]


def test_nothing_counts_before_a_person_says_so(
    context: Context, qtbot: QtBot, view: AnalysisView, tmp_path: Path
) -> None:
    best, store = grades(context)[0], context.keep.store
    rows = [f"{code},{CHANNEL},{best.upper()}," for code in codes()[:2]]
    view.model.choose(PERIOD, "everything")
    desk = desk_of(view)
    desk.read_file(written(tmp_path, *rows, f"U-NONE,{CHANNEL},{best},", f"{codes()[2]},{CHANNEL},?,"))
    settle(context, qtbot)
    told = cells(desk)
    assert [one[0] for one in told] == ["4", "5", "2", "3"]
    assert "U-NONE" in told[0][-1] and best in told[2][4]
    assert "备注" in words_of(desk) and "“渠道结果”" in words_of(desk)
    assert channel_results(store) == ()
    QTest.keyClick(desk, Qt.Key.Key_F9)
    settle(context, qtbot)
    assert [one.result for one in channel_results(store)] == [best, best]
    assert not desk.enter.isVisible()
    QTest.keyClick(desk, Qt.Key.Key_Escape)
    settle(context, qtbot)
    assert view.desks.shown is None
    page = view.model.page
    assert page is not None and page.tiles[0].value == 2


def test_a_channel_may_be_named_for_all_rows(
    context: Context, qtbot: QtBot, view: AnalysisView, tmp_path: Path
) -> None:
    desk = desk_of(view)
    desk.read_file(written(tmp_path, f"{codes()[0]},,{grades(context)[0]},"))
    settle(context, qtbot)
    assert not desk.enter.isEnabled()
    desk.channel.setCurrentIndex(desk.channel.findData(CHANNEL))
    settle(context, qtbot)
    assert desk.enter.isEnabled()


def macro(folder: Path) -> Path:
    file = folder / "macro.xlsx"
    book = Workbook()
    book.worksheets[0].append(["unit", "result"])
    book.save(file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return file


def other_sheet(folder: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append(["notes"])
    book.create_sheet("results").append(["unit", "result"])
    book.save(folder / "sheets.xlsx")
    return folder / "sheets.xlsx"


def no_table(folder: Path) -> Path:
    (folder / "photo.xlsx").write_bytes(b"\xff\xd8\xff\xe0")
    return folder / "photo.xlsx"


@pytest.mark.parametrize(
    ("make", "code"), [(macro, "IMP-005"), (other_sheet, "IMP-002"), (no_table, "IMP-001")]
)
def test_hostile_files_are_refused_in_words(
    context: Context, qtbot: QtBot, view: AnalysisView, tmp_path: Path, make: object, code: str
) -> None:
    assert callable(make)
    desk = desk_of(view)
    desk.read_file(make(tmp_path))
    settle(context, qtbot)
    assert code in words_of(desk)
    assert not desk.enter.isVisible() and not desk.table.isVisible()


def test_formulas_without_a_value_and_no_rows_are_told(
    context: Context, qtbot: QtBot, view: AnalysisView, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["unit", "result", "channel"])
    sheet.append([codes()[0], '=IF(1,"Good","")', CHANNEL])
    book.save(tmp_path / "formula.xlsx")
    desk = desk_of(view)
    desk.read_file(tmp_path / "formula.xlsx")
    settle(context, qtbot)
    assert context.translator.tr("desks.column.result") in cells(desk)[0][-1] and not desk.enter.isEnabled()
    desk.read_file(written(tmp_path))
    settle(context, qtbot)
    assert context.translator.tr("desks.nothing", file="results.csv") in words_of(desk)


def test_a_long_file_can_be_given_up(
    context: Context, qtbot: QtBot, view: AnalysisView, tmp_path: Path
) -> None:
    desk = desk_of(view)
    desk.read_file(written(tmp_path, *(f"U-{number},{CHANNEL},x," for number in range(20_000))))
    desk.errand.cancel()
    settle(context, qtbot)
    assert desk.understood is None


def test_somebody_else_begins_anew(
    context: Context, qtbot: QtBot, view: AnalysisView, tmp_path: Path
) -> None:
    desk = desk_of(view)
    desk.read_file(written(tmp_path, f"{codes()[0]},{CHANNEL},{grades(context)[0]},"))
    settle(context, qtbot)
    person = context.session.person
    assert person is not None and desk.understood is not None
    context.session.sign_in(context.keep.accounts.add("李主管", Role.SUPERVISOR, "7391", person.id))
    assert desk.understood is None


def test_everything_is_said_in_the_other_language_at_once(
    context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    file = written(tmp_path, "U-NONE,back-market,A,", f"{'x'},,A,")

    def empty(view: AnalysisView) -> None:
        desk_of(view)

    pages = {"empty": empty, "read": lambda view: desk_of(view).read_file(file)}
    assert left_behind(context, qtbot, "analysis", AnalysisView, pages) == {}
