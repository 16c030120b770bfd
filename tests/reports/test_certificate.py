"""The certificate as bytes: read back with pypdf, looked at with pdfium."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from station.errors import KnownError
from station.inspection.signing import statement_of
from station.model.signature import Meaning
from station.places import thumbnail_path
from station.reports.certificate import certificate_pdf
from station.reports.label import label_zpl
from station.texts import Lang, text
from tests.reports.sample import Sample, sample


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample record."""
    return sample(tmp_path_factory.mktemp("photos"))


@pytest.fixture(scope="module", params=list(Lang))
def lang(request: pytest.FixtureRequest) -> Lang:
    """Each language in turn."""
    found: Lang = request.param
    return found


@pytest.fixture(scope="module")
def pdf(one: Sample, lang: Lang) -> bytes:
    """The certificate of the sample record."""
    return certificate_pdf(one.record, one.photo, lang)


def _images(pdf: bytes) -> list[bytes]:
    return [image.data for page in _read(pdf).pages for image in page.images]


def _read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def _text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in _read(pdf).pages)


def _codes(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0].render(scale=3).to_numpy()
        return [code.text for code in zxingcpp.read_barcodes(page)]
    finally:
        document.close()


def test_printing_again_gives_the_same_bytes(one: Sample, lang: Lang, pdf: bytes) -> None:
    assert certificate_pdf(one.record, one.photo, lang) == pdf


def test_fits_on_five_pages_and_says_which(pdf: bytes, lang: Lang) -> None:
    pages = _read(pdf).pages
    assert len(pages) == 5
    for number, page in enumerate(pages, 1):
        assert text(lang, "reports.page.number", page=number, pages=5) in page.extract_text()


def test_first_page_stands_for_itself(one: Sample, pdf: bytes, lang: Lang) -> None:
    first = _read(pdf).pages[0].extract_text()
    record = one.record
    said = [
        record.id,
        "Apple iPhone 13",
        "356938035643809",
        "FAIR",
        "A / B+",
        "陈晓",
        record.ledger_hash,
        record.sha256,
    ]
    said += [text(lang, "reports.proof.heading"), text(lang, "reports.word.undetermined")]
    assert [expected for expected in said if expected not in first] == []


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        (
            Lang.ZH,
            (
                "划痕，长 6.0 mm，宽 0.08 mm",
                "173.42 ± 0.05 g",
                "41 天",
                "结果矛盾",
                "靠近充电口",
                "超出限值，已确认",
            ),
        ),
        (
            Lang.EN,
            (
                "Scratch, 6.0 mm long, 0.08 mm wide",
                "173.42 ± 0.05 g",
                "41 d",
                "Conflicting results",
                "outside the limits",
            ),
        ),
    ],
)
def test_evidence_follows_in_words(one: Sample, spoken: Lang, said: tuple[str, ...]) -> None:
    whole = re.sub(r"\s+", " ", _text(certificate_pdf(one.record, one.photo, spoken)).replace("\u00a0", " "))
    assert [expected for expected in said if expected not in whole] == []


def test_every_title_is_printed_in_the_readers_language(one: Sample) -> None:
    """No label of one language stands on the certificate of the other."""
    english = _text(certificate_pdf(one.record, one.photo, Lang.EN)).split("\n")
    labels = [
        text(Lang.ZH, f"reports.{area}.heading")
        for area in ("verdicts", "defects", "facts", "photos", "proof")
    ]
    assert [label for label in labels if label in english] == []


def test_replaced_reading_is_not_printed(pdf: bytes) -> None:
    assert "175.10" not in _text(pdf)


def test_unknown_is_never_among_the_known(one: Sample) -> None:
    whole = _text(certificate_pdf(one.record, one.photo, Lang.EN))
    assert whole.count("WR-03") == 1
    assert "Screen originality" in whole.split("Unknown", 1)[1]


