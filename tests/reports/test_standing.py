"""Papers say how their record stands: void, replaced, replacing, waiting for a second signature."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
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
FOOT_PT = 16 / 25.4 * 72
"""Height of the bottom margin."""
VOIDED = RecordLife(standing=Standing.VOIDED, voided=DEED)
AMENDED = RecordLife(standing=Standing.AMENDED, amended_by=DEED)
AMENDING = RecordLife(amends=DEED)
AWAITED = RecordLife(countersign=Countersign.AWAITED)
AGREED = RecordLife(countersign=Countersign.AGREED, countersigned=DEED)
AMENDMENT = {
    "person": "p3",
    "name": "王芳",
    "role": "supervisor",
    "meaning": "amended",
    "statement": {"zh": "本人更正此记录。", "en": "I amend this record."},
    "says": "第二块表复测",
    "at": "2026-11-22T09:30:00.000Z",
}
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


def test_a_label_names_both_states_of_an_amendment_that_awaits_its_second_signature(tmp_path: Path) -> None:
    both = RecordLife(amends=DEED, countersign=Countersign.AWAITED)
    label = label_zpl(sample(tmp_path).record, Lang.EN, life=both).decode()
    assert "^FDAmendment^FS" in label and "^FDCountersign?^FS" in label


def test_the_standing_is_white_on_a_black_band_larger_than_anything_else(tmp_path: Path) -> None:
    label = label_zpl(sample(tmp_path).record, Lang.EN, life=VOIDED).decode()
    word = re.search(r"\^FO(\d+),(\d+)\^FR\^A0N,(\d+),\d+\^FH_\^FDVOID\^FS", label)
    assert word
    x, y, size = map(int, word.groups())
    assert size == max(map(int, re.findall(r"\^A0N,(\d+),", label)))
    left, top, width, height = next(one for one in _bars(label) if one[3] > 10)
    assert left <= x and top <= y and y + size <= top + height
    assert width > 250


@pytest.mark.parametrize("channels", [1, 3])
def test_every_verdict_of_a_void_record_is_struck_through(tmp_path: Path, channels: int) -> None:
    record = sample(tmp_path).record
    record = sample(tmp_path, verdicts=record.document["verdicts"][:channels]).record
    label = label_zpl(record, Lang.EN, life=VOIDED).decode()
    bars = [one for one in _bars(label) if 2 < one[3] < 10]
    rows = [(int(y), int(size)) for y, size in re.findall(r"\^FO16,(\d+)\^A0N,(\d+),", label)]
    verdicts = [(y, size) for y, size in rows if 20 * 8 <= y < 35 * 8]
    assert len(verdicts) == channels
    for y, size in verdicts:
        assert any(y < top and top + tall < y + size for _, top, _, tall in bars)


def _bars(label: str) -> list[tuple[int, ...]]:
    """Left, top, width and height of every filled box, in dots."""
    return [tuple(map(int, one)) for one in re.findall(r"\^FO(\d+),(\d+)\^GB(\d+),(\d+),", label)]


@pytest.mark.parametrize("lang", Lang)
def test_who_amends_signs_under_their_own_name_with_the_reason(tmp_path: Path, lang: Lang) -> None:
    one = sample(tmp_path, signature=AMENDMENT)
    pdf = PdfReader(io.BytesIO(certificate_pdf(one.record, one.photo, lang, life=AMENDING)))
    first = " ".join(pdf.pages[0].extract_text().split())
    inspector = one.record.document["inspector"]["name"]
    assert "王芳" in first and "第二块表复测" in first and inspector in first
    assert pdf.metadata is not None and pdf.metadata.author == "王芳 · 一号工位"


def test_the_label_of_an_amendment_carries_who_amended(tmp_path: Path) -> None:
    signed = AMENDMENT | {"name": "Wang Fang"}
    label = label_zpl(sample(tmp_path, signature=signed).record, Lang.EN, life=AMENDING).decode()
    assert re.search(r"\^FD2026-11-22 \d\d:\d\d Wang Fang\^FS", label)


@pytest.mark.parametrize(("life", "turned"), [(VOIDED, 1), (AMENDED, 1), (AMENDING, 0), (AWAITED, 0)])
def test_the_mark_is_the_last_thing_painted_on_a_page(tmp_path: Path, life: RecordLife, turned: int) -> None:
    """Behind photos and tables it would not be seen; only the foot of the page comes after it."""
    one = sample(tmp_path)
    document = pypdfium2.PdfDocument(certificate_pdf(one.record, one.photo, Lang.ZH, life=life))
    try:
        for page in document:
            things = list(page.get_objects())
            marks = [place for place, thing in enumerate(things) if _turned(thing)]
            assert len(marks) == turned
            after = things[marks[0] + 1 :] if marks else []
            assert all(thing.get_bounds()[3] < FOOT_PT for thing in after)
    finally:
        document.close()


def _turned(thing: pypdfium2.PdfObject) -> bool:
    return bool(abs(thing.get_matrix().b) > 0.1)


def test_a_void_page_is_seen_to_be_void_and_can_still_be_read(tmp_path: Path) -> None:
    """Of the photo page's red, which the same page of a record in force does not have."""
    one = sample(tmp_path)
    plain, void = (
        _reddish(certificate_pdf(one.record, one.photo, Lang.ZH, life=life)) for life in (None, VOIDED)
    )
    assert all(0.01 < after - before < 0.25 for before, after in zip(plain, void, strict=True))


def _reddish(pdf: bytes) -> list[float]:
    """Share of each page that is nearer to red than to grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        shares = []
        for page in document:
            picture = page.render(scale=0.5, rev_byteorder=True).to_numpy().astype(int)
            shares.append(float((picture[..., 0] - picture[..., 1] > 15).mean()))
        return shares
    finally:
        document.close()
