"""One template, every form a printer may take: ZPL in 203 and 300 dpi, and a page of PDF."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from station.reports.label import label_zpl
from station.reports.label_form import DOTS_OF_DPI, LabelForm, Language
from station.reports.label_page import DOTS, LabelPage
from station.reports.template import label_template, names_of
from station.reports.zpl import Label
from station.texts import Lang
from tests.reports.sample import Sample, sample
from tests.reports.test_standing import VOIDED
from tests.reports.zpl_reader import printed

TRACE = "https://hub.example/t/AbCdEf0123456789"
_PDF = LabelForm(Language.PDF)
_TEMPLATES = names_of("zpl", about="record")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return sample(tmp_path_factory.mktemp("sample"))


def _page(content: bytes, scale: float = 8) -> np.ndarray:
    page = pypdfium2.PdfDocument(content)[0]
    return np.ascontiguousarray(page.render(scale=scale, grayscale=True).to_numpy())


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("template", _TEMPLATES)
def test_every_label_is_the_same_label_on_a_finer_printer(
    one: Sample, template: str, dpi: int, lang: Lang
) -> None:
    dots, of = DOTS_OF_DPI[dpi], label_template(template)
    for life in (None, VOIDED):
        label = label_zpl(
            one.record, lang, template, life=life, trace=TRACE, form=LabelForm(dots_per_mm=dots)
        )
        found = printed(label)
        assert found.paper.shape == (of.height_mm * dots, of.width_mm * dots)
        assert TRACE in found.codes
        assert one.record.id in {words for *_, words in found.texts}


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("template", _TEMPLATES)
def test_every_label_as_a_page_is_of_its_size_and_reads_back(one: Sample, template: str, lang: Lang) -> None:
    content = label_zpl(one.record, lang, template, trace=TRACE, form=_PDF)
    document, of = pypdfium2.PdfDocument(content), label_template(template)
    width, height = (measure / 72 * 25.4 for measure in document[0].get_size())
    assert (round(width, 2), round(height, 2)) == (of.width_mm, of.height_mm)
    words = document[0].get_textpage().get_text_range()
    assert one.record.id in words and "FAIR" in words and "356938035643809" in words
    read = zxingcpp.read_barcodes(np.pad(_page(content), 40, constant_values=255))
    assert [code.text for code in read] == [TRACE]


def test_the_page_of_a_label_is_the_same_bytes_again(one: Sample) -> None:
    first, second = (label_zpl(one.record, Lang.ZH, form=_PDF) for _ in range(2))
    assert first == second


def test_the_page_of_a_void_record_says_so_white_on_black(one: Sample) -> None:
    content = label_zpl(one.record, Lang.EN, life=VOIDED, form=_PDF)
    assert "VOID" in pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert np.mean(_page(content) < 128) > 1.4 * np.mean(
        _page(label_zpl(one.record, Lang.EN, form=_PDF)) < 128
    )


@pytest.mark.parametrize("content", ["R-20261122-0147", "A_B^C~D\\E 9", "356938035643809"])
def test_a_bar_code_reads_back_from_dots_and_from_a_page(content: str) -> None:
    dotted, page = Label(480, 160), LabelPage(60 * DOTS, 20 * DOTS, "codes", "en")
    for surface in (dotted, page):
        surface.code128(4 * surface.dots, 4 * surface.dots, 52 * surface.dots, 10 * surface.dots, content)
    read = zxingcpp.read_barcodes(_page(page.finished()))
    assert printed(dotted.finished()).codes == {content} == {code.text for code in read}
