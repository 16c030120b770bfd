"""Numbers, units and limits in prose, Chinese and English.

What the boundary words mean: 以上, 以下, 以内, 不超过, "or above", "or less", "up to", "at most", "at least"
and "within" include the number (Chinese Civil Code, article 1259, says so of 以上, 以下 and 以内); 超过,
大于, 小于, 不足, 不满, 以外, "over", "above", "more than", "under", "below" and "less than" do not.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Side = Literal["at_least", "at_most", "above", "below"]

_SIGNS = str.maketrans({"⩽": "≤", "≦": "≤", "⩾": "≥", "≧": "≥", "﹤": "<", "﹥": ">", "–": "-", "—": "-"})
_MORE_SIGNS = str.maketrans(
    {"−": "-", "～": "~", "〜": "~", "″": '"', "”": '"', "“": '"', "’": "'", "′": "'"}
)

_COUNTED = (
    *("zero", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_ENGLISH = {word: Decimal(number) for number, word in enumerate(_COUNTED)}
_ENGLISH |= {"single": Decimal(1), "half": Decimal("0.5"), "fifteen": Decimal(15), "twenty": Decimal(20)}
_CHINESE = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}

NUMBER = (
    r"(?:\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
    rf"|(?:{'|'.join(_ENGLISH)})\b|[零一二两三四五六七八九十百]+(?=\s*(?:条|处|个|道|颗|点|块|毫米|厘米|公分|英寸|寸|次|天|格))|半(?=毫米|厘米))"
)
"""A number in digits or words; a Chinese numeral counts only before a unit or a measure word."""

_UNITS: dict[str, tuple[str, str]] = {
    "mm²": (r"mm²|mm2|mm\^2|sq\.?\s*mm|square millimet(?:er|re)s?|平方毫米", "1"),
    "cm²": (r"cm²|cm2|cm\^2|sq\.?\s*cm|square centimet(?:er|re)s?|平方厘米", "1"),
    "mm": (r"mm|millimet(?:er|re)s?|毫米|公厘", "1"),
    "cm": (r"cm|centimet(?:er|re)s?|厘米|公分", "1"),
    "in": (r"inch(?:es)?|in(?!\w|\s+(?:total|the|a|an|each|all|any|one))|英寸|寸|\"", "1"),
    "ft": (r"feet|foot|ft|英尺", "12"),
    "mil": (r"mils?", "0.0254"),
    "m": (r"met(?:er|re)s?|米|m(?!\w)", "1"),
    "%": (r"%|percent|per cent|pct", "1"),
    "g": (r"grams?|g(?!\w)|克", "1"),
    "°": (r"°|degrees?|度(?!电)", "1"),
    "d": (r"days?|天|日", "1"),
    "1": (r"cycles?|times|cells?|次|格", "1"),
}
_STANDS_FOR = {"ft": "in", "mil": "mm"}
UNIT = "|".join(f"(?P<u{place}>{pattern})" for place, (pattern, _) in enumerate(_UNITS.values()))
_PLAIN_UNIT = "|".join(f"(?:{pattern})" for pattern, _ in _UNITS.values())
_WORD_END = r"(?![a-z])"

LENGTHS = {"mm", "cm", "in", "m"}
AREAS = {"mm²", "cm²"}

_BEFORE: tuple[tuple[Side, str], ...] = (
    (
        "at_most",
        r"≤|<=|不超过|不多于|不大于|不高于|小于等于|小于或等于|至多|最多|最大|不得超过"
        r"|no more than|not more than"
        r"|not exceeding|not over|no longer than|no larger than|no bigger than|no greater than|at most|up to"
        r"|max(?:imum|\.)?|within|less than or equal to",
    ),
    (
        "at_least",
        r"≥|>=|不少于|不低于|不小于|不得低于|大于等于|大于或等于|至少|最少|最低|no less than|not less than"
        r"|no fewer than|not below|not under|no lower than|at least|min(?:imum|\.)?|greater than or equal to",
    ),
    (
        "below",
        r"<|小于|少于|低于|不足|不到|不满"
        r"|less than|fewer than|under|below|shorter than|smaller than|lower than",
    ),
    (
        "above",
        r">|大于|超过|多于|高于|长于"
        r"|more than|over|above|exceeding|exceeds|longer than|larger than|greater than"
        r"|bigger than|higher than",
    ),
)
_AFTER: tuple[tuple[Side, str], ...] = (
    ("at_most", r"(?:或|及)?(?:以内|之内|以下|之下|及以下)|内(?!部|屏)"
                r"|or (?:less|below|fewer|under|shorter|smaller|lower)"
                r"|and (?:below|under)|max(?:imum|\.)?(?![a-z])"),
    ("at_least", r"(?:或|及)?(?:以上|及以上)"
                 r"|or (?:more|above|better|higher|over|longer|greater|larger)|and (?:above|over)"
                 r"|\+|min(?:imum|\.)?(?![a-z])"),
    ("above", r"(?:以外|之外)(?!.{0,4}见)"),
)  # fmt: skip


def _sides(name: str, table: tuple[tuple[Side, str], ...]) -> str:
    return "|".join(f"(?P<{name}_{side}>{pattern})" for side, pattern in table)


_AMOUNT = re.compile(
    rf"(?:(?:{_sides('before', _BEFORE)})\s*)?"
    rf"(?:(?P<between>between|介于|在)\s*)?"
    rf"(?P<number>(?<![\w.]){NUMBER}|(?<=[^\x00-\x7f]){NUMBER}|(?<=[a-z]){NUMBER}(?=\s*%))"
    rf"(?:\s*(?P<lower_unit>{_PLAIN_UNIT})?{_WORD_END}\s*(?:-|~|到|至|\bto\b|\band\b)\s*(?P<upper>{NUMBER}))?"
    rf"\s*(?:(?:{UNIT}){_WORD_END})?"
    rf"(?:\s*(?P<measure>条|处|个|道|颗|点|块)(?!\w*率))?"
    rf"(?:\s*(?:{_sides('after', _AFTER)}))?",
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number or range with its limit words. ``unit`` is None where the text states none.

    ``sides`` are the limits as the words say them, empty for a bare number; ``counted`` tells a number with a
    measure word (2 条). ``start`` and ``end`` are its place in the normalised text.
    """

    sides: tuple[tuple[Side, Decimal], ...]
    value: Decimal
    unit: str | None
    counted: bool
    start: int
    end: int
    words: str


