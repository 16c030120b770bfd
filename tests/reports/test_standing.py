"""Papers say how their record stands: void, replaced, replacing, waiting for a second signature."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from station.model.life import Deed, RecordLife
from station.model.standing import Countersign, Standing
from station.reports.certificate import certificate_pdf
from station.reports.label import label_zpl
from station.texts import Lang
from tests.reports.sample import sample

DEED = Deed(
    record="R-20261122-0200",
    reason="",
    says="battery re-measured",
    person="p2",
    name="李四",
    role="supervisor",
    at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    statement=("同意上述检验结果。", "I agree with these observations."),
    sequence=77,
)
VOIDED = RecordLife(standing=Standing.VOIDED, voided=DEED)
AMENDED = RecordLife(standing=Standing.AMENDED, amended_by=DEED)
AMENDING = RecordLife(amends=DEED)
AWAITED = RecordLife(countersign=Countersign.AWAITED)
AGREED = RecordLife(countersign=Countersign.AGREED, countersigned=DEED)
REFUSED = RecordLife(countersign=Countersign.REFUSED, countersigned=DEED)


def _pages(folder: Path, life: RecordLife | None, lang: Lang = Lang.EN) -> list[str]:
    one = sample(folder)
    pdf = certificate_pdf(one.record, one.photo, lang, life=life)
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def test_void_stands_across_every_page_with_who_when_and_why(tmp_path: Path) -> None:
    pages = _pages(tmp_path, VOIDED)
    assert all("VOID" in page for page in pages)
    assert "This record is void: 李四, 2026-11-22 17:30 UTC+8. Reason: battery re-measured" in pages[0]


def test_an_amended_record_names_what_replaces_it(tmp_path: Path) -> None:
    pages = _pages(tmp_path, AMENDED, Lang.ZH)
    assert all("已更正" in page for page in pages)
    assert "R-20261122-0200" in pages[0]


def test_an_amending_record_names_what_it_replaces_and_is_not_crossed_out(tmp_path: Path) -> None:
    pages = _pages(tmp_path, AMENDING)
    assert "amends and replaces R-20261122-0200" in pages[0]
    assert "AMENDED" not in " ".join(pages)


def test_a_record_in_force_says_nothing_of_this(tmp_path: Path) -> None:
    assert _pages(tmp_path, RecordLife()) == _pages(tmp_path, None)


def test_until_countersigned_the_certificate_says_so(tmp_path: Path) -> None:
    assert "Awaits countersign" in _pages(tmp_path, AWAITED)[0]
    assert "Countersign refused: 李四" in _pages(tmp_path, REFUSED)[0]


def test_the_second_signature_stands_beside_its_statement(tmp_path: Path) -> None:
    page = _pages(tmp_path, AGREED)[0]
    assert "李四 countersigned" in page and "I agree with these observations." in page
    assert "Awaits countersign" not in page


@pytest.mark.parametrize(
    ("life", "word"),
    [(VOIDED, "VOID"), (AMENDED, "AMENDED"), (AMENDING, "Amendment"), (REFUSED, "Refused")],
)
def test_the_label_says_it_too(tmp_path: Path, life: RecordLife, word: str) -> None:
    assert f"^FD{word}^FS" in label_zpl(sample(tmp_path).record, Lang.EN, life=life).decode()


def test_only_a_label_that_must_not_be_used_is_crossed_out(tmp_path: Path) -> None:
    record = sample(tmp_path).record
    bars = [
        label_zpl(record, Lang.EN, life=life).decode().count("^GB")
        for life in (None, AGREED, VOIDED, AMENDED)
    ]
    assert bars[0] == bars[1] < bars[2] == bars[3]
