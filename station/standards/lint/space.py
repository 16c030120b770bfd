"""All facts of one standard, and its rules as conditions over their cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.standards.channel import ChannelStandard
from station.standards.channel_file import MEASURE_UNITS
from station.standards.limits import keeps, limits_in
from station.standards.lint.cells import ZERO, Cell
from station.standards.lint.defect_lists import Gauge, linked
from station.standards.lint.facts import (
    Dimension,
    Fact,
    defects_fact,
    higher_is_better,
    is_number,
    limits_on,
    number_fact,
    option_fact,
)
from station.standards.lint.formula import FALSE, TRUE, Every, Formula, Search, Some, Within, negated
from station.standards.lint.taking_apart import Surfaces, surfaces_of, taken_apart
from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
    DefectLimit,
    Depends,
    Good,
    Leaf,
    Not,
    Number,
    Options,
    Rule,
    Vague,
    cited,
    leaves,
    parts,
)


@dataclass(frozen=True)
class Space:
    """Facts and the rules over them."""

    standard: ChannelStandard
    internal: InternalStandard

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that some rule looks at and the internal standard knows."""
        own = tuple(self._own_fact(number, item) for number, item in enumerate(self._own_facts()))
        together = linked(tuple(self._limited), self.internal)
        lists = (
            defects_fact(len(own) + number, {gauge: self._limited[gauge] for gauge in gauges}, self.internal)
            for number, gauges in enumerate(together)
        )
        return (*own, *lists)

    @cached_property
    def search(self) -> Search:
        """Searches over these facts."""
        return Search([fact.full for fact in self.facts])

    def condition(self, rule: Rule, *, surely: bool) -> Formula:
        """When ``rule`` surely holds, or (not ``surely``) when it may; they differ where words are vague."""
        match rule:
            case AllOf():
                return Every(tuple(self.condition(part, surely=surely) for part in rule.of))
            case AnyOf():
                return Some(tuple(self.condition(part, surely=surely) for part in rule.of))
            case Not():
                return self.opposite(self.condition(rule.of, surely=not surely))
            case Vague():
                return self._vague(rule, surely)
            case Depends():
                return self._by_case(rule, surely)
            case Options() | AtWorst() | Good() | Number() | DefectLimit():
                return self._leaf(rule, surely)
            case _:
                return self.condition(rule.of, surely=surely)

    def opposite(self, formula: Formula) -> Formula:
        """What holds when ``formula`` does not."""
        return negated(formula, self.search.full)

    def dimensions(self) -> Iterator[tuple[Fact, int, Dimension]]:
        """Every dimension with its fact and its number there."""
        for fact in self.facts:
            for number, dimension in enumerate(fact.dimensions):
                yield fact, number, dimension

    def limits(self, rules: Iterable[Rule]) -> frozenset[str | Gauge]:
        """What the rules set limits for: items and gauges, as :attr:`Dimension.about` names them."""
        told = (leaf for rule in rules for leaf in leaves(rule))
        return frozenset(about for leaf in told for about in self._about(leaf))

    def is_settled(self, rules: Iterable[Rule]) -> bool:
        """Whether every case of what the rules look at was looked at."""
        return all(
            self._place_of[about][0].complete for about in self.limits(rules) if about in self._place_of
        )

    def _about(self, leaf: Leaf) -> Iterator[str | Gauge]:
        for item in cited(leaf):
            if not isinstance(leaf, DefectLimit) and not self._is_list(item):
                yield item
        yield from (Gauge.of(single) for single in self._singles(leaf))

    def _vague(self, rule: Vague, surely: bool) -> Formula:
        """What surely meets the words meets them, even where it is not within what may."""
        if surely:
            return self.condition(rule.surely, surely=True)
        return Some(tuple(self.condition(part, surely=False) for part in (rule.surely, rule.at_least)))

    def _by_case(self, rule: Depends, surely: bool) -> Formula:
        """The first case that holds decides; where none does and nothing is said, it may hold."""
        branches, none_before = list[Formula](), list[Formula]()
        for case in rule.cases:
            when = self.condition(case.when, surely=surely)
            branches.append(Every((*none_before, when, self.condition(case.require, surely=surely))))
            none_before.append(self.opposite(self.condition(case.when, surely=not surely)))
        if rule.otherwise is not None:
            branches.append(Every((*none_before, self.condition(rule.otherwise, surely=surely))))
        elif not surely:
            branches.append(Every(tuple(none_before)))
        return Some(tuple(branches))

    def _leaf(self, leaf: Leaf, surely: bool) -> Formula:
        match leaf:
            case DefectLimit():
                return self._limit(leaf, surely)
            case Good():
                return Every(tuple(self._good(item, surely) for item in leaf.items))
            case Options() | AtWorst():
                return self._options(leaf, surely)
            case Number():
                return self._number(leaf, surely)

    def _options(self, leaf: Options | AtWorst, surely: bool) -> Formula:
        item = self.internal.item(leaf.item)
        if item is None or not item.options:
            return _unheard(surely)
        allowed = leaf.allowed if isinstance(leaf, Options) else _not_worse(item, leaf.option)
        return self._with(leaf.item, lambda value: value in allowed)

    def _number(self, leaf: Number, surely: bool) -> Formula:
        item = self.internal.item(leaf.item)
        if item is None or not is_number(item):
            return _unheard(surely)
        return self._with(leaf.item, lambda value: _keeps(value, leaf, item.unit or "1"))

    def _good(self, name: str, surely: bool) -> Formula:
        item = self.internal.item(name)
        if item is not None and item.kind is ItemKind.DEFECTS:
            return self._with(Gauge.of(_nothing_on(name)), _is_zero)
        if item is None or name not in self._place_of:
            return _unheard(surely)
        if is_number(item):
            return self._with(name, _is_zero)
        good = {option.value for option in item.options if option.good}
        return self._with(name, lambda value: value in good)

    def _limit(self, leaf: DefectLimit, surely: bool) -> Formula:
        if not leaf.items or any(not self._is_list(item) for item in leaf.items):
            return _unheard(surely)
        apart = self._apart(leaf)
        if apart != leaf:
            return self.condition(apart, surely=surely)
        unit = MEASURE_UNITS[leaf.measure]
        return self._with(Gauge.of(leaf), lambda value: _keeps(value, leaf, unit))

    def _apart(self, leaf: DefectLimit) -> Rule:
        return taken_apart(leaf, self._surfaces)

    @cached_property
    def _surfaces(self) -> Surfaces:
        return surfaces_of(self.internal)

    def _with(self, about: str | Gauge, holds: Callable[[Cell | str], bool]) -> Formula:
        fact, number = self._place_of[about]
        values = fact.dimensions[number].values
        holding = [n for n in range(len(values)) if holds(values[n])]
        return Within(fact.number, fact.with_values(number, holding))

    def _is_list(self, item: str) -> bool:
        found = self.internal.item(item)
        return found is not None and found.kind is ItemKind.DEFECTS

    @cached_property
    def _leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for _, rule in self.standard.rules() for leaf in leaves(rule))

    @cached_property
    def _limited(self) -> dict[Gauge, list[Decimal]]:
        """Every measure over defects that some rule limits, with its limits in the measure's own unit."""
        found: dict[Gauge, list[Decimal]] = {}
        for single in (one for leaf in self._leaves for one in self._singles(leaf)):
            if all(self._is_list(item) for item in single.items):
                limits = limits_in(single, MEASURE_UNITS[single.measure])
                found.setdefault(Gauge.of(single), []).extend(limits)
        return found

    @cached_property
    def _place_of(self) -> dict[str | Gauge, tuple[Fact, int]]:
        """The fact and the dimension of each item and each measure."""
        return {dimension.about: (fact, number) for fact, number, dimension in self.dimensions()}

    def _own_facts(self) -> Iterator[CheckItem]:
        """Items that are facts by themselves: choices and numbers."""
        for name in dict.fromkeys(item for leaf in self._leaves for item in cited(leaf)):
            item = self.internal.item(name)
            if item is not None and (item.options or is_number(item)):
                yield item

    def _own_fact(self, number: int, item: CheckItem) -> Fact:
        if item.options:
            return option_fact(number, item)
        rules = [rule for _, rule in self.standard.rules()]
        own = [leaf for leaf in self._leaves if isinstance(leaf, Number) and leaf.item == item.id]
        return number_fact(number, item, limits_on(item, own), higher_is_better(item, rules))

    def _singles(self, leaf: Leaf) -> tuple[DefectLimit, ...]:
        if isinstance(leaf, Good):
            return tuple(_nothing_on(item) for item in leaf.items if self._is_list(item))
        if not isinstance(leaf, DefectLimit):
            return ()
        return tuple(one for one in leaves(self._apart(leaf)) if isinstance(one, DefectLimit))


def _unheard(surely: bool) -> Formula:
    """A rule about what the internal standard does not know: it may hold, never surely."""
    return FALSE if surely else TRUE


def _nothing_on(item: str) -> DefectLimit:
    return DefectLimit(rule="defects", items=(item,), at_most=ZERO)


def _not_worse(item: CheckItem, value: str) -> tuple[str, ...]:
    worst = item.option(value)
    return tuple(one.value for one in item.options if worst is not None and one.rank <= worst.rank)


def _keeps(value: Cell | str, bounds: Number | DefectLimit, unit: str) -> bool:
    return isinstance(value, Cell) and keeps(value.sample, bounds, unit)


def _is_zero(value: Cell | str) -> bool:
    return isinstance(value, Cell) and value == Cell(ZERO, ZERO)


def is_vague(rule: Rule) -> bool:
    """Whether some facts cannot be decided by the rule, whatever is observed."""
    return isinstance(rule, Vague) or any(is_vague(part) for part in parts(rule))
