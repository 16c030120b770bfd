"""A certificate with as many channels as there are phone standards."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.grading.evaluate import evaluate
from station.model.verdict_json import verdict_to_json
from station.reports.certificate import certificate_pdf
from station.reports.label import label_zpl
from station.standards.library import channel_standards
from station.texts import Lang, text
from tests.reports.sample import sample


@pytest.mark.parametrize("lang", Lang)
def test_many_channels_stand_in_a_table_with_a_head_on_every_page(tmp_path: Path, lang: Lang) -> None:
    standards = channel_standards("smartphone") * 2
    verdicts = [verdict_to_json(evaluate(standard, {})) for standard in standards]
    many = sample(tmp_path, verdicts=verdicts, photos=[])
    pdf = certificate_pdf(many.record, many.photo, lang)
    assert pdf == certificate_pdf(many.record, many.photo, lang)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    head = text(lang, "reports.verdicts.why")
    assert all(head in page for page in pages[:2]), "the table goes on with its head"
    assert sum(page.count(standards[0].version) for page in pages[:2]) >= len(standards)


def test_few_channels_keep_their_cards(tmp_path: Path) -> None:
    one = sample(tmp_path)
    first = PdfReader(io.BytesIO(certificate_pdf(one.record, one.photo, Lang.EN))).pages[0].extract_text()
    assert text(Lang.EN, "reports.verdicts.version") not in first.split("\n")


@pytest.mark.parametrize("lang", Lang)
def test_the_certificate_of_many_channels_stays_short(tmp_path: Path, lang: Lang) -> None:
    verdicts = [verdict_to_json(evaluate(standard, {})) for standard in channel_standards("smartphone")]
    many = sample(tmp_path, verdicts=verdicts, photos=[])
    pages = PdfReader(io.BytesIO(certificate_pdf(many.record, many.photo, lang))).pages
    assert len(pages) <= 7


def test_a_label_shows_as_many_channels_as_are_legible_and_counts_the_rest(tmp_path: Path) -> None:
    verdicts = [verdict_to_json(evaluate(standard, {})) for standard in channel_standards("smartphone")]
    zpl = label_zpl(sample(tmp_path, verdicts=verdicts).record, Lang.EN).decode()
    sizes = [int(size) for size in re.findall(r"\^A[0-9A-Z@]N?,(\d+)", zpl)]
    assert f"+ {len(verdicts) - 5}" in zpl
    assert min(sizes) >= 12, "dots at 203 dpi: 1.5 mm"
