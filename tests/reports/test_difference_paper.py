"""Two standards compared on paper, read back from the bytes."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from station.reports.difference_paper import difference_pdf
from station.standards import library
from station.standards.difference import difference
from station.standards.difference_wording import change_words
from station.texts import Lang


def _text(pdf: bytes) -> str:
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s", "", said)


@pytest.mark.parametrize("lang", list(Lang))
def test_every_change_stands_on_the_paper_whole(lang: Lang) -> None:
    old, new = library.channel_standard("amazon-renewed"), library.channel_standard("back-market")
    internal = library.internal_standard(new.category)
    said = _text(difference_pdf(old, new, internal, lang))
    changes = difference(old, new)
    assert len(changes) > 20
    words = [change_words(change, internal, lang) for change in changes]
    lost = [one for one in words for side in (one.before, one.after) if not _stands(side, said)]
    assert len(lost) <= len(words) // 20  # a text that a page end divides cannot be found in one piece


def _stands(side: str, said: str) -> bool:
    return re.sub(r"\s", "", side) in said


def test_a_standard_against_itself_says_that_nothing_changed() -> None:
    one = library.channel_standard("back-market")
    pdf = difference_pdf(one, one, library.internal_standard(one.category), Lang.EN)
    assert "Changes0" in _text(pdf)


def test_the_same_standards_give_the_same_bytes() -> None:
    old, new = library.channel_standard("amazon-renewed"), library.channel_standard("back-market")
    internal = library.internal_standard(new.category)
    assert difference_pdf(old, new, internal, Lang.ZH) == difference_pdf(old, new, internal, Lang.ZH)