def normalised(text: str) -> str:
    """The text with full-width digits and signs made plain, in lower case; one character stays one."""
    one_by_one = (_one(character) for character in text)
    return "".join(one_by_one).translate(_SIGNS).translate(_MORE_SIGNS)


def _one(character: str) -> str:
    if character in "²³":
        return character
    changed = unicodedata.normalize("NFKC", character).lower()
    return changed if len(changed) == 1 else character.lower()[:1]


def number(words: str) -> Decimal:
    """The value of a number in digits or words that :data:`NUMBER` recognised."""
    told = words.strip()
    if told in _ENGLISH:
        return _ENGLISH[told]
    if told == "半":
        return Decimal("0.5")
    if told[0] in _CHINESE or told[0] in "十百":
        return Decimal(_chinese(told))
    return Decimal(told.replace(",", ""))


def _chinese(told: str) -> int:
    total = digit = 0
    for sign in told:
        if sign in _CHINESE:
            digit = _CHINESE[sign]
            continue
        total += (digit or 1) * (10 if sign == "十" else 100)
        digit = 0
    return total + digit


def amounts(text: str) -> tuple[Amount, ...]:
    """Every number in a normalised text, left to right, with the limit words around it."""
    return tuple(_amount(found) for found in _AMOUNT.finditer(text))


def _amount(found: re.Match[str]) -> Amount:
    unit, factor = _unit(found)
    value = number(found["number"]) * factor
    upper = None if found["upper"] is None else number(found["upper"]) * factor
    return Amount(
        sides=() if _mixes_units(found) else _limits(found, value, upper),
        value=value,
        unit=unit,
        counted=found["measure"] is not None,
        start=found.start(),
        end=found.end(),
        words=found[0].strip(),
    )


def _unit(found: re.Match[str]) -> tuple[str | None, Decimal]:
    name = _unit_name(found)
    if name is None:
        return None, Decimal(1)
    return _STANDS_FOR.get(name, name), Decimal(_UNITS[name][1])


def _unit_name(found: re.Match[str]) -> str | None:
    return next((name for place, name in enumerate(_UNITS) if found[f"u{place}"] is not None), None)


def _mixes_units(found: re.Match[str]) -> bool:
    """Whether a range begins in one unit and ends in another (5 mm to 2 cm): no limit is read from it."""
    lower, name = found["lower_unit"], _unit_name(found)
    return lower is not None and name is not None and re.fullmatch(_UNITS[name][0], lower) is None


def _limits(found: re.Match[str], value: Decimal, upper: Decimal | None) -> tuple[tuple[Side, Decimal], ...]:
    if upper is not None:
        return (("at_least", value), ("at_most", upper))
    for where, table in (("before", _BEFORE), ("after", _AFTER)):
        for side, _ in table:
            if found[f"{where}_{side}"] is not None:
                return ((side, value),)
    return ()
