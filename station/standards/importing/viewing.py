"""Methods and viewing conditions as channels write them: "by eye", "30 cm, 500-1000 lx, 5 s"."""

from __future__ import annotations

import re
from decimal import Decimal

from station.model.observation import Method
from station.standards.channel import Viewing
from station.standards.importing.amounts import LENGTHS, amounts, normalised
from station.standards.importing.vocabulary import Vocabulary, plain
from station.standards.units import convert

_LIGHT = re.compile(
    r"(?P<side>≥|>=|at least|不低于|≤|<=|at most|不超过)?\s*(?P<low>\d+(?:\.\d+)?)"
    r"(?:\s*[-~至到]\s*(?P<high>\d+(?:\.\d+)?))?\s*(?:lx|lux|勒克斯|流明)"
)
_TIME = re.compile(
    r"(?:≤|<=|at most|within|不超过)?\s*(?P<seconds>\d+(?:\.\d+)?)\s*(?:s\b|sec(?:onds?)?|秒)(?:内)?"
)
_FILLER = re.compile(
    r"\b(?:at|from|in|light|distance|for|under|of|viewed|held)\b|距离|光照|照度|观察|下|内|处"
)
_PARTS = re.compile(r"[,，;；、/+]|\band\b|\bor\b|和|或")


def read_methods(text: str, words: Vocabulary) -> tuple[tuple[Method, ...], tuple[str, ...]]:
    """The ways of observing that the text names, and the words that name none this bench knows."""
    known = {plain(word): method for method, told in words.methods.items() for word in told}
    methods: list[Method] = []
    unknown: list[str] = []
    for part in filter(None, (piece.strip() for piece in _PARTS.split(text))):
        if plain(part) in known:
            methods.append(known[plain(part)])
        else:
            unknown.append(part)
    return tuple(dict.fromkeys(methods)), tuple(unknown)


def read_viewing(text: str) -> tuple[Viewing | None, str]:
    """The condition under which a clause is judged, and what was not read of it.

    Distance in centimetres, light in lux, time in seconds.
    """
    left = normalised(text)
    low, high, left = _light(left)
    time = _TIME.search(left)
    left = _TIME.sub(" ", left, count=1)
    distance = next((one for one in amounts(left) if one.unit in LENGTHS), None)
    if distance is not None:
        left = left[: distance.start] + " " + left[distance.end :]
    rest = " ".join(re.sub(r"[\W_]+", " ", _FILLER.sub(" ", left)).split())
    viewing = Viewing(
        distance_cm=None if distance is None else convert(distance.value, distance.unit or "cm", "cm"),
        light_at_least_lx=low,
        light_at_most_lx=high,
        at_most_s=Decimal(time["seconds"]) if time else None,
    )
    return (None if viewing == Viewing() else viewing), rest


def _light(text: str) -> tuple[Decimal | None, Decimal | None, str]:
    found = _LIGHT.search(text)
    if found is None:
        return None, None, text
    left = _LIGHT.sub(" ", text, count=1)
    low = Decimal(found["low"])
    if found["high"]:
        return low, Decimal(found["high"]), left
    upper = found["side"] in {"≤", "<=", "at most", "不超过"}
    return (None, low, left) if upper else (low, None, left)
