"""The papers of records: what each must say, in both languages, and that reprints are the same bytes."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from station.errors import KnownError
from station.reports.certificate import certificate_pdf, records_pdf, report_pdf
from station.reports.compose import content_of
from station.reports.page import PageTemplate
from station.reports.template import load_template
from station.standards import library
from station.texts import Lang, text
from tests.reports.sample import Sample, sample

HEAD = 'output = "pdf"\ntitle = { zh = "一", en = "one" }\n'


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample record."""
    return sample(tmp_path_factory.mktemp("photos"))


def _text(pdf: bytes) -> str:
    whole = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(whole.replace("\u00a0", " ").split())


def _own(one: Sample, folder: Path, text: str, lang: Lang = Lang.EN) -> bytes:
    file = folder / "own.toml"
    file.write_text(text, "utf-8")
    template = load_template(file)
    assert isinstance(template, PageTemplate)
    return report_pdf(one.record, one.photo, lang, template, file, library)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_full_report_tells_every_fact_with_who_and_when(one: Sample, lang: Lang) -> None:
    pdf = certificate_pdf(one.record, one.photo, lang, "full-report")
    whole = _text(pdf)
    content = content_of(one.record, lang, library, timedelta(hours=8))
    facts = [fact for group in content.groups for fact in group.facts]
    assert all(fact.item in whole and fact.person == "陈晓" for fact in facts)
    assert whole.count("2026-11-22 09:4") >= len(facts)
    assert "mettler" not in whole and "天平 A" in whole
    for key in ("history.heading", "facts.taken_at", "proof.heading", "signature.heading"):
        assert text(lang, f"reports.{key}") in whole
    assert "175.10 g" in whole, "the answer that was replaced"
    assert pdf == certificate_pdf(one.record, one.photo, lang, "full-report")


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("channel", ["back-market", "tongjian-itemised"])
def test_a_hand_over_says_what_that_standard_asks_in_its_order(one: Sample, lang: Lang, channel: str) -> None:
    whole = _text(certificate_pdf(one.record, one.photo, lang, "channel-handover", channel=channel))
    standard = library.channel_standard(channel, "2026-11-22")
    cited = dict.fromkeys(clause for clause, _ in standard.rules())
    asked = [clause for clause in standard.clauses if clause in cited]
    places = [whole.index(f" {clause} ") for clause in asked]
    assert places == sorted(places)
    assert standard.name.of(lang) in whole
    assert "B-Stock" not in whole and "Amazon" not in whole


def test_a_hand_over_needs_a_channel_that_judged(one: Sample) -> None:
    for channel in ("", "nobody"):
        with pytest.raises(KnownError) as refused:
            certificate_pdf(one.record, one.photo, Lang.ZH, "channel-handover", channel=channel)
        assert refused.value.code == "REP-010"
        assert "back-market" in refused.value.details["known"]  # type: ignore[operator]  # details are plain objects


@pytest.mark.parametrize("lang", list(Lang))
def test_a_return_note_names_reason_finding_and_what_to_do(one: Sample, lang: Lang) -> None:
    pdf = certificate_pdf(one.record, one.photo, lang, "return-note")
    whole = _text(pdf)
    assert text(lang, "reports.refusals.no_gate") in whole
    assert text(lang, "reports.refusals.to_do") in whole
    assert sum(len(page.images) for page in PdfReader(io.BytesIO(pdf)).pages) < len(
        one.record.document["photos"]
    )


def test_a_refused_unit_is_told_by_the_channels_that_refuse_it(tmp_path: Path) -> None:
    one = sample(tmp_path)
    verdicts: list[dict[str, Any]] = [dict(raw) for raw in one.record.document["verdicts"]]
    verdicts[2] |= {"result": "not_accepted", "grades": [], "gate": "BM-G1"}
    whole = _text(
        certificate_pdf(sample(tmp_path, verdicts=verdicts).record, one.photo, Lang.EN, "return-note")
    )
    assert text(Lang.EN, "reports.refusals.no_gate") not in whole
    assert "Back Market" in whole and "B-Stock Superior 2025" not in whole


