"""The difference of two versions in words."""

from __future__ import annotations

from dataclasses import dataclass

from station.model.checklist import InternalStandard, Title
from station.standards.difference import Change
from station.standards.places_of import Thing
from station.standards.rule_wording import RuleWording
from station.standards.rules import Bounds, DefectLimit, Number
from station.texts import Lang, catalogue, text

_SIGNS = ("at_least", "above", "at_most", "below")


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One change in words, part by part, for showing before and after side by side.

    ``place`` is without the clause; ``about`` is the one thing that both sides limit, empty where each side
    says what it is about. ``before`` of what was added and ``after`` of what was removed are empty.
    """

    place: str
    about: str
    before: str
    after: str


def change_message(change: Change, internal: InternalStandard) -> Title:
    """One change as a sentence in both languages."""
    return Title(*(_Words(internal, lang).sentence(change) for lang in (Lang.ZH, Lang.EN)))


def change_words(change: Change, internal: InternalStandard, lang: Lang) -> ChangeWords:
    """One change in the words of one language, part by part."""
    words = _Words(internal, lang)
    return ChangeWords(words.place(change), *words.told(change))


@dataclass(frozen=True, slots=True)
class _Words:
    internal: InternalStandard
    lang: Lang

    def sentence(self, change: Change) -> str:
        about, before, after = self.told(change)
        direction = "" if change.direction == "other" else self._say(f"direction.{change.direction}")
        clause = change.place.clause
        values = {
            "place": f"{self.place(change)} {clause}" if clause else self.place(change),
            "about": f"{about}: " if about else "",
            "before": before,
            "after": after,
        }
        return self._say(f"change.{change.sort}", **values, direction=direction)

    def told(self, change: Change) -> tuple[str, str, str]:
        """What it is about, and what is said of it before and after."""
        before, after = change.before, change.after
        if isinstance(before, Number | DefectLimit) and isinstance(after, Number | DefectLimit):
            subjects = {self._subject(before), self._subject(after)}
            if len(subjects) == 1:
                return subjects.pop(), self._bounds(before), self._bounds(after)
        return "", self._thing(before), self._thing(after)

    def _subject(self, leaf: Number | DefectLimit) -> str:
        rules = RuleWording(self.internal, self.lang)
        return rules.item(leaf.item) if isinstance(leaf, Number) else rules.measured(leaf)

    def _bounds(self, bounds: Bounds) -> str:
        unit = "" if bounds.unit == "1" else f" {bounds.unit}"
        given = ((sign, getattr(bounds, sign)) for sign in _SIGNS)
        told = (
            f"{text(self.lang, f'grading.sign.{sign}')}{limit:f}{unit}"
            for sign, limit in given
            if limit is not None
        )
        return self._say("join").join(told)

    def _thing(self, thing: Thing | None) -> str:
        if thing is None:
            return ""
        if isinstance(thing, Title):
            return self._quoted(thing.of(self.lang))
        if isinstance(thing, str):
            return self._quoted(self._word(thing))
        if isinstance(thing, tuple):
            return self._say("join").join(self._word(part) for part in thing) or self._say("nothing")
        return RuleWording(self.internal, self.lang).sentence(thing)

    def _quoted(self, words: str) -> str:
        return words or self._say("nothing")

    def _word(self, token: str) -> str:
        """A value told in words where there are some; the order's numbers count from 1 and 1 goes unsaid."""
        found = self.internal.item(token)
        if found is not None:
            return found.title.of(self.lang)
        return catalogue(self.lang).get(f"difference.word.{token}", token.removesuffix(" 0"))

    def place(self, change: Change) -> str:
        """Where it stands, without the clause."""
        place = change.place
        return " ".join(
            [self._say(f"sort.{place.sort}"), *(self._word(part) for part in place.where if part)]
        )

    def _say(self, key: str, **values: object) -> str:
        return text(self.lang, f"difference.{key}", **values)
