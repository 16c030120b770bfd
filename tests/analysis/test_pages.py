"""Pages of analysis, their drill-down, workbook and command, over one station's records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from station.analysis.drill import drill
from station.analysis.figures import Figures, Watch
from station.analysis.measures import all_figures
from station.analysis.pages import pages
from station.analysis.scope import Scope, scope_from
from station.analysis.targets import light_of
from station.analysis.workbook import workbook_of
from station.errors import KnownError
from station.model.analysis_page import AnalysisPage, Column, Definition, Table
from station.model.charts import Chart, Light
from station.places import Home
from station.settings import Settings, ShiftSetting, TargetSetting
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.opening import open_store
from station.texts import Lang
from tests.store import many_records as many
from tests.store.test_search import documents
from ui.cli.main import main

ONE_PERSON = Scope(person="P-000001")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(tmp_path_factory.mktemp("analysed"))


@pytest.fixture(scope="module")
def store(home: Home) -> Iterator[Store]:
    with open_store(home, SystemClock()) as opened:
        many.enter(opened, documents())
        opened.rollups.catch_up()
        yield opened


def keys(page: AnalysisPage) -> list[str]:
    tables = [key for part in page.parts if isinstance(part, Table) for key in part.drill]
    charts = [part for part in page.parts if isinstance(part, Chart)]
    return tables + [key for chart in charts for one in chart.series for key in one.drill]


@pytest.mark.parametrize("key", [page.key for page in pages()])
@pytest.mark.parametrize("lang", Lang)
def test_a_page_is_whole(store: Store, key: str, lang: Lang) -> None:
    made = next(page for page in pages() if page.key == key)
    page = made.make(Figures(store, people=True), Scope(), lang)
    assert page.title == made.title(lang)
    assert page.parts
    assert page.definitions
    for part in page.parts:
        if isinstance(part, Table):
            assert all(len(row) == len(part.columns) for row in part.rows)
            assert len(part.drill) in (0, len(part.rows))
        else:
            sizes = {len(one.values) for one in part.series} | {len(line.values) for line in part.lines}
            assert sizes <= {len(part.categories)}


@pytest.mark.parametrize("key", [page.key for page in pages()])
def test_what_lies_behind_a_bar_can_be_opened(store: Store, key: str) -> None:
    made = next(page for page in pages() if page.key == key)
    page = made.make(Figures(store, people=True), replace(ONE_PERSON, category="smartphone"), Lang.EN)
    for one in keys(page)[:40]:
        found = drill(store, one, limit=5)
        assert found
        assert {(unit.person_id, unit.category) for unit in found} == {("P-000001", "smartphone")}


def test_units_behind_a_figure_come_page_by_page(store: Store) -> None:
    made = next(page for page in pages() if page.key == "grades")
    page = made.make(Figures(store), Scope(), Lang.EN)
    table = next(part for part in page.parts if isinstance(part, Table) and part.key == "grades")
    count, key, found = table.rows[0][2], table.drill[0], list[str]()
    before = None
    while units := drill(store, key, limit=7, before=before):
        found += [unit.id for unit in units]
        before = units[-1].sequence
    assert len(set(found)) == len(found) == count


@pytest.mark.parametrize("key", ["", "x", "e30=", "WzFd"])
def test_another_key_is_told(store: Store, key: str) -> None:
    with pytest.raises(KnownError, match="FIG-003"):
        drill(store, key)


def test_single_inspectors_need_the_right(store: Store) -> None:
    for ask in (
        lambda: Figures(store).records(ONE_PERSON),
        lambda: Figures(store).hours(Scope(), "person"),
        lambda: next(page for page in pages() if page.of_people).make(Figures(store), Scope(), Lang.EN),
    ):
        with pytest.raises(KnownError, match="FIG-002"):
            ask()


def test_a_question_can_be_stopped_and_tells_how_far_it_is(store: Store) -> None:
    told = list[float]()
    model = Scope(model="Apple iPhone 13")
    Figures(store, watch=Watch(told=told.append)).items(model)
    assert told == sorted(told)
    assert told[-1] == 1
    many_steps = Figures(store, watch=Watch(goes=lambda: False))
    with pytest.raises(KnownError, match="FIG-001"), store.counted.lend(many_steps.watch.goes) as connection:
        connection.execute(
            "SELECT count(*) FROM items a, items b, items c WHERE a.flags < b.flags"
        ).fetchone()


def test_a_scope_narrows_and_is_kept(store: Store) -> None:
    figures = Figures(store, people=True)
    whole = figures.whole(Scope())
    assert whole.since is not None
    first = replace(whole, until=whole.since + timedelta(days=9), category="tablet", channel="back-market")
    assert scope_from(first.as_json()) == first
    parts = [all_figures(figures, replace(first, shift=shift))[()] for shift in ("day", "night")]
    assert sum(one["records"].n for one in parts) == all_figures(figures, first)[()]["records"].n
    assert not all_figures(figures, Scope(station="another"))


def test_a_light_needs_a_target_and_samples(store: Store) -> None:
    one = all_figures(Figures(store), Scope())[()]["yield"]
    assert light_of(None, one) is Light.NONE
    for value, attention, light in ((0.5, 0.4, Light.OK), (1.1, 0.9, Light.ATTENTION), (1.2, 1.1, Light.BAD)):
        assert light_of(TargetSetting(figure="yield", value=value, attention=attention), one) is light
    assert light_of(TargetSetting(figure="yield", value=0, attention=0), replace(one, n=19)) is Light.NONE
    lower = TargetSetting(figure="dpmo", value=0.1, attention=2)
    assert light_of(lower, one) is Light.ATTENTION


@pytest.mark.parametrize(
    "starts", [("08:00", "08:00"), ("20:00", "08:00", "12:00", "22:00"), ("8:00",), ("24:00",), ()]
)
def test_shifts_that_do_not_follow_one_another_are_refused(starts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"(?i)shift"):
        Settings(shifts=tuple(ShiftSetting(name=f"{at}", start=one) for at, one in enumerate(starts)))


def test_a_workbook_holds_numbers_and_no_formula() -> None:
    hostile = "=HYPERLINK(1)"
    table = Table("t", "T", (Column(hostile), Column("n", "%", True, 1)), ((hostile, 97.25), ("-", None)))
    content = workbook_of(
        [AnalysisPage("p", hostile, "c", parts=(table,), definitions=(Definition(hostile, "="),))] * 2,
        Lang.EN,
    )
    sheets = load_workbook(BytesIO(content)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    numbers = [cell for cell in cells if cell.value == 97.25]
    assert [(cell.data_type, cell.number_format) for cell in numbers] == [("n", "#,##0.0")] * 2
    assert len({sheet.title for sheet in sheets}) == 3


def run(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(list(words)) in (0, None)
    return json.loads(capsys.readouterr().out)


def test_the_command_tells_figures_with_groups(
    store: Store, home: Home, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    started = ("analyse", "--home", str(home.root), "--json")
    told = run(capsys, *started, "--by", "channel", "--out", str(tmp_path / "a.xlsx"))
    one = told["by"]["channel"][0]
    assert set(told["yield"]) == {"value", "n", "low", "high"}
    assert float(one["yield"]["low"]) <= float(one["yield"]["value"]) <= float(one["yield"]["high"])
    assert told["records"]["n"] == Figures(store).records(Scope())[()]["records"]
    assert len(load_workbook(tmp_path / "a.xlsx").worksheets) == len(pages()) + 1
    for by in ("inspector", "item", "shift", "day", "month", "station", "category", "model", "defect"):
        assert run(capsys, *started, "--by", by)["by"][by]
    nothing = run(capsys, *started, "--since", "2031-01-01")
    assert nothing["records"]["n"] == 0


def test_the_command_tells_text_too(store: Store, home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    for by in ("shift", "defect"):
        assert main(["analyse", "--home", str(home.root), "--lang", "zh", "--by", by]) in (0, None)
        assert "一次合格率" in capsys.readouterr().out
