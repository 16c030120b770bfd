"""One clause on its way from words to a rule: what it may mean, what a person decided, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from station.model.checklist import CheckItem, InternalStandard, ItemKind
from station.standards.findings import Finding
from station.standards.importing.demands import (
    DefectDemand,
    Demand,
    NumberDemand,
    Reading,
    StateDemand,
    defect_items,
    defect_rule,
    number_rule,
    options_rule,
)
from station.standards.importing.source import SourceClause
from station.standards.importing.terms import EXACT, Suggestion, Terms, is_ambiguous
from station.standards.rules import AllOf, Good, Rule
from station.standards.units import convertible

ClauseState = Literal["open", "decided", "left_out", "unknown_answer"]
"""``unknown_answer``: the option says that nobody knows, so it is the unknown answer and no option."""

_JUDGED = {ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL, ItemKind.COUNT, ItemKind.DEFECTS}
_NUMBERS = {ItemKind.NUMBER, ItemKind.COUNT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Which internal items (and options) a clause speaks about, and who ruled so, when and why."""

    items: tuple[str, ...]
    options: tuple[str, ...]
    by: str
    at: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedClause:
    """One clause of an import.

    ``original`` are the words of the workbook, ``text`` what is read (the same unless a person reworded it).
    ``suggestions`` are what the words may mean, best first; ``proposed`` those that match exactly and alone,
    to be confirmed; ``mapping`` what a person decided. ``rule`` is the rule drawn with the mapping, or with
    the proposal as long as nobody decided; None while there is none.
    """

    id: str
    source: SourceClause
    original: str
    text: str
    reading: Reading
    suggestions: tuple[Suggestion, ...]
    proposed: tuple[Suggestion, ...]
    mapping: Mapping | None
    rule: Rule | None
    state: ClauseState
    findings: tuple[Finding, ...] = ()

    @property
    def criteria(self) -> tuple[Rule, ...]:
        """The rules of the clause, a joined one taken apart."""
        if self.rule is None:
            return ()
        return self.rule.of if isinstance(self.rule, AllOf) else (self.rule,)

    @property
    def is_exact(self) -> bool:
        """Whether the proposal may be confirmed in bulk."""
        return bool(self.proposed)


def subject_of(reading: Reading, source: SourceClause) -> str:
    """The words that name what the clause is about: remembered when a person rules on them."""
    for demand in reading.demands:
        match demand:
            case NumberDemand():
                return demand.subject
            case StateDemand():
                return source.term if demand.sound else demand.subject
            case DefectDemand():
                return demand.words
    return reading.text


def suggestions(
    reading: Reading, source: SourceClause, terms: Terms, internal: InternalStandard
) -> tuple[Suggestion, ...]:
    """What the words of one clause may mean, best first."""
    found: dict[tuple[str, tuple[str, ...]], Suggestion] = {}
    for demand in reading.demands:
        for one in _suggested(demand, source, terms, internal):
            found.setdefault((one.item, one.options), one)
    return tuple(found.values())


def _suggested(
    demand: Demand, source: SourceClause, terms: Terms, internal: InternalStandard
) -> tuple[Suggestion, ...]:
    match demand:
        case DefectDemand():
            items = defect_items(internal, demand)
            told = [kind.value for kind in demand.kinds] + list(demand.places)
            return tuple(Suggestion(item, (), EXACT, "alias", ", ".join(told)) for item in items)
        case NumberDemand():
            return terms.suggest(demand.subject, _measured_in(demand.unit), items_only=True)
        case StateDemand() if demand.sound:
            return terms.suggest(demand.subject, lambda item: item.kind in _JUDGED, items_only=True)
        case StateDemand():
            return _option_suggestions(demand.subject, source.term, terms)


def _measured_in(unit: str | None) -> Callable[[CheckItem], bool]:
    return lambda item: item.kind in _NUMBERS and (unit is None or convertible(unit, item.unit or ""))


def _option_suggestions(words: str, term: str, terms: Terms) -> tuple[Suggestion, ...]:
    """An option under the item that its row is about; without such an item, the words alone."""
    items = terms.suggest(term, items_only=True)
    joined = [_joined(one, option) for one in items for option in terms.options(one.item, words)]
    if joined:
        return tuple(sorted(joined, key=lambda one: -one.score)[:5])
    return tuple(one for one in terms.suggest(words) if one.options or not term)


def _joined(item: Suggestion, option: Suggestion) -> Suggestion:
    return Suggestion(
        item=item.item,
        options=option.options,
        score=min(item.score, option.score),
        reason=option.reason if option.score <= item.score else item.reason,
        matched=f"{item.matched}: {option.matched}",
    )


def proposal(reading: Reading, found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """What may be preselected: defect lists named by kind and place, else one exact and unambiguous match."""
    if any(isinstance(demand, DefectDemand) for demand in reading.demands):
        return tuple(found)
    exact = [one for one in found if one.is_exact]
    items = {one.item for one in exact}
    if len(items) != 1 or is_ambiguous(found):
        return ()
    whole = [one for one in exact if one.options] or exact
    return (whole[0],)


def drawn_rule(
    reading: Reading, items: Sequence[str], options: Sequence[str], internal: InternalStandard
) -> Rule | None:
    """The rule that the demands say about these items; None where they do not make one."""
    chosen = [item for one in items if (item := internal.item(one)) is not None]
    rules = [rule for demand in reading.demands if (rule := _drawn(demand, chosen, options, internal))]
    if len(rules) < len(reading.demands):
        return None
    if not rules and options and chosen:
        return _chosen_options(chosen, options)
    if not rules:
        return None
    return rules[0] if len(rules) == 1 else AllOf(rule="all", of=tuple(rules))


def _drawn(
    demand: Demand, items: Sequence[CheckItem], options: Sequence[str], internal: InternalStandard
) -> Rule | None:
    match demand:
        case DefectDemand():
            lists = [item.id for item in items if item.kind is ItemKind.DEFECTS]
            return defect_rule(demand, lists, internal)
        case NumberDemand():
            rules = [number_rule(demand, item) for item in items if item.kind in _NUMBERS]
            return rules[0] if rules else None
        case StateDemand() if options:
            return _chosen_options(items, options)
        case StateDemand():
            judged = tuple(item.id for item in items if item.kind in _JUDGED)
            return Good(rule="good", items=judged) if judged and demand.sound else None


def _chosen_options(items: Sequence[CheckItem], options: Sequence[str]) -> Rule | None:
    for item in items:
        if all(item.option(value) is not None for value in options):
            return options_rule(item.id, options)
    return None


def uncovered_kinds(reading: Reading, items: Sequence[str], internal: InternalStandard) -> Iterator[str]:
    """Kinds of defect that the clause names and none of its items can hold: they must not vanish."""
    held = {kind for one in items if (item := internal.item(one)) for kind in item.defect_kinds}
    for demand in reading.demands:
        if isinstance(demand, DefectDemand) and items:
            yield from (kind.value for kind in demand.kinds if kind.value not in held)


def proposed_mapping(clause: ImportedClause, by: str, at: str, says: str) -> Mapping:
    """The proposal of a clause as a mapping; the best suggestion where nothing is proposed."""
    chosen = clause.proposed or clause.suggestions[:1]
    items = tuple(dict.fromkeys(one.item for one in chosen))
    options = tuple(dict.fromkeys(option for one in chosen for option in one.options))
    return Mapping(items=items, options=options, by=by, at=at, says=says)