def test_code_gives_record_and_ledger_hash(one: Sample, pdf: bytes) -> None:
    assert _codes(pdf) == [f"{one.record.id}\nledger {one.record.sequence} {one.record.ledger_hash}"]


def test_metadata_comes_from_the_record(pdf: bytes) -> None:
    metadata = _read(pdf).metadata
    assert metadata is not None
    assert metadata.title is not None and metadata.title.endswith("R-20261122-0147")
    assert metadata.author == "陈晓 · 一号工位"
    assert metadata.creation_date == datetime(2026, 11, 22, 1, 45, 31, tzinfo=UTC)


def test_outline_names_the_sections(pdf: bytes, lang: Lang) -> None:
    titles = [entry.title for entry in _read(pdf).outline if isinstance(entry, Destination)]
    assert titles == [
        text(lang, f"reports.{area}.heading")
        for area in ("verdicts", "proof", "defects", "reasons", "photos", "unknowns", "facts")
    ]


def _noto_fonts(pdf: bytes) -> list[DictionaryObject]:
    objects = (_read(pdf).get_object(number) for number in range(1, len(_read(pdf).xref[0]) + 1))
    fonts = [one for one in objects if isinstance(one, DictionaryObject) and one.get("/Type") == "/Font"]
    return [font for font in fonts if "Noto" in str(font["/BaseFont"])]


def test_every_font_is_embedded_as_a_subset(pdf: bytes) -> None:
    fonts = _noto_fonts(pdf)
    assert len(fonts) >= 2, "regular and bold"
    for font in fonts:
        descriptor = font["/FontDescriptor"].get_object()
        assert isinstance(descriptor, DictionaryObject)
        assert "/FontFile2" in descriptor
        assert "+NotoSansSC" in str(font["/BaseFont"])
    assert len(pdf) < 400_000, "the whole face has 10 MB"


def test_pictures_are_those_of_the_record(pdf: bytes) -> None:
    assert len(_images(pdf)) == 6
    assert all(image.startswith(b"\xff\xd8") for image in _images(pdf))


def test_thumbnail_goes_in_as_it_is(tmp_path: Path) -> None:
    kept = sample(tmp_path)
    photo = kept.record.document["photos"][0]["sha256"]
    full = kept.photo(photo)
    assert full is not None
    thumbnail = full.read_bytes()[:-2] + b"\xff\xd9"
    thumbnail_path(full).write_bytes(thumbnail)
    assert thumbnail in certificate_pdf(kept.record, kept.photo, Lang.EN)


def test_a_torn_thumbnail_is_made_again(tmp_path: Path) -> None:
    kept = sample(tmp_path)
    full = kept.photo(kept.record.document["photos"][0]["sha256"])
    assert full is not None
    before = certificate_pdf(kept.record, kept.photo, Lang.EN)
    thumbnail_path(full).write_bytes(full.read_bytes()[:-40])
    assert _images(certificate_pdf(kept.record, kept.photo, Lang.EN)) == _images(before)


def test_large_photo_is_scaled_down_before_it_goes_in(tmp_path: Path, one: Sample) -> None:
    big = io.BytesIO()
    Image.new("RGB", (3000, 2000), "#3D6A94").save(big, "JPEG")
    sha256 = hashlib.sha256(big.getvalue()).hexdigest()
    (tmp_path / f"{sha256}.jpg").write_bytes(big.getvalue())
    photo = {**one.record.document["photos"][0], "sha256": sha256, "width": 3000, "height": 2000}
    record = sample(tmp_path, photos=[photo])
    pages = _read(certificate_pdf(record.record, record.photo, Lang.EN)).pages
    [image] = [image for page in pages for image in page.images]
    assert image.image is not None
    assert image.image.size == (750, 500)


def test_photo_that_is_not_here_leaves_a_frame_that_says_so(one: Sample) -> None:
    whole = _text(certificate_pdf(one.record, lambda _: None, Lang.EN))
    assert whole.count(text(Lang.EN, "reports.photos.absent")) == 6


