"""A channel standard: the dated rule set of one channel for one category, as it stands in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import Literal

from pydantic import ConfigDict, with_config

from station.model.checklist import InternalStandard, Title
from station.standards.rules import Rule, cited, leaves, speaks_about

SILENCE = "silence"
"""The clause a verdict names when the standard does not mention what was seen."""

Aggregation = Literal["best_grade", "itemised"]
"""``best_grade``: all criteria of a grade, best grade first. ``itemised``: one option per question."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One demand and the clause it came from."""

    clause: str
    require: Rule


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade: all its criteria must hold.

    ``not_given`` names the clause by which this station never gives the grade.
    """

    code: str
    title: Title
    criteria: tuple[Criterion, ...] = ()
    not_given: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionOption:
    """One answer of an itemised question; without ``when`` it takes whatever the earlier ones left."""

    code: str
    title: Title
    when: Rule | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an itemised standard; the first option whose rule holds is the answer."""

    clause: str
    options: tuple[QuestionOption, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a person settled what the published text leaves open."""

    clause: str
    by: str
    at: str
    says: Title


@dataclass(frozen=True, slots=True)
class Silence:
    """What it means that the standard is silent on a defect seen in one of the ``watched`` items."""

    when_silent: Literal["ignore", "undetermined"]
    by: str
    at: str
    says: Title
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the rules need from the internal standard.

    The surface each zone belongs to, the order of options, the good options, and every (zone, kind) that a
    list of defects can hold.
    """

    surface_of: Mapping[str, str]
    ranks: Mapping[str, Mapping[str, int]]
    good: Mapping[str, frozenset[str]]
    places: Mapping[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, standard: InternalStandard) -> Vocabulary:
        """The vocabulary of one internal standard."""
        chosen = [item for item in standard.items if item.options]
        return cls(
            surface_of={zone.id: zone.parent or zone.id for zone in standard.zones},
            ranks={item.id: {option.value: option.rank for option in item.options} for item in chosen},
            good={item.id: frozenset(o.value for o in item.options if o.good) for item in chosen},
            places={item.id: tuple(product(item.zones, item.defect_kinds)) for item in standard.items},
        )


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, eq=False)
class ChannelStandard:
    """One published version of a channel's standard.

    ``id`` is stable over versions, ``version`` the date it came into force. ``name`` is its display name,
    ``source`` where its facts were read, ``confidence`` how surely (``stated``, ``reported``, or ``own`` for
    our own), ``language`` the language of the source. ``graded`` lists the grades best first. ``otherwise``
    is the result of a unit that no grade fits; where that is open, ``open_end`` names the clause that says
    where the text stops.
    """

    id: str
    name: Title
    category: str
    version: str
    source: str
    confidence: Literal["stated", "reported", "own"]
    language: Literal["zh", "en"]
    aggregation: Aggregation
    silence: Silence
    clauses: Mapping[str, Title]
    vocabulary: Vocabulary
    otherwise: Literal["not_accepted", "undetermined"] = "undetermined"
    open_end: str | None = None
    gates: tuple[Criterion, ...] = ()
    graded: tuple[Grade, ...] = ()
    questions: tuple[Question, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    notes: Title = field(default_factory=lambda: Title("", ""))

    @property
    def title(self) -> str:
        """Display name in the language of the source."""
        return self.name.of(self.language)

    @property
    def grades(self) -> tuple[str, ...]:
        """Codes of all published grades, best first."""
        return tuple(grade.code for grade in self.graded)

    @cached_property
    def given(self) -> tuple[Grade, ...]:
        """The grades this station can give, best first."""
        return tuple(grade for grade in self.graded if grade.not_given is None)

    @cached_property
    def items(self) -> tuple[str, ...]:
        """Ids of the items the standard cites or watches, each once."""
        from_rules = (item for _, rule in self.rules() for leaf in leaves(rule) for item in cited(leaf))
        return tuple(dict.fromkeys([*from_rules, *self.silence.watched]))

    @cached_property
    def unspoken(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """For each watched item the (zone, kind) pairs no rule speaks about; only items that have some."""
        gaps = {item: frozenset(self._gaps(item)) for item in self.silence.watched}
        return {item: pairs for item, pairs in gaps.items() if pairs}

    def _gaps(self, item: str) -> Iterator[tuple[str, str]]:
        speaking = [leaf for _, rule in self.rules() for leaf in leaves(rule) if item in cited(leaf)]
        for zone, kind in self.vocabulary.places.get(item, ()):
            surface = self.vocabulary.surface_of[zone]
            if not any(speaks_about(leaf, zone, surface, kind) for leaf in speaking):
                yield zone, kind

    def clause_text(self, clause: str) -> Title:
        """What a clause says, in our own words; :data:`SILENCE` is the ruling on what it does not mention.

        Raises:
            KeyError: the standard has no such clause.
        """
        return self.silence.says if clause == SILENCE else self.clauses[clause]

    def option_title(self, clause: str, code: str) -> Title:
        """What an option of an itemised question is called.

        Raises:
            KeyError: the standard has no such question or option.
        """
        questions = {question.clause: question for question in self.questions}
        return {option.code: option.title for option in questions[clause].options}[code]

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every rule with the clause it belongs to."""
        yield from ((gate.clause, gate.require) for gate in self.gates)
        for grade in self.graded:
            yield from ((criterion.clause, criterion.require) for criterion in grade.criteria)
        for question in self.questions:
            yield from ((question.clause, o.when) for o in question.options if o.when is not None)