@pytest.mark.parametrize("lang", list(Lang))
def test_a_batch_list_counts_and_lists(one: Sample, lang: Lang) -> None:
    records = [(one.record, None)] * 14
    pdf = records_pdf(records, lang, "batch-list", batch="B-88")
    whole = _text(pdf)
    assert whole.count("R-20261122-0147") == 14 and "B-88" in whole
    assert "FAIR × 14" in whole
    assert text(lang, "reports.records.count", count=14) in whole
    assert pdf == records_pdf(records, lang, "batch-list", batch="B-88")


def test_a_list_of_nothing_is_refused() -> None:
    with pytest.raises(KnownError) as refused:
        records_pdf([], Lang.ZH, "batch-list")
    assert refused.value.code == "REP-011"


@pytest.mark.parametrize("lang", list(Lang))
def test_a_slip_is_one_page_as_long_as_its_content(one: Sample, lang: Lang) -> None:
    pages = PdfReader(io.BytesIO(certificate_pdf(one.record, one.photo, lang, "receipt"))).pages
    assert len(pages) == 1
    assert round(float(pages[0].mediabox.width) / 72 * 25.4) == 80
    assert 150 < float(pages[0].mediabox.height) / 72 * 25.4 < 700
    assert one.record.id in pages[0].extract_text()


def test_columns_are_chosen_ordered_and_titled(one: Sample, tmp_path: Path) -> None:
    columns = 'columns = ["taken_at", { column = "item", title = { zh = "看", en = "Looked at" } }]'
    whole = _text(_own(one, tmp_path, f'{HEAD}[[block]]\nkind = "facts"\n{columns}\n'))
    assert "Time Looked at" in whole and "ID-01" not in whole


@pytest.mark.parametrize(
    ("columns", "why"), [('["nothing"]', "no_such_column"), ('["item", "item"]', "column_twice")]
)
def test_columns_that_do_not_exist_are_refused(one: Sample, tmp_path: Path, columns: str, why: str) -> None:
    with pytest.raises(KnownError) as refused:
        _own(one, tmp_path, f'{HEAD}[[block]]\nkind = "facts"\ncolumns = {columns}\n')
    assert refused.value.details["line"] == 5
    assert why in str(refused.value.details["why"])


def test_own_words_colour_logo_language_and_paper_show(one: Sample, tmp_path: Path) -> None:
    Image.new("RGBA", (3000, 1000), (200, 30, 30, 128)).save(tmp_path / "logo.png")
    own = (
        f'{HEAD}language = "zh"\npaper = "custom"\nsize_mm = {{ width = 100, height = 150 }}\n'
        'logo = { file = "logo.png", height_mm = 9 }\ncolours = { accent = "#7A1FA2" }\n'
        'foot = { text = { zh = "页脚 {{ code }}", en = "" } }\nbookmarks = false\n'
        'description = { keywords = { zh = "机密", en = "x" } }\n'
        '[words]\n"unit.code" = { zh = "条码", en = "Bar code" }\n'
        '[[block]]\nkind = "header"\ntitle = { zh = "甲", en = "A" }\n[[block]]\nkind = "unit"\n'
    )
    pdf = _own(one, tmp_path, own)
    read = PdfReader(io.BytesIO(pdf))
    whole = _text(pdf)
    assert "条码" in whole and "Bar code" not in whole and "统检" not in whole
    assert "页脚 WO-2026-118842" in whole
    assert read.outline == [] and read.metadata is not None and read.metadata.get("/Keywords") == "机密"
    [image] = read.pages[0].images
    assert image.image is not None and max(image.image.size) <= 900
    assert round(float(read.pages[0].mediabox.width) / 72 * 25.4) == 100
    assert pdf == _own(one, tmp_path, own)


def test_the_document_describes_itself_for_archives(one: Sample) -> None:
    pdf = certificate_pdf(one.record, one.photo, Lang.EN)
    read = PdfReader(io.BytesIO(pdf))
    root: Any = read.trailer["/Root"]
    packet = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert "R-20261122-0147" in packet and "2026-11-22T01:45:31Z" in packet
    assert root["/OutputIntents"][0]["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert root["/Lang"] == "en"
    fonts = {font for page in read.pages for font in page["/Resources"]["/Font"].values()}  # type: ignore[index]  # pypdf leaves objects open
    assert all("/FontFile2" in font.get_object()["/FontDescriptor"].get_object() for font in fonts)
