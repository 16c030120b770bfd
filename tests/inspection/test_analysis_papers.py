"""Papers of an analysis over a real store: what they say, that they repeat, that the ledger knows of them."""

from __future__ import annotations

import io
import json
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.analysis.controlling import Control
from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.errors import KnownError
from station.inspection.analysis_papers import AnalysisPapers
from station.inspection.papers import Papers
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.opening import open_store
from station.texts import Lang
from tests.store.many_records import START, enter, record_body

RECORDS = 40


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A station with forty records of one morning."""
    with open_store(Home(tmp_path), SystemClock()) as opened:
        chance = random.Random(5)
        enter(opened, [("record_sealed", record_body(number, chance, 5)) for number in range(RECORDS)])
        yield opened


def _papers(store: Store, *, people: bool = False) -> AnalysisPapers:
    return AnalysisPapers(Figures(store, people=people), Papers(store))


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("template", ["quality-report", "shift-report"])
def test_a_paper_says_how_many_records_and_from_which_the_figures_are(
    store: Store, lang: Lang, template: str
) -> None:
    said = _text(_papers(store).make(Scope(), lang, template).content)
    assert re.search(rf"{RECORDS} (records|条记录)", said)
    assert f"{START:%Y-%m-%d}" in said
    assert store.name in said


def test_printed_again_from_the_same_records_it_is_the_same_paper(store: Store) -> None:
    first = _papers(store).make(Scope(), Lang.ZH)
    enter(store, [("setting_changed", {"name": "sound", "to": "off"})])
    assert _papers(store).make(Scope(), Lang.ZH).content == first.content


def test_one_more_record_makes_another_paper(store: Store) -> None:
    first = _papers(store).make(Scope(), Lang.ZH)
    enter(store, [("record_sealed", record_body(RECORDS, random.Random(6), 5))])
    assert _papers(store).make(Scope(), Lang.ZH).content != first.content


def test_the_ledger_knows_who_printed_what_over_which_records(store: Store, tmp_path: Path) -> None:
    papers = _papers(store)
    paper = papers.make(Scope(channel="back-market"), Lang.EN)
    file = papers.save(paper, tmp_path / "report.pdf", "P-000001")
    assert file.read_bytes() == paper.content
    with store.read() as connection:
        row = connection.execute(
            "SELECT body FROM ledger WHERE kind = 'report_printed' ORDER BY sequence DESC"
        ).fetchone()
    body = json.loads(row[0])
    assert body["paper"] == "analysis"
    assert body["template"] == "quality-report"
    assert body["person"] == "P-000001"
    assert body["scope"]["channel"] == "back-market"
    assert body["scope"]["since"] == f"{START:%Y-%m-%d}"


def test_a_paper_holds_the_page_that_is_shown_and_names_what_is_controlled(store: Store) -> None:
    control = Control("defects_per_unit", "c")
    papers = _papers(store)
    paper = papers.make(Scope(), Lang.EN, "shift-report", shown="control", control=control)
    assert "Defects per unit · c chart" in _text(paper.content).replace("\n", " ")
    assert paper.template == "quality-report" and paper.about["control"]["kind"] == "c"
    assert papers.make(Scope(), Lang.EN, "shift-report", shown="defects").template == "shift-report"


def test_a_period_without_records_is_no_paper(store: Store) -> None:
    with pytest.raises(KnownError) as caught:
        _papers(store).make(Scope(since=date(2020, 1, 1), until=date(2020, 1, 2)), Lang.ZH)
    assert caught.value.code == "FIG-010"


def test_nobody_stands_on_a_paper_of_who_may_not_see_inspectors(store: Store) -> None:
    said = _text(_papers(store).make(Scope(), Lang.ZH).content)
    assert not any(name in said for name in ("王敏", "李强", "Anna Berg", "赵小云"))
