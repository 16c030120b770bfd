"""Both languages are complete, in step, and exactly what the code asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from string import Formatter

import pytest

from station.errors import CATALOGUE
from station.texts import Lang, catalogue
from tests.contracts.sources import RESOURCES, calls, literal, modules

CJK = re.compile(r"[\u3400-\u9fff]")
ZH, EN = catalogue(Lang.ZH), catalogue(Lang.EN)

CHINESE_IN_EN = ("统检", "中文", "练习 PRACTICE")
"""The product's name, the name of the other language and the mark on practice papers stay as they are."""

NO_CHINESE_NEEDED = re.compile(r"[A-Z0-9\W_]*(Inspection Station|English|mm|kg|g|px|s|min|fps)?[A-Z0-9\W_]*")
"""Names, signs, abbreviations such as IMEI and units are alike in both languages."""


def placeholders(pattern: str) -> set[str]:
    """The names in braces of one text."""
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert ZH.keys() == EN.keys()


@pytest.mark.parametrize("lang", [ZH, EN], ids=["zh", "en"])
def test_no_text_is_empty(lang: dict[str, str]) -> None:
    assert [key for key, text in lang.items() if not text.strip()] == []


def test_both_languages_fill_the_same_placeholders() -> None:
    differing = {key for key in ZH if placeholders(ZH[key]) != placeholders(EN[key])}
    assert differing == set()


def test_chinese_texts_are_chinese() -> None:
    plain = {key: re.sub(r"\{.*?\}", "", text) for key, text in ZH.items() if not CJK.search(text)}
    assert {key: text for key, text in plain.items() if not NO_CHINESE_NEEDED.fullmatch(text)} == {}


def test_english_texts_are_english() -> None:
    def rest(text: str) -> str:
        for name in CHINESE_IN_EN:
            text = text.replace(name, "")
        return text

    assert {key: text for key, text in EN.items() if CJK.search(rest(text))} == {}


def test_every_error_code_has_both_texts_and_no_text_is_left_over() -> None:
    expected = {f"errors.{code}.{part}" for code in CATALOGUE for part in ("what", "do")}
    assert {key for key in ZH if key.startswith("errors.")} == expected


def test_every_error_is_raised_with_what_its_texts_need() -> None:
    wrong = []
    for place, call in calls("KnownError"):
        code = literal(call.args[0]) if call.args else None
        given = {word.arg for word in call.keywords}
        if code is None or None in given:
            continue
        needed = placeholders(ZH[f"errors.{code}.what"]) | placeholders(ZH[f"errors.{code}.do"])
        wrong += [f"{place} {code} lacks {needed - given}"] if needed - given else []
    assert wrong == []


def test_every_text_that_code_asks_for_exists_and_gets_its_values() -> None:
    wrong = []
    for place, call, key in _asked():
        given = {word.arg for word in call.keywords}
        if key not in ZH:
            wrong.append(f"{place} asks for {key}")
        elif None not in given and placeholders(ZH[key]) - given:
            wrong.append(f"{place} {key} lacks {placeholders(ZH[key]) - given}")
    assert wrong == []


def _asked() -> Iterator[tuple[str, ast.Call, str]]:
    for names, position in ((("text",), 1), (("tr",), 0)):
        for place, call in calls(*names):
            key = literal(call.args[position]) if len(call.args) > position else None
            if key is not None:
                yield place, call, key


def test_every_text_is_used() -> None:
    """A key is used when code or data spells it, or when code builds it from a spelled beginning."""
    assert sorted(key for key in ZH if not _is_used(key)) == []


def _is_used(key: str) -> bool:
    return key in _spelled() or any(pattern.fullmatch(key) for pattern in _built())


@cache
def _spelled() -> frozenset[str]:
    in_code = {text for tree in modules().values() for node in ast.walk(tree) if (text := _constant(node))}
    in_data = (file for file in RESOURCES.rglob("*.toml") if "translations" not in file.parts)
    words = (re.findall(r"[\w-]+(?:\.[\w-]+)+", file.read_text("utf-8")) for file in in_data)
    return frozenset(in_code).union(*words)


def _constant(node: ast.AST) -> str | None:
    return literal(node) if isinstance(node, ast.expr) else None


@cache
def _built() -> tuple[re.Pattern[str], ...]:
    """f-strings such as ``f"errors.{code}.what"``; the beginning must name the area and a dot."""
    strings = (
        node for tree in modules().values() for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
    )
    parts = ([literal(value) for value in node.values] for node in strings)
    areas = {key.split(".")[0] for key in ZH}
    return tuple(
        re.compile("".join(".+" if part is None else re.escape(part) for part in pieces))
        for pieces in parts
        if pieces and pieces[0] and pieces[0].partition(".")[0] in areas and "." in pieces[0]
    )


WIDGET_TEXT = ("setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setTitle", "setStatusTip")
WIDGETS = ("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QGroupBox", "QAction", "QRadioButton")


def test_no_screen_spells_its_own_words() -> None:
    spelled = [
        f"{place} {words!r}"
        for place, call in calls(*WIDGET_TEXT, *WIDGETS)
        if call.args and (words := literal(call.args[0])) and re.search(r"[A-Za-z\u3400-\u9fff]{2}", words)
    ]
    assert spelled == []
