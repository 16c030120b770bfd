"""A channel standard: the dated rule set of one channel for one category, as it stands in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import Literal

from pydantic import ConfigDict, with_config

from station.model.checklist import Cleaning, InternalStandard, Title
from station.model.observation import Method
from station.standards.rules import Rule, cited, leaves, speaks_about

SILENCE = "silence"
"""The clause a verdict names when the standard does not mention what was seen."""

NOT_ACCEPTED = "not_accepted"
"""What a row of a decision list gives when it refuses the unit."""

ScaleAggregation = Literal["best_grade", "worst_surface", "first_match"]
"""How one scale of grades is drawn from criteria.

``best_grade``: all criteria of a grade, best grade first. ``worst_surface``: every surface is graded by its
own criteria and the worst one is the grade. ``first_match``: a decision list, the first row that holds gives
the grade.
"""

Aggregation = Literal["best_grade", "worst_surface", "first_match", "itemised", "axes"]
"""How a whole standard comes to its result: one scale, one option per question (``itemised``), or several
scales side by side (``axes``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """Under what condition a clause is judged; what the published text does not state is None."""

    distance_cm: Decimal | None = None
    light_at_least_lx: Decimal | None = None
    light_at_most_lx: Decimal | None = None
    at_most_s: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One demand and the clause it came from.

    ``methods`` are the only ways of observing it that the clause accepts (any when empty), ``evidence`` what
    it wants to see, ``viewing`` the condition it is judged under.
    """

    clause: str
    require: Rule
    methods: tuple[Method, ...] = ()
    evidence: tuple[str, ...] = ()
    viewing: Viewing | None = None


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
class SurfaceGrade:
    """What one surface must fulfil to count as the grade ``code``."""

    code: str
    criteria: tuple[Criterion, ...] = ()


@dataclass(frozen=True, slots=True)
class Surface:
    """One surface of a worst-surface scale, its grades best first; a grade it does not list it cannot be."""

    id: str
    title: Title
    graded: tuple[SurfaceGrade, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a decision list: ``gives`` is the code of a grade, or :data:`NOT_ACCEPTED`."""

    clause: str
    when: Rule
    gives: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One scale of grades. A standard with a single scale is one axis without a name (``id`` empty).

    ``graded`` lists the grades best first, whatever the aggregation; their ``criteria`` belong to
    ``best_grade``, ``surfaces`` to ``worst_surface``, ``rows`` to ``first_match``. ``otherwise`` is the
    result of a unit that nothing fits; where that is open, ``open_end`` names the clause where the text
    stops.
    """

    id: str
    title: Title
    aggregation: ScaleAggregation
    graded: tuple[Grade, ...]
    surfaces: tuple[Surface, ...] = ()
    rows: tuple[Row, ...] = ()
    otherwise: Literal["not_accepted", "undetermined"] = "undetermined"
    open_end: str | None = None

    @property
    def given(self) -> tuple[Grade, ...]:
        """The grades this station can give, best first."""
        return tuple(grade for grade in self.graded if grade.not_given is None)

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every rule of the scale with the clause it belongs to."""
        criteria = [criterion for grade in self.graded for criterion in grade.criteria]
        criteria += [one for surface in self.surfaces for grade in surface.graded for one in grade.criteria]
        yield from ((criterion.clause, criterion.require) for criterion in criteria)
        yield from ((row.clause, row.when) for row in self.rows)


@dataclass(frozen=True, slots=True)
class QuestionOption:
    """One answer of an itemised question; without ``when`` it takes whatever the earlier ones left.

    ``weight`` is what the channel counts it as, in its own words (points, a factor, a deduction).
    """

    code: str
    title: Title
    when: Rule | None = None
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of an itemised standard; the first option whose rule holds is the answer."""

    clause: str
    options: tuple[QuestionOption, ...]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something the standard states beside the grade: the first option whose rule holds.

    ``target`` says what it is: an ``attribute`` of the goods (network lock, originality) or a ``price_hint``.
    """

    clause: str
    target: Literal["attribute", "price_hint"]
    options: tuple[QuestionOption, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """How a person settled what the published text leaves open.

    ``finding`` is what the ruling closed, where there was a finding: the id of one, or the code of all such
    findings on the clause.
    """

    clause: str
    by: str
    at: str
    says: Title
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """Who wrote a version, who reviewed it (never the same person), and when it was published (RFC 3339)."""

    author: str
    reviewer: str
    at: str


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

    The surface each zone belongs to, the order of options, the good options, every (zone, kind) that a list
    of defects can hold, the nominal area of each surface in cm²; and for upgrades what cleaning can change
    about an item, how many seconds observing it takes, and which facts nothing can change.
    """

    surface_of: Mapping[str, str]
    ranks: Mapping[str, Mapping[str, int]]
    good: Mapping[str, frozenset[str]]
    places: Mapping[str, tuple[tuple[str, str], ...]]
    area_cm2: Mapping[str, Decimal] = field(default_factory=dict)
    cleaning: Mapping[str, Cleaning] = field(default_factory=dict)
    seconds: Mapping[str, int] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()

    @classmethod
    def of(cls, standard: InternalStandard) -> Vocabulary:
        """The vocabulary of one internal standard."""
        chosen = [item for item in standard.items if item.options]
        return cls(
            surface_of={zone.id: zone.parent or zone.id for zone in standard.zones},
            ranks={item.id: {option.value: option.rank for option in item.options} for item in chosen},
            good={item.id: frozenset(o.value for o in item.options if o.good) for item in chosen},
            places={item.id: tuple(product(item.zones, item.defect_kinds)) for item in standard.items},
            area_cm2={zone.id: zone.area_cm2 for zone in standard.zones if zone.area_cm2 is not None},
            cleaning={item.id: item.cleaning for item in standard.items if item.cleaning is not None},
            seconds={item.id: item.seconds for item in standard.items},
            settled=frozenset(item.id for item in standard.items if item.settled),
        )


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, eq=False)
class ChannelStandard:
    """One published version of a channel's standard.

    ``id`` is stable over versions, ``version`` the date it came into force. ``name`` is its display name,
    ``source`` where its facts were read, ``confidence`` how surely (``stated``, ``reported``, or ``own`` for
    our own), ``language`` the language of the source. ``graded`` lists the grades best first. ``otherwise``
    is the result of a unit that no grade fits; where that is open, ``open_end`` names the clause that says
    where the text stops. ``surfaces`` and ``rows`` belong to the aggregations of that name; with ``axes``
    every axis has its own scale and ``joined`` is the pattern of the joined code
    (``{cosmetic}{functional}``). ``originals`` keeps, clause by clause, the words a standard was imported
    from. ``valid_from`` is the date from which it counts (``version`` when None). ``publication`` is None for
    the standards that ship.
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
    vocabulary: Vocabulary = field(repr=False)
    otherwise: Literal["not_accepted", "undetermined"] = "undetermined"
    open_end: str | None = None
    gates: tuple[Criterion, ...] = ()
    graded: tuple[Grade, ...] = ()
    questions: tuple[Question, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    rows: tuple[Row, ...] = ()
    axes: tuple[Axis, ...] = ()
    joined: str = ""
    attributes: tuple[Attribute, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    notes: Title = field(default_factory=lambda: Title("", ""))
    originals: Mapping[str, str] = field(default_factory=dict)
    valid_from: str | None = None
    publication: Publication | None = None

    @property
    def title(self) -> str:
        """Display name in the language of the source."""
        return self.name.of(self.language)

    @cached_property
    def scales(self) -> tuple[Axis, ...]:
        """The scales of grades: the named axes, or the single one; none for an itemised standard."""
        if self.aggregation == "axes":
            return self.axes
        if self.aggregation == "itemised":
            return ()
        return (
            Axis(
                id="",
                title=self.name,
                aggregation=self.aggregation,
                graded=self.graded,
                surfaces=self.surfaces,
                rows=self.rows,
                otherwise=self.otherwise,
                open_end=self.open_end,
            ),
        )

    @property
    def grades(self) -> tuple[str, ...]:
        """Codes of all published grades, best first; of several axes none (see :attr:`scales`)."""
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
        options = {question.clause: question.options for question in self.questions}
        options |= {attribute.clause: attribute.options for attribute in self.attributes}
        return {option.code: option.title for option in options[clause]}[code]

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every rule with the clause it belongs to."""
        yield from ((gate.clause, gate.require) for gate in self.gates)
        for axis in self.scales:
            yield from axis.rules()
        asked = [(question.clause, question.options) for question in self.questions]
        asked += [(attribute.clause, attribute.options) for attribute in self.attributes]
        for clause, options in asked:
            yield from ((clause, option.when) for option in options if option.when is not None)
