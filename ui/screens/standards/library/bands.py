"""The numeric limits of a standard, grade by grade on one axis, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from station.standards.channel import Axis, ChannelStandard, Criterion
from station.standards.rule_wording import RuleWording
from station.standards.rules import AllOf, Bounds, Claim, DefectLimit, Good, Number, Presumed, Rule
from station.texts import Lang, text

_ALL_PERCENT = Decimal(100)
_NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Band:
    """Where a grade's limit lets a value lie; None is no limit on that side, ``*_open`` excludes the edge."""

    label: str
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_free(self) -> bool:
        """Whether the grade sets no limit here."""
        return self.low is None and self.high is None


@dataclass(frozen=True, slots=True)
class BandAxis:
    """One measured thing with the bands of every grade, best first; ``low`` to ``high`` is what is drawn."""

    title: str
    unit: str
    bands: tuple[Band, ...]
    low: Decimal
    high: Decimal

    @property
    def limits(self) -> tuple[Decimal, ...]:
        """Every limit on the axis, once, in order."""
        edges = {edge for band in self.bands for edge in (band.low, band.high) if edge is not None}
        return tuple(sorted(edges))


Measured = Number | DefectLimit
"""What has a numeric limit."""
_Sound = dict[str, set[str]]


def band_axes(standard: ChannelStandard, words: RuleWording) -> tuple[BandAxis, ...]:
    """One axis for each thing that the standard measures, in the order in which it is first asked."""
    told: dict[str, tuple[str, dict[str, Band]]] = {}
    for label, leaf in _labelled(standard, words.lang):
        title, unit, band = _title(leaf, words), leaf.unit, _band(label, leaf)
        told.setdefault(f"{title}\n{unit}", (unit, {}))[1].setdefault(label, band)
    labels, sound = _scale_labels(standard), _sound(standard)
    for leaf in (one for _, one in _labelled(standard, words.lang) if isinstance(one, DefectLimit)):
        bands = told[f"{_title(leaf, words)}\n{leaf.unit}"][1]
        for label in (one for one in labels if sound.get(one, set()).issuperset(leaf.items)):
            bands.setdefault(label, Band(label, high=_NONE))
    axes = (_axis(key.split("\n")[0], unit, bands, labels) for key, (unit, bands) in told.items())
    return tuple(axis for axis in axes if any(axis.limits))


def _labelled(standard: ChannelStandard, lang: Lang) -> Iterator[tuple[str, Measured]]:
    gate = text(lang, "standards.bands.gate")
    yield from ((gate, leaf) for leaf in _demanded(standard.gates))
    for scale in standard.scales:
        yield from _of_scale(scale)
    for question in standard.questions:
        for option in question.options:
            if option.when is not None:
                yield from ((option.title.of(lang), leaf) for leaf in _holding(option.when))


def _of_scale(scale: Axis) -> Iterator[tuple[str, Measured]]:
    for grade in scale.graded:
        yield from ((grade.code, leaf) for leaf in _demanded(grade.criteria))
    for surface in scale.surfaces:
        for graded in surface.graded:
            yield from ((graded.code, leaf) for leaf in _demanded(graded.criteria))


def _demanded(criteria: Iterable[Criterion]) -> Iterator[Measured]:
    for criterion in criteria:
        yield from _holding(criterion.require)


def _holding(rule: Rule) -> Iterator[Measured]:
    """The limits that must hold whenever ``rule`` holds."""
    yield from (part for part in _conjuncts(rule) if isinstance(part, Number | DefectLimit))


def _conjuncts(rule: Rule) -> Iterator[Rule]:
    match rule:
        case AllOf():
            for part in rule.of:
                yield from _conjuncts(part)
        case Claim() | Presumed():
            yield from _conjuncts(rule.of)
        case _:
            yield rule


def _sound(standard: ChannelStandard) -> _Sound:
    """For each grade the items on which it allows no defect at all: there every measure is 0."""
    found: _Sound = {}
    for scale in standard.scales:
        for grade in scale.graded:
            goods = (part for one in grade.criteria for part in _conjuncts(one.require))
            items = (item for part in goods if isinstance(part, Good) for item in part.items)
            found.setdefault(grade.code, set()).update(items)
    return found


def _title(leaf: Measured, words: RuleWording) -> str:
    return words.item(leaf.item) if isinstance(leaf, Number) else words.measured(leaf)


def _band(label: str, bounds: Bounds) -> Band:
    low = bounds.at_least if bounds.at_least is not None else bounds.above
    high = bounds.at_most if bounds.at_most is not None else bounds.below
    return Band(label, low, high, bounds.at_least is None, bounds.at_most is None)


def _scale_labels(standard: ChannelStandard) -> tuple[str, ...]:
    """Grades that belong beside each other: those of the only scale."""
    return standard.grades if len(standard.scales) == 1 else ()


def _axis(title: str, unit: str, bands: dict[str, Band], labels: tuple[str, ...]) -> BandAxis:
    graded = any(label in bands for label in labels)
    first = [band for label, band in bands.items() if label not in labels]
    shown = (*first, *((bands.get(label) or Band(label)) for label in labels if graded))
    edges = [edge for band in shown for edge in (band.low, band.high) if edge is not None]
    low = min(Decimal(0), *edges) if edges else Decimal(0)
    high = max(edges, default=Decimal(0))
    room = _ALL_PERCENT if unit == "%" and high <= _ALL_PERCENT else low + (high - low) * Decimal("1.25")
    return BandAxis(title, unit, tuple(shown), low, room if room > low else low + 1)
