"""The certificate as bytes, read back with pypdf."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.errors import KnownError
from station.reports.certificate import certificate_pdf
from station.texts import Lang
from tests.reports.sample import Sample, sample


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample record."""
    return sample(tmp_path_factory.mktemp("photos"))


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in _read(pdf).pages)


@pytest.mark.parametrize("lang", list(Lang))
def test_printing_again_gives_the_same_bytes(record: Sample, lang: Lang) -> None:
    first = certificate_pdf(record.record, record.photo, lang)
    assert certificate_pdf(record.record, record.photo, lang) == first


def test_dates_are_those_of_the_record(record: Sample) -> None:
    metadata = _read(certificate_pdf(record.record, record.photo, Lang.EN)).metadata
    assert metadata is not None
    assert metadata.creation_date == datetime(2026, 11, 22, 1, 45, 31, tzinfo=UTC)


def test_says_what_the_record_says(record: Sample) -> None:
    text = _text(certificate_pdf(record.record, record.photo, Lang.ZH))
    for expected in (
        "检验证书",
        "R-20261122-0147",
        "Apple iPhone 13",
        "356938035643809",
        "A / B",
        "未定",
        "陈晓",
    ):
        assert expected in text


def test_character_without_glyph_is_named(tmp_path: Path) -> None:
    one = sample(tmp_path, station={"id": "S", "name": "Desk \U0001f600", "public_key": "00"})
    with pytest.raises(KnownError) as caught:
        certificate_pdf(one.record, one.photo, Lang.EN)
    assert caught.value.code == "REP-001"
    assert "U+1F600" in str(caught.value.details["glyphs"])
