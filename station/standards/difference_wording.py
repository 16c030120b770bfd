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


def change_message(change: Change, internal: InternalStandard) -> Title:
    """One change as a sentence in both languages."""
    return Title(*(_Words(internal, lang).sentence(change) for lang in (Lang.ZH, Lang.EN)))


@dataclass(frozen=True, slots=True)
class _Words:
    internal: InternalStandard
    lang: Lang

    def sentence(self, change: Change) -> str:
        about, before, after = self._told(change)
        direction = "" if change.direction == "other" else self._say(f"direction.{change.direction}")
        values = {"place": self._place(change), "about": about, "before": before, "after": after}
        return self._say(f"change.{change.sort}", **values, direction=direction)

    def _told(self, change: Change) -> tuple[str, str, str]:
        """What it is about, and what is said of it before and after."""
        before, after = change.before, change.after
        if isinstance(before, Number | DefectLimit) and isinstance(after, Number | DefectLimit):
            subjects = {self._subject(before), self._subject(after)}
            if len(subjects) == 1:
                return f"{subjects.pop()}: ", self._bounds(before), self._bounds(after)
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

    def _place(self, change: Change) -> str:
        place = change.place
        parts = [self._say(f"sort.{place.sort}")]
        parts += [self._word(part) for part in place.where if part]
        parts += [place.clause] if place.clause else []
        return " ".join(parts)

    def _say(self, key: str, **values: object) -> str:
        return text(self.lang, f"difference.{key}", **values)
