"""Channels' own results: imported row by row, kept in the ledger, set against what we said."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from station.analysis.disagreement import Against, pairs
from station.analysis.figures import Figures
from station.analysis.pages.disagreement import page
from station.analysis.scope import Scope
from station.model.charts import Chart
from station.places import Home
from station.store.channel_results import channel_results, import_channel_results
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.importing import ImportResult
from station.store.opening import open_store
from station.texts import Lang
from tests.store.many_records import enter, record_body, voided

EVERYTHING = Scope()
GRADES = {"back-market": ("A", "B", "C"), "amazon-renewed": ("A", "B")}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A station of four records: grade A, tied A and B, grade B, not accepted, for one channel each."""
    with open_store(Home(tmp_path / "home"), SystemClock()) as opened:
        enter(opened, [("record_sealed", body) for body in _bodies()])
        yield opened


def _bodies() -> list[dict[str, Any]]:
    chance = random.Random(1)
    said: tuple[tuple[str, list[str]], ...] = (
        ("grade", ["A"]),
        ("tie", ["A", "B"]),
        ("grade", ["B"]),
        ("not_accepted", []),
    )
    return [_judged(record_body(n, chance, 1), *one) for n, one in enumerate(said)]


def _judged(body: dict[str, Any], result: str, grades: list[str]) -> dict[str, Any]:
    verdict = {**body["verdicts"][0], "channel": "back-market", "result": result, "grades": grades}
    return {**body, "verdicts": [verdict]}


def _units() -> list[str]:
    return [body["unit"]["code"] for body in _bodies()]


def _imported(
    store: Store, folder: Path, *rows: str, heading: str = "unit,channel,grade,date"
) -> ImportResult:
    file = folder / "results.csv"
    file.write_text("\n".join((heading, *rows)), "utf-8")
    return import_channel_results(store, file, GRADES)


def _against(store: Store, scope: Scope = EVERYTHING) -> list[Against]:
    figures = Figures(store)
    figures.behind(None)
    return [one.against for one in pairs(figures, scope, GRADES)]


def test_each_result_stands_to_ours_as_the_scale_says(store: Store, tmp_path: Path) -> None:
    a, tied, b, refused = _units()
    rows = [
        f"{a},back-market,b,",
        f"{tied},back-market,B,",
        f"{b},back-market,A,",
        f"{refused},back-market,C,",
    ]
    assert _imported(store, tmp_path, *rows).added == 4
    assert _against(store) == [Against.LOWER, Against.SAME, Against.HIGHER, Against.HIGHER]


def test_a_practice_home_meets_its_own_records(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.root.mkdir()
    home.practice_marker.touch()
    with open_store(home, SystemClock()) as store:
        enter(store, [("record_sealed", body | {"practice": True}) for body in _bodies()])
        assert _imported(store, tmp_path, f"{_units()[0]},back-market,B,").added == 1
        assert _against(store) == [Against.LOWER]


def test_refused_by_the_channel_is_lower_than_any_grade(store: Store, tmp_path: Path) -> None:
    _imported(store, tmp_path, f"{_units()[2]},back-market,拒收,2026-01-05")
    assert _against(store) == [Against.LOWER]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("nobody,back-market,A,", "record"),
        ("{unit},nowhere,A,", "channel"),
        ("{unit},,A,", "empty"),
        ("{unit},back-market,Z,", "result"),
        ("{unit},back-market,,", "empty"),
        ("{unit},amazon-renewed,A,", "not_judged"),
        ("{unit},back-market,A,soon", "date"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_with_its_reason(
    store: Store, tmp_path: Path, row: str, reason: str
) -> None:
    result = _imported(store, tmp_path, row.format(unit=_units()[0]))
    assert [(one.row, one.reason.key) for one in result.refused] == [(2, f"imports.{reason}")]
    assert channel_results(store) == ()


def test_a_result_told_again_replaces_the_earlier(store: Store, tmp_path: Path) -> None:
    unit = _units()[0]
    told = [_imported(store, tmp_path, f"{unit},back-market,{grade},") for grade in ("A", "A", "C")]
    assert [(one.added, one.unchanged, one.updated) for one in told] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert [one.result for one in channel_results(store)] == ["C"]


def test_workbooks_with_chinese_heads_are_read(store: Store, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["件码", "渠道结果", "日期"])
    sheet.append([_units()[0], "B", "2026/01/05"])
    book.save(tmp_path / "results.xlsx")
    result = import_channel_results(store, tmp_path / "results.xlsx", GRADES, "back-market")
    assert (result.added, result.refused) == (1, ())
    assert channel_results(store)[0].decided_on == "2026-01-05"


def test_the_ledger_says_from_which_file_the_results_came(store: Store, tmp_path: Path) -> None:
    _imported(store, tmp_path, f"{_units()[0]},back-market,B,")
    with store.read() as connection:
        row = connection.execute("SELECT body FROM ledger WHERE kind = 'channel_results_imported'").fetchone()
    body = json.loads(row[0])
    assert body["file"] == "results.csv"
    assert len(body["sha256"]) == 64


def test_a_voided_record_is_not_compared(store: Store, tmp_path: Path) -> None:
    _imported(store, tmp_path, f"{_units()[0]},back-market,B,")
    enter(store, [("record_voided", voided(_bodies()[0]))])
    assert _against(store) == []


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_counts_every_pair_once(store: Store, tmp_path: Path, lang: Lang) -> None:
    _imported(store, tmp_path, *(f"{unit},back-market,B," for unit in _units()))
    figures = Figures(store)
    figures.behind(None)
    made = page(figures, Scope(), lang)
    compared, same, *_ = made.tiles
    assert compared.value == 4
    assert (same.value, same.samples) == (50.0, 4)
    chart = made.parts[0]
    assert isinstance(chart, Chart)
    assert sum(value or 0 for one in chart.series for value in one.values) == 4
