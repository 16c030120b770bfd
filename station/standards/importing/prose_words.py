"""The words that prose is read by: kinds, places and vague words, and the small words around them."""

from __future__ import annotations

import re
from functools import cache

from station.standards.importing.amounts import normalised
from station.standards.importing.vocabulary import CategoryWords, Vocabulary

Meanings = tuple[re.Pattern[str], dict[str, str]]
"""A pattern of words, and what each of them means."""

NOT_VISIBLE = re.compile(
    r"(?<![a-z])(?:(?:in|un)-?|(?:not|never|hardly|no longer)\s*-?(?:be\s+)?)(?:visible|noticeable)"
    r"|can(?:not|'t) be seen"
    r"|肉眼(?:看不见|不可见)|看不见|不可见|不能看见|看不到|见不到"
)
VISIBLE = re.compile(r"visible|noticeable|can be seen|肉眼可见|看得见|可见|看得到")
NEGATION = re.compile(
    r"\b(?:no|without|none|free (?:of|from)|zero|never)\b"
    r"|不允许有?|不得有|不能有|不可有|没有|未见|禁止|无|沒有"
)
PERMISSION = re.compile(r"\b(?:may|can|allowed|acceptable|permitted)\b|允许|可以|可有|可接受")
TOTAL = re.compile(r"total length|combined length|总长度?|累计长度|合计长度")
TOTAL_AREA = re.compile(r"total area|combined area|area|总面积|面积")
WIDTH = re.compile(r"wide|width|宽度?")
LENGTH = re.compile(r"long|length|diameter|size|each|长度?|直径|尺寸|大小|每[条处个道]|单[条处个]")
DISTANCE = re.compile(
    r"\b(?:at|from|beyond|held|away|distance|of|viewing|viewed)\b|距离?|处|外|远|观察|目视|在"
)
FILLER = re.compile(
    r"\b(?:the|a|an|of|on|in|at|any|and|or|to|be|is|are|has|have|with|for|must|shall|should|may|each|every|all|"
    r"there|that|which|it|its|from|when|than|only|total|per)\b|[的有在且及和或与并须应需要为是各均其者个条处道]|任何"
    r"|允许|可以|必须|但|而|\bbut\b"
    r"|每|所有|存在|痕迹(?=$)"
)
SIGN = re.compile(r"[\s,.;:，。；：、/()（）!?'\"=\[\]~≤≥<>*·-]+")


class KnownWords:
    """Recognising the words of kinds and places."""

    def __init__(self, words: Vocabulary, category: CategoryWords) -> None:
        self.kinds = _pattern({word: kind.value for kind, told in words.kinds.items() for word in told})
        self.places = _pattern({word: key for key, place in category.places.items() for word in place.words})
        self.vague = _pattern(dict.fromkeys(words.vague, "vague"))

    def names_only(self, part: str) -> bool:
        """Whether nothing but kinds, places and filling words is said: such a part goes on with the last."""
        left = normalised(part)
        for pattern in (self.kinds[0], self.places[0], FILLER, SIGN):
            left = pattern.sub(" ", left)
        return not left.strip() and bool(self.kinds[0].search(normalised(part)))


def _pattern(meanings: dict[str, str]) -> Meanings:
    plainly = {normalised(word): meaning for word, meaning in meanings.items()}
    return _compiled(tuple(sorted(plainly, key=len, reverse=True))), plainly


@cache
def _compiled(words: tuple[str, ...]) -> re.Pattern[str]:
    """Longest first, at word borders where the word is Latin."""
    told = [rf"(?<![a-z]){re.escape(w)}(?![a-z])" if w.isascii() else re.escape(w) for w in words]
    return re.compile("|".join(told) or r"(?!)")


def meanings_in(known: Meanings, text: str) -> tuple[str, ...]:
    """What the known words in ``text`` mean, in their order, each once."""
    pattern, meanings = known
    return tuple(dict.fromkeys(meanings[found[0]] for found in pattern.finditer(text)))
