"""All facts of one standard, and its rules as conditions over their cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.standards.channel import ChannelStandard
from station.standards.channel_file import MEASURE_UNITS
from station.standards.lint.cells import ZERO, Cell, keeps, limits_in
from station.standards.lint.defect_lists import Gauge
from station.standards.lint.facts import (
    Dimension,
    Fact,
    defects_fact,
    higher_is_better,
    is_number,
    limits_on,
    number_fact,
    option_fact,
    simple_limits,
)
from station.standards.lint.formula import FALSE, TRUE, Every, Formula, Search, Some, Within, negated
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
        found: list[Fact] = []
        for items in self._groups:
            found.append(self._fact(len(found), items))
        return tuple(found)

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
                return self.condition(rule.surely if surely else rule.at_least, surely=surely)
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
        items = {item for rule in rules for leaf in leaves(rule) for item in cited(leaf)}
        return all(self.facts[self._number_of[item]].complete for item in items if item in self._number_of)

    def _about(self, leaf: Leaf) -> Iterator[str | Gauge]:
        for item in cited(leaf):
            if not isinstance(leaf, DefectLimit) and not self._is_list(item):
                yield item
        yield from (Gauge.of(single) for single in self._singles(leaf))

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
        return self._with(leaf.item, leaf.item, lambda value: value in allowed)

    def _number(self, leaf: Number, surely: bool) -> Formula:
        item = self.internal.item(leaf.item)
        if item is None or not is_number(item):
            return _unheard(surely)
        return self._with(leaf.item, leaf.item, lambda value: _keeps(value, leaf, item.unit or "1"))

    def _good(self, name: str, surely: bool) -> Formula:
        item = self.internal.item(name)
        if item is None or name not in self._number_of:
            return _unheard(surely)
        if item.kind is ItemKind.DEFECTS:
            return self._with(name, Gauge.of(_nothing_on(name)), _is_zero)
        if is_number(item):
            return self._with(name, name, _is_zero)
        good = {option.value for option in item.options if option.good}
        return self._with(name, name, lambda value: value in good)

    def _limit(self, leaf: DefectLimit, surely: bool) -> Formula:
        if not leaf.items or any(not self._is_list(item) for item in leaf.items):
            return _unheard(surely)
        taken_apart = simple_limits(leaf)
        every, singles = taken_apart or (True, (leaf,))
        unit = MEASURE_UNITS[leaf.measure]
        told = tuple(
            self._with(one.items[0], Gauge.of(one), lambda value: _keeps(value, leaf, unit))
            for one in singles
        )
        return Every(told) if every else Some(told)

    def _with(self, item: str, about: str | Gauge, holds: Callable[[Cell | str], bool]) -> Formula:
        fact = self.facts[self._number_of[item]]
        number = next(n for n, dimension in enumerate(fact.dimensions) if dimension.about == about)
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
    def _groups(self) -> tuple[tuple[str, ...], ...]:
        """Items that make up one fact; lists of defects that a limit adds together belong to the same one."""
        group_of = {item: [item] for leaf in self._leaves for item in cited(leaf) if self._is_known(item)}
        for leaf in self._leaves:
            if isinstance(leaf, DefectLimit) and simple_limits(leaf) is None:
                _join(group_of, [item for item in leaf.items if item in group_of])
        return tuple(dict.fromkeys(tuple(group) for group in group_of.values()))

    def _is_known(self, item: str) -> bool:
        found = self.internal.item(item)
        return found is not None and (bool(found.options) or is_number(found) or self._is_list(item))

    @cached_property
    def _number_of(self) -> dict[str, int]:
        return {item: number for number, items in enumerate(self._groups) for item in items}

    def _fact(self, number: int, items: tuple[str, ...]) -> Fact:
        item = self.internal.item(items[0])
        if item is None:
            raise LookupError(items[0])
        if item.options:
            return option_fact(number, item)
        own = [leaf for leaf in self._leaves if set(cited(leaf)) & set(items)]
        if is_number(item):
            rules = [rule for _, rule in self.standard.rules()]
            own = [leaf for leaf in own if isinstance(leaf, Number)]
            return number_fact(number, item, limits_on(item, own), higher_is_better(item, rules))
        return defects_fact(number, self._gauges(own, items), self.internal)

    def _gauges(self, own: Iterable[Leaf], items: tuple[str, ...]) -> dict[Gauge, list[Decimal]]:
        limits: dict[Gauge, list[Decimal]] = {}
        for leaf in own:
            for single in self._singles(leaf):
                if single.items[0] in items:
                    limits.setdefault(Gauge.of(single), []).extend(
                        limits_in(single, MEASURE_UNITS[single.measure])
                    )
        return limits

    def _singles(self, leaf: Leaf) -> tuple[DefectLimit, ...]:
        if isinstance(leaf, Good):
            return tuple(_nothing_on(item) for item in leaf.items if self._is_list(item))
        if not isinstance(leaf, DefectLimit):
            return ()
        taken_apart = simple_limits(leaf)
        return taken_apart[1] if taken_apart else (leaf,)


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


def _join(group_of: dict[str, list[str]], items: list[str]) -> None:
    together = list(dict.fromkeys(member for item in items for member in group_of[item]))
    for member in together:
        group_of[member] = together


def is_vague(rule: Rule) -> bool:
    """Whether some facts cannot be decided by the rule, whatever is observed."""
    return isinstance(rule, Vague) or any(is_vague(part) for part in parts(rule))
