"""A rule in words: what a criterion demands, told as one sentence or as a short indented tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from station.model.checklist import InternalStandard
from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
    Bounds,
    Claim,
    DefectLimit,
    Depends,
    Good,
    Leaf,
    Not,
    Number,
    Options,
    Presumed,
    Rule,
    Vague,
    Which,
)
from station.texts import Lang, text

_SIGNS = (("at_least", "≥"), ("above", ">"), ("at_most", "≤"), ("below", "<"))
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rule told as a tree; ``depth`` 0 is the outermost."""

    depth: int
    words: str


@dataclass(frozen=True, slots=True)
class RuleWording:
    """Words of one language for rules over one internal standard."""

    internal: InternalStandard
    lang: Lang

    def sentence(self, rule: Rule) -> str:
        """The whole rule in one line."""
        match rule:
            case AllOf():
                return self._join("all", (self.sentence(part) for part in rule.of))
            case AnyOf():
                return self._say("any", of=self._join("any", (self.sentence(part) for part in rule.of)))
            case Not() | Claim() | Presumed():
                return self._say(rule.rule, of=self.sentence(rule.of))
            case Vague():
                return self._say(
                    "vague", surely=self.sentence(rule.surely), at_least=self.sentence(rule.at_least)
                )
            case Depends():
                return self._join("all", self._cases(rule))
            case _:
                return self.leaf(rule)

    def lines(self, rule: Rule, depth: int = 0) -> tuple[Line, ...]:
        """The rule as a tree: one line per leaf, a heading for each branch that is not simply *all of*."""
        return tuple(self._lines(rule, depth))

    def leaf(self, leaf: Leaf) -> str:
        """One demand on one thing."""
        told = self._leaf(leaf)
        demanded = isinstance(leaf, DefectLimit) or not leaf.part_demanded
        return told if demanded else self._say("part_demanded", of=told)

    def bounds(self, bounds: Bounds) -> str:
        """The limits with their unit: ``≥ 80 %``."""
        given = ((sign, getattr(bounds, name)) for name, sign in _SIGNS)
        unit = "" if bounds.unit == "1" else f" {bounds.unit}"
        told = (f"{sign} {limit:f}{unit}" for sign, limit in given if limit is not None)
        return self._join("items", told)

    def item(self, item_id: str) -> str:
        """Title of an item, its id where the internal standard does not know it."""
        found = self.internal.item(item_id)
        return found.title.of(self.lang) if found else item_id

    def items(self, items: Iterable[str]) -> str:
        """Titles of items, listed."""
        return self._join("items", (self.item(one) for one in items))

    def measured(self, leaf: DefectLimit) -> str:
        """What a limit over defects measures, without its bounds: ``scratches on the frame: longest``."""
        return self._say(
            "measured",
            subject=self._subject(leaf),
            measure=self._say(f"measure.{leaf.measure}"),
            scope=self._scope(leaf),
        )

    def option(self, item_id: str, value: str) -> str:
        """Title of an option, its value where the item does not know it."""
        found = self.internal.item(item_id)
        option = found.option(value) if found else None
        return option.title.of(self.lang) if option else value

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Options():
                allowed = (self.option(leaf.item, value) for value in leaf.allowed)
                return self._say("options", item=self.item(leaf.item), allowed=self._join("or", allowed))
            case AtWorst():
                option = self.option(leaf.item, leaf.option)
                return self._say("at_worst", item=self.item(leaf.item), option=option)
            case Good():
                return self._say("good", items=self.items(leaf.items))
            case Number():
                return f"{self.item(leaf.item)} {self.bounds(leaf)}"
            case DefectLimit():
                return self._defects(leaf)

    def _defects(self, leaf: DefectLimit) -> str:
        if leaf.measure == "count" and leaf.at_most == _ZERO and leaf.at_least is None:
            return self._say("no_defects", subject=self._subject(leaf))
        return f"{self.measured(leaf)} {self.bounds(leaf)}"

    def _subject(self, leaf: DefectLimit) -> str:
        which = self._join("items", self._which(leaf.which))
        subject = self.items(leaf.items)
        return self._say("subject", items=subject, which=which) if which else subject

    def _which(self, which: Which) -> Iterator[str]:
        zones = {zone.id: zone.title for zone in self.internal.zones}
        yield from (zones[zone].of(self.lang) if zone in zones else zone for zone in which.zones)
        yield from (text(self.lang, f"grading.kind.{kind.value}") for kind in which.kinds)
        if which.depth_at_least is not None:
            depth = text(self.lang, f"grading.depth.{which.depth_at_least.value}")
            yield self._say("which.depth_at_least", depth=depth)
        for name in ("length_at_least_mm", "length_above_mm", "width_at_least_mm", "width_above_mm"):
            if (limit := getattr(which, name)) is not None:
                yield self._say(f"which.{name}", limit=limit)
        if which.visible_at_cm is not None:
            yield self._say("which.visible_at_cm", limit=which.visible_at_cm)
        if which.visible_lit is not None:
            yield self._say("which.visible_lit" if which.visible_lit else "which.not_visible_lit")

    def _scope(self, leaf: DefectLimit) -> str:
        return "" if leaf.scope == "device" else self._say(f"scope.{leaf.scope}")

    def _cases(self, rule: Depends) -> Iterator[str]:
        for case in rule.cases:
            yield self._say("case", when=self.sentence(case.when), require=self.sentence(case.require))
        if rule.otherwise is not None:
            yield self._say("otherwise", require=self.sentence(rule.otherwise))

    def _lines(self, rule: Rule, depth: int) -> Iterator[Line]:
        match rule:
            case AllOf():
                for part in rule.of:
                    yield from self._lines(part, depth)
            case AnyOf():
                yield Line(depth, self._say("head.any"))
                for part in rule.of:
                    yield from self._lines(part, depth + 1)
            case Not() | Claim() | Presumed():
                yield Line(depth, self._say(f"head.{rule.rule}"))
                yield from self._lines(rule.of, depth + 1)
            case Vague():
                yield Line(depth, self._say("head.surely"))
                yield from self._lines(rule.surely, depth + 1)
                yield Line(depth, self._say("head.at_least"))
                yield from self._lines(rule.at_least, depth + 1)
            case Depends():
                yield from (Line(depth, words) for words in self._cases(rule))
            case _:
                yield Line(depth, self.leaf(rule))

    def _join(self, sort: str, parts: Iterable[str]) -> str:
        return self._say(f"join.{sort}").join(parts)

    def _say(self, key: str, **values: object) -> str:
        return text(self.lang, f"rules.{key}", **values)
