"""Prose to demands: ``不超过2条10mm以下划痕``, ``battery health 85% or above``, ``not visible from 20 cm``.

How counts and sizes go together: an upper size beside a count limits every defect ("no more than two
scratches under 10 mm": at most two, and none of 10 mm or more); a lower size says which defects are counted
("no more than two scratches over 10 mm" counts the long ones). With a negation the size says which defects
are forbidden. Without either, a size limits the largest defect exactly as the words say.

Everything that is not read comes back as a problem; no word is dropped without one unless it carries no
meaning (articles, "must be", 的).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypedDict

from station.model.defect import DefectKind
from station.standards.importing.amounts import AREAS, LENGTHS, Amount, Side, amounts, normalised
from station.standards.importing.demands import (
    DefectDemand,
    Demand,
    Limit,
    NumberDemand,
    Problem,
    Reading,
    StateDemand,
)
from station.standards.importing.prose_words import (
    DISTANCE,
    FILLER,
    LENGTH,
    NEGATION,
    NOT_VISIBLE,
    PERMISSION,
    SIGN,
    TOTAL,
    TOTAL_AREA,
    VISIBLE,
    WIDTH,
    KnownWords,
    Meanings,
    meanings_in,
)
from station.standards.importing.segments import segments
from station.standards.importing.vocabulary import CategoryWords, Vocabulary, plain
from station.standards.rules import Measure, Which
from station.standards.units import convert

_SIZES = ("length_at_least_mm", "length_above_mm", "width_at_least_mm", "width_above_mm")


class _Sides(TypedDict, total=False):
    at_least: Decimal
    at_most: Decimal
    above: Decimal
    below: Decimal


def read_prose(text: str, words: Vocabulary, category: str, subject: str = "") -> tuple[Reading, ...]:
    """What a clause says, part by part. ``subject`` is what its row or column is about.

    The original text is kept; matching ignores case and full-width signs.
    """
    category_words = words.words_of(category)
    parts = segments(text, KnownWords(words, category_words).names_only)
    return tuple(_Segment(part, words, category_words, subject).read() for part in parts)


class _Segment:
    """One part of a clause while it is read: what is understood is blanked out, the rest remains."""

    def __init__(self, text: str, words: Vocabulary, category: CategoryWords, subject: str) -> None:
        self._text, self._words, self._category, self._subject = text, words, category, subject
        self._left = normalised(text)
        self._known = KnownWords(words, category)
        self._problems: list[Problem] = []

    def read(self) -> Reading:
        """The demands and problems of this part."""
        if self._words.is_good(self._text) or self._words.is_unknown(self._text):
            return self._state()
        found = list(amounts(self._left))
        for amount in found:
            self._blank(amount.start, amount.end)
        hidden = bool(self._take(NOT_VISIBLE))
        visible = hidden or bool(self._take(VISIBLE))
        distance = self._distance(found) if visible else None
        if visible and distance is None:
            self._problems.append(Problem("distance_missing", self._text.strip()))
        kinds, places = self._names(self._known.kinds), self._names(self._known.places)
        if kinds or visible:
            demands = self._defects(found, kinds, places, hidden, distance)
        elif found:
            demands = list(self._numbers(found))
        else:
            return self._state()
        self._note_rest(bool(demands))
        return Reading(self._text, tuple(demands), tuple(self._problems))

    def _blank(self, start: int, end: int) -> None:
        self._left = self._left[:start] + " " * (end - start) + self._left[end:]

    def _take(self, pattern: re.Pattern[str]) -> list[str]:
        """Every match, blanked out."""
        found = [match[0] for match in pattern.finditer(self._left)]
        self._left = pattern.sub(lambda match: " " * len(match[0]), self._left)
        return found

    def _names(self, known: Meanings) -> tuple[str, ...]:
        pattern, meanings = known
        return tuple(dict.fromkeys(meanings[word] for word in self._take(pattern)))

    def _distance(self, found: list[Amount]) -> Amount | None:
        """The viewing distance: the longest amount in a unit of length that is not a size of the defect."""
        lengths = [one for one in found if one.unit in {"cm", "in", "m"}]
        lengths = lengths or [one for one in found if one.unit == "mm" and one.value >= 100]
        if not lengths:
            return None
        chosen = max(lengths, key=lambda one: _in(one.value, one.unit or "cm", "cm"))
        found.remove(chosen)
        self._take(DISTANCE)
        return chosen

    def _defects(
        self,
        found: list[Amount],
        kinds: tuple[str, ...],
        places: tuple[str, ...],
        hidden: bool,
        distance: Amount | None,
    ) -> list[Demand]:
        context = normalised(self._subject)
        kinds = kinds or meanings_in(self._known.kinds, context)
        places = places or meanings_in(self._known.places, context)
        negated = bool(self._take(NEGATION))
        filters, limits = self._sizes(found, negated)
        filters, limits = self._visibility(filters, limits, hidden, negated, distance)
        if negated and not any(limit.measure == "farthest_visible" for limit in limits):
            limits.append(Limit(measure="count", unit="1", at_most=Decimal(0)))
        if not limits:
            return []
        zones = tuple(dict.fromkeys(z for place in places for z in self._category.places[place].zones))
        return [
            DefectDemand(
                words=self._text.strip(),
                kinds=tuple(map(DefectKind, kinds)),
                places=places,
                zones=zones,
                which=filters,
                limits=tuple(limits),
            )
        ]

    def _visibility(
        self, which: Which, limits: list[Limit], hidden: bool, negated: bool, distance: Amount | None
    ) -> tuple[Which, list[Limit]]:
        if distance is None:
            return which, limits
        unit = distance.unit or "cm"
        if hidden:
            return which, [*limits, Limit(measure="farthest_visible", unit=unit, below=distance.value)]
        if negated or limits:
            return replace(which, visible_at_cm=_in(distance.value, unit, "cm")), limits
        if PERMISSION.search(normalised(self._text)):
            return which, limits  # what may be seen is no demand to see it
        return which, [Limit(measure="farthest_visible", unit=unit, at_least=distance.value)]

    def _sizes(self, found: list[Amount], negated: bool) -> tuple[Which, list[Limit]]:
        """What the amounts say: counts, sizes as limits, and sizes as a choice of defects."""
        counts = [amount for amount in found if amount.sides and self._is_count(amount)]
        limits = [Limit(measure="count", unit="1", **_only(dict(amount.sides))) for amount in counts]
        which = Which()
        for amount in found:
            if amount in counts:
                continue
            if not amount.sides or amount.unit not in {None, *LENGTHS, *AREAS}:
                self._problems.append(Problem("unread_words", amount.words))
                continue
            chosen, told = self._size(amount, choosing=negated or bool(counts), negated=negated)
            which, limits = _both(which, chosen), [*limits, *told]
        for words in (TOTAL_AREA, TOTAL, WIDTH, LENGTH):
            self._take(words)
        return which, limits

    def _size(self, amount: Amount, *, choosing: bool, negated: bool) -> tuple[Which, list[Limit]]:
        measure = self._measure(amount)
        if amount.unit is None:
            self._problems.append(Problem("unit_missing", amount.words))
        if amount.unit is None or not choosing or measure not in {"longest", "widest"}:
            return Which(), [Limit(measure=measure, unit=amount.unit, **_only(dict(amount.sides)))]
        upper: dict[Side, Decimal] = {
            side: value for side, value in amount.sides if side in {"at_most", "below"}
        }
        if upper and negated:
            self._problems.append(Problem("unread_words", amount.words))
            upper = {}
        limits = [Limit(measure=measure, unit=amount.unit, **_only(upper))] if upper else []
        return _chosen(measure, amount), limits

    def _measure(self, amount: Amount) -> Measure:
        """What an amount measures: the words beside it say, else the largest size."""
        text = normalised(self._text)
        before, after = text[max(0, amount.start - 16) : amount.start], text[amount.end : amount.end + 10]
        if amount.unit in AREAS:
            return "total_area"
        if TOTAL.search(before) or re.match(r"\s*(?:in total|combined)", after):
            return "total_length"
        if re.search(rf"(?:{WIDTH.pattern})\W*$", before) or re.match(
            rf"\s*(?:in )?(?:{WIDTH.pattern})", after
        ):
            return "widest"
        return "longest"

    def _is_count(self, amount: Amount) -> bool:
        if amount.unit not in {None, "1"}:
            return False
        return amount.counted or amount.unit == "1" or self._before_kind(amount)

    def _before_kind(self, amount: Amount) -> bool:
        """A bare number counts when defects follow it: "at most two light scratches"."""
        after = normalised(self._text)[amount.end :]
        return bool(re.match(r"\s*(?:\w+\s+){0,2}?(?:" + self._known.kinds[0].pattern + ")", after))

    def _numbers(self, found: list[Amount]) -> Iterator[Demand]:
        """Limits in one unit are one demand: "80% or above but under 85%" is a band."""
        subject = self._rest() or self._subject
        self._left = ""
        limits: dict[str | None, dict[Side, Decimal]] = {}
        for amount in found:
            told = limits.setdefault(amount.unit, {})
            if not amount.sides or told.keys() & dict(amount.sides).keys():
                self._problems.append(Problem("unread_words", amount.words))
            else:
                told.update(amount.sides)
        for unit, sides in limits.items():
            if sides:
                yield NumberDemand(words=self._text.strip(), subject=subject, unit=unit, **_only(sides))

    def _state(self) -> Reading:
        told = self._text.strip()
        sound = self._words.is_good(told)
        demand = StateDemand(words=told, subject=self._subject if sound else told, sound=sound)
        return Reading(self._text, (demand,) if plain(told) else (), ())

    def _note_rest(self, understood: bool) -> None:
        """Words without a measure, and words nothing was made of; the whole text where nothing was read."""
        vague = dict.fromkeys(self._take(self._known.vague[0]))
        self._problems += [Problem("vague_wording", word) for word in vague]
        rest = self._rest() if understood else self._text.strip()
        if rest:
            self._problems.append(Problem("unread_words", rest))

    def _rest(self) -> str:
        left = SIGN.sub(" ", FILLER.sub(" ", self._left))
        return " ".join(left.split())


def _in(value: Decimal, unit: str, to: str) -> Decimal:
    converted = convert(value, unit, to)
    assert converted is not None, f"{unit} is no length"  # noqa: S101 - callers pass lengths only
    return converted


def _only(sides: Mapping[Side, Decimal]) -> _Sides:
    told: _Sides = {}
    if "at_least" in sides:
        told["at_least"] = sides["at_least"]
    if "at_most" in sides:
        told["at_most"] = sides["at_most"]
    if "above" in sides:
        told["above"] = sides["above"]
    if "below" in sides:
        told["below"] = sides["below"]
    return told


def _chosen(measure: Measure, amount: Amount) -> Which:
    told = {side: _in(value, amount.unit or "mm", "mm") for side, value in amount.sides}
    if measure == "widest":
        return Which(width_at_least_mm=told.get("at_least"), width_above_mm=told.get("above"))
    return Which(length_at_least_mm=told.get("at_least"), length_above_mm=told.get("above"))


def _both(one: Which, other: Which) -> Which:
    """What either choice says about sizes; the later one where both do."""
    told = {name: getattr(other, name) for name in _SIZES if getattr(other, name) is not None}
    return replace(one, **told)
