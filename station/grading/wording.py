"""A verdict in words, for screens, plain text and certificates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from station.grading.defect_wording import DefectWording
from station.grading.shown import NOT_FITTED, UNKNOWN
from station.grading.upgrade_wording import upgrade_words
from station.model.checklist import InternalStandard, ItemKind
from station.model.defect import DefectKind, Depth
from station.model.verdict import AxisVerdict, Deciding, ItemisedOption, Result, Verdict
from station.standards.channel import SILENCE, ChannelStandard
from station.texts import Lang, text

_TOKEN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*|\?")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of one language for the verdicts of one channel standard."""

    standard: ChannelStandard
    internal: InternalStandard
    lang: Lang

    def headline(self, verdict: Verdict) -> str:
        """The result in one short sentence."""
        return text(
            self.lang,
            f"grading.result.{verdict.result.value}",
            channel=self.standard.name.of(self.lang),
            grades=text(self.lang, "grading.join.grades").join(verdict.grades),
            best=next(iter(verdict.grades), ""),
            answered=sum(option.option is not None for option in verdict.options),
            questions=len(verdict.options),
        )

    def lines(self, verdict: Verdict) -> tuple[str, ...]:
        """The headline and every reason, each a sentence said once."""
        return tuple(dict.fromkeys([self.headline(verdict), *self.reasons(verdict)]))

    def reasons(self, verdict: Verdict) -> Iterator[str]:
        """Why the result is so, what is missing, and what would better it."""
        yield from self.parts(verdict)
        yield from self._options((*verdict.options, *verdict.attributes))
        yield from (self.decided(one) for one in verdict.deciding)
        for one in verdict.borderline:
            yield self._line("borderline", item=self._item(one.item), **self._shown(one.item, one))
        if verdict.open_rulings:
            clauses = " ".join(self.standard.clause_text(c).of(self.lang) for c in verdict.open_rulings)
            yield self._line("open_rulings", clauses=clauses)
        if verdict.missing and verdict.result is not Result.GRADE:
            yield self._line("missing", items=self.items(verdict.missing))
        if verdict.presumed:
            yield self._line("presumed", items=self.items(verdict.presumed))
        if verdict.upgrade:
            steps = upgrade_words(verdict.upgrade, self.lang, self._item)
            yield self._line("upgrade", to=verdict.upgrade.to, steps=steps)
        if verdict.oldest:
            told = f"{verdict.oldest.taken_at:%Y-%m-%d %H:%M}"
            yield self._line("oldest", item=self._item(verdict.oldest.item), time=told)

    def decided(self, deciding: Deciding) -> str:
        """One deciding clause with what was observed and what is asked."""
        sort = "silence" if deciding.clause == SILENCE else "deciding"
        shown = self._shown(deciding.item, deciding)
        shown["observed"] = self.placed(shown["observed"], deciding.item)
        return self._line(sort, clause=self._sentence(deciding.clause), **shown)

    def placed(self, observed: str, item: str) -> str:
        """What was observed and on which item, named once."""
        title = self._item(item)
        if title.casefold() in observed.casefold():
            return observed
        return text(self.lang, "grading.placed", observed=observed, item=title)

    def _sentence(self, clause: str) -> str:
        """A clause as a sentence of its own; questions are named without a full stop."""
        words = self.standard.clause_text(clause).of(self.lang)
        return words if words.endswith(_STOPS) else words + text(self.lang, "grading.join.stop")

    def items(self, items: Iterable[str]) -> str:
        """Titles of items, joined as a list is in this language."""
        return text(self.lang, "grading.join.items").join(self._item(item) for item in items)

    def in_words(self, shown: str, item: str) -> str:
        """Short text of a verdict with option values, kinds, depths and zones told in words."""
        found = self.internal.item(item)
        if found and found.kind is ItemKind.DEFECTS:
            return self._defects(shown, item)
        return self._tokens(shown, item)

    def _defects(self, shown: str, item: str) -> str:
        if shown in _NO_DEFECT:
            return text(self.lang, "grading.word.no_defect")
        told = DefectWording(self.internal, self.lang)
        if limited := told.limited(shown):
            return self._signs(limited)
        parts = (told.counted(part) or self._tokens(part, item) for part in shown.split(_COMMA))
        return text(self.lang, "grading.join.parts").join(parts)

    def _tokens(self, shown: str, item: str) -> str:
        return self._signs(_TOKEN.sub(lambda token: self._word(token.group(), item), shown))

    def _signs(self, told: str) -> str:
        told = told.replace(_COMMA, text(self.lang, "grading.join.parts"))
        return _SIGN.sub(lambda sign: text(self.lang, _SIGNS[sign.group(1)]), told)

    def parts(self, verdict: Verdict) -> Iterator[str]:
        """What every axis and every surface gives by itself, as sentences."""
        return (self._line("part", part=part, value=value) for part, value in self.named_parts(verdict))

    def named_parts(self, verdict: Verdict) -> Iterator[tuple[str, str]]:
        """The title of every axis and every surface, and what it gives by itself."""
        axes = {axis.id: axis for axis in self.standard.scales}
        for one in verdict.axis_verdicts:
            yield axes[one.axis].title.of(self.lang), self._value(one)
        for surface in verdict.surfaces:
            named = {found.id: found.title for found in axes[surface.axis].surfaces}
            grades = " / ".join(surface.grades) or text(self.lang, "grading.word.no_grade")
            yield named[surface.surface].of(self.lang), grades

    def _value(self, axis: AxisVerdict) -> str:
        if axis.result in (Result.GRADE, Result.TIE, Result.BOUND):
            return " / ".join(axis.grades)
        return text(self.lang, f"grading.word.{axis.result.value}")

    def _options(self, options: Iterable[ItemisedOption]) -> Iterator[str]:
        for option in options:
            clause = self.standard.clause_text(option.clause).of(self.lang)
            if option.option is None:
                yield self._line("option_open", clause=clause)
            else:
                title = self.standard.option_title(option.clause, option.option)
                yield self._line("option", clause=clause, option=title.of(self.lang))

    def _shown(self, item: str, told: Deciding | object) -> dict[str, str]:
        return {name: self.in_words(getattr(told, name), item) for name in ("observed", "limit")}

    def _item(self, item: str) -> str:
        found = self.internal.item(item)
        return found.title.of(self.lang) if found else item

    def _line(self, sort: str, **values: str) -> str:
        return text(self.lang, f"grading.line.{sort}", **values)

    def _word(self, token: str, item: str) -> str:
        if (found := self.internal.item(item)) and (option := found.option(token)):
            return option.title.of(self.lang)
        zones = {zone.id: zone.title for zone in self.internal.zones}
        if token in zones:
            return zones[token].of(self.lang)
        key = _KEYS.get(token)
        return text(self.lang, key) if key else token


_NO_DEFECT = ("0", "≤ 0")
_STOPS = (".", "。", "!", "！", "?", "？")
_COMMA = ", "
_SIGN = re.compile(r"([<≤>≥]) (?=\d)")
_SIGNS = {
    "<": "grading.sign.below",
    "≤": "grading.sign.at_most",
    ">": "grading.sign.above",
    "≥": "grading.sign.at_least",
}
_KEYS = {
    UNKNOWN: "grading.word.unknown",
    NOT_FITTED: "grading.word.not_fitted",
    **{depth.value: f"grading.depth.{depth.value}" for depth in Depth},
    **{kind.value: f"grading.kind.{kind.value}" for kind in DefectKind},
}