def test_altered_photo_is_refused(tmp_path: Path) -> None:
    altered = sample(tmp_path)
    path = altered.photo(altered.record.document["photos"][2]["sha256"])
    assert path is not None
    path.write_bytes(path.read_bytes() + b"!")
    with pytest.raises(KnownError) as caught:
        certificate_pdf(altered.record, altered.photo, Lang.ZH)
    assert caught.value.code == "STO-008"


def test_practice_is_marked_on_every_page(tmp_path: Path) -> None:
    practice = sample(tmp_path, practice=True)
    pages = _read(certificate_pdf(practice.record, practice.photo, Lang.EN)).pages
    assert all("练习 PRACTICE" in page.extract_text() for page in pages)
    assert "not a valid document" in pages[0].extract_text()


def test_a_real_record_carries_no_practice_mark(pdf: bytes) -> None:
    assert "PRACTICE" not in _text(pdf)


@pytest.mark.parametrize("lang", Lang)
def test_a_character_without_a_glyph_is_printed_as_its_code_point(tmp_path: Path, lang: Lang) -> None:
    station = {"id": "S", "name": "Desk \U0001f600\ufe0f", "public_key": "00"}
    inspector = {"id": "p1", "name": "\U0001f469\u200d\U0001f527 李", "role": "inspector"}
    odd = sample(tmp_path, station=station, inspector=inspector)
    printed = _text(certificate_pdf(odd.record, odd.photo, lang))
    assert "Desk [U+1F600]" in printed
    assert "[U+1F469][U+1F527] 李" in printed
    assert b"^XZ" in label_zpl(odd.record, lang)


def test_a_missing_photo_is_printed_with_its_reason(tmp_path: Path) -> None:
    missing = [{"item": "BK-01", "view": "back", "reason": "not_possible"}]
    less = sample(tmp_path, missing_photos=missing)
    assert "这一面拍不了" in _text(certificate_pdf(less.record, less.photo, Lang.ZH))


def test_long_notes_go_on_over_pages(tmp_path: Path, one: Sample) -> None:
    observations = [dict(entry) for entry in one.record.document["observations"]]
    note = "这台待检件的边框很脏。" * 600
    long = next(entry for entry in observations if entry["item"] == "RD-04")
    long["answer"] = {"unknown": "not_inspectable", "reason": note}
    wordy = sample(tmp_path, observations=observations)
    whole = _text(certificate_pdf(wordy.record, wordy.photo, Lang.ZH))
    assert re.sub(r"\s", "", whole).count("边框很脏") >= 590, "page feet and heads lie between a few of them"


def test_unit_that_no_catalogue_knows(tmp_path: Path, one: Sample) -> None:
    unit = {**one.record.document["unit"], "model": None, "work_order": None, "imei": "", "serial": ""}
    unknown = sample(tmp_path, unit=unit, verdicts=[], photos=[], observations=[])
    whole = _text(certificate_pdf(unknown.record, unknown.photo, Lang.EN))
    assert text(Lang.EN, "reports.unit.no_model") in whole
    assert text(Lang.EN, "reports.defects.not_checked") in whole


def test_what_was_signed_is_known_in_both_languages() -> None:
    inspected = statement_of(Meaning.INSPECTED)
    assert {lang: text(Lang(lang), "reports.signature.statement") for lang in inspected} == inspected


def test_the_station_key_prints_bare(tmp_path: Path) -> None:
    framed = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\nEyNVFr=\n-----END PUBLIC KEY-----\n"
    one = sample(tmp_path, station={"id": "S", "name": "Desk", "public_key": framed})
    words = _text(certificate_pdf(one.record, one.photo, Lang.EN))
    assert "MCowBQYDK2VwAyEAEyNVFr=" in words
    assert "BEGIN" not in words
