"""Papers of an analysis: every template prints, the same facts give the same bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from station.errors import KnownError
from station.model.analysis_page import AnalysisPage, AnalysisPages, Column, Definition, Table, Tile
from station.model.charts import Chart, Series, Shape
from station.reports.analysis_paper import Covered, analysis_pdf, pages_named
from station.reports.template import names_of, page_template
from station.texts import Lang

TEMPLATES = [name for name in names_of("pdf") if page_template(name).about == "analysis"]

COVERED = Covered(
    period="2026-11-21",
    choice="Back Market",
    station="一号工位",
    until=datetime(2026, 11, 21, 12, tzinfo=UTC),
    basis="#1234 ab12",
    author="王主管",
)


def _pages(*keys: str) -> AnalysisPages:
    return AnalysisPages(tuple(_page(key) for key in keys))


def _page(key: str) -> AnalysisPage:
    chart = Chart(f"{key}-chart", Shape.BARS, f"chart of {key}", ("a", "b"), (Series("s", (1.0, 2.0)),))
    table = Table(f"{key}-table", f"table of {key}", (Column("Name"),), (("one row",),))
    tile = Tile("tile", f"tile of {key}", 93.4, "%", 1, 50)
    meaning = Definition("Yield", "what is sold of what is seen")
    return AnalysisPage(key, f"page {key}", "all", (tile,), (chart, table), (meaning,))


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in _read(pdf).pages)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("lang", list(Lang))
def test_each_paper_prints_its_pages_and_says_what_it_covers(template: str, lang: Lang) -> None:
    said = _text(analysis_pdf(_pages("overview"), COVERED, lang, template))
    for part in ("2026-11-21", "Back Market", "一号工位", "#1234 ab12", "chart of overview", "one row"):
        assert part in said
    assert getattr(page_template(template).title, lang.value) in said


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_same_facts_give_the_same_bytes(template: str) -> None:
    first, again = (analysis_pdf(_pages("overview"), COVERED, Lang.ZH, template) for _ in range(2))
    assert first == again


def test_the_shift_report_takes_the_pages_it_names_and_no_other() -> None:
    said = _text(analysis_pdf(_pages("overview", "people", "defects"), COVERED, Lang.EN, "shift-report"))
    assert "chart of defects" in said
    assert "chart of people" not in said


def test_a_definition_that_two_pages_share_is_printed_once() -> None:
    said = _text(analysis_pdf(_pages("one", "two"), COVERED, Lang.EN, "quality-report"))
    assert said.count("what is sold of what is seen") == 1


def test_pages_stand_in_the_outline() -> None:
    outline = _read(analysis_pdf(_pages("one", "two"), COVERED, Lang.EN, "quality-report")).outline
    titles = [str(entry.title) for entry in outline if isinstance(entry, Destination)]
    assert titles == ["page one", "page two"]


def test_a_template_about_a_record_cannot_print_an_analysis() -> None:
    with pytest.raises(KnownError) as caught:
        analysis_pdf(_pages("overview"), COVERED, Lang.EN, "certificate")
    assert caught.value.code == "REP-040"


def test_the_pages_that_templates_name_exist() -> None:
    from station.analysis.pages import pages

    named = {page for name in TEMPLATES for page in pages_named(page_template(name)) or ()}
    assert named <= {page.key for page in pages()}
    assert named
