"""Lines: nothing is lost, nothing is wider than asked, no line begins with a closing mark."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.reports.typesetter import Style, Typesetter, printable

STYLE = Style(9, "#000000")
WORDS = st.text(st.sampled_from("划痕屏幕，。；（）abcdefgh 0123456789.-/mm×≤%\n"), max_size=200)


@given(WORDS, st.floats(20, 300))
@settings(max_examples=200, deadline=None)
def test_lines_hold_every_character_and_keep_the_width(text: str, width: float) -> None:
    setter = Typesetter()
    lines = setter.lines(text, STYLE, width)
    kept = "".join(lines).replace("\u00a0", "").replace(" ", "")
    assert kept == text.replace("\n", "").replace(" ", "")
    assert all(setter.width(line, STYLE) <= width + 0.01 for line in lines if len(line) > 1)


@pytest.mark.parametrize("width", range(40, 200, 7))
def test_no_line_begins_with_a_closing_mark(width: int) -> None:
    text = "划痕，长 6 mm，宽 0.08 mm（见照片），不刮手，25 cm 内可见；亮屏不可见。"
    lines = Typesetter().lines(text, STYLE, width)
    assert [line for line in lines if line[:1] in set("，。；）")] == []


def test_number_stays_with_its_unit() -> None:
    setter = Typesetter()
    for width in range(40, 160):
        for line in setter.lines("visible up to 25 cm, required < 20 cm, 81 %", STYLE, width):
            assert not line.rstrip().endswith(("25", "20", "81", "<"))


def test_word_wider_than_the_column_is_cut() -> None:
    setter = Typesetter()
    lines = setter.lines("f" * 400, STYLE, 60)
    assert "".join(lines) == "f" * 400
    assert max(setter.width(line, STYLE) for line in lines) <= 60


def test_fitted_text_ends_with_an_ellipsis() -> None:
    setter = Typesetter()
    fitted = setter.fitted("一个很长的渠道名称" * 5, STYLE, 80)
    assert fitted.endswith("…")
    assert setter.width(fitted, STYLE) <= 80


def test_marks_as_wide_as_an_ideograph_stand_only_beside_ideographs() -> None:
    assert printable("Student’s “t”…") == 'Student\'s "t"...'
    assert printable("划痕“深”…") == "划痕“深”…"


def test_what_cannot_be_seen_is_left_out() -> None:
    assert printable("a\u200b\x07b\tc\ufeff") == "ab c"
    assert printable("e\u0301") == "é"
