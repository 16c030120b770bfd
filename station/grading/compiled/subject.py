"""What a channel demands, cut into the smallest pieces that can be judged apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from station.grading.judge import judge
from station.grading.seen import Seen
from station.grading.truth import Truth
from station.model.defect import Defect
from station.standards.channel import ChannelStandard
from station.standards.rules import AllOf, Claim, Good, Rule, parts


@dataclass(frozen=True, slots=True)
class Watched:
    """The item must be known, for it could hold a defect that the standard does not mention."""

    item: str


@dataclass(frozen=True, slots=True)
class Unspoken:
    """The item must hold no defect of these zones and kinds, of which the standard says nothing."""

    item: str
    pairs: frozenset[tuple[str, str]]

    def is_one(self, defect: Defect) -> bool:
        """Whether the standard is silent on the defect."""
        return (defect.zone, defect.kind) in self.pairs


Subject = Rule | Watched | Unspoken


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects that must all hold; ``claims_open`` as in :class:`~station.grading.seen.Seen`."""

    subjects: tuple[Subject, ...]
    claims_open: bool = False


def truth_of(subject: Subject, seen: Seen) -> Truth:
    """The interpreter's truth of a subject."""
    match subject:
        case Watched(item):
            return Truth.UNKNOWN if seen.defects(item) is None else Truth.TRUE
        case Unspoken(item):
            found = seen.defects(item)
            unheard = found is not None and any(map(subject.is_one, found.defects))
            return Truth.FALSE if unheard else Truth.TRUE
        case _:
            return judge(subject, seen)


def cut(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that all hold exactly when all of ``rules`` do, as small as they get."""
    return tuple(dict.fromkeys(piece for rule in rules for piece in _pieces(rule)))


def _pieces(rule: Rule) -> Iterator[Rule]:
    match rule:
        case AllOf():
            yield from cut(rule.of)
        case Good():
            yield from (replace(rule, items=(item,)) for item in rule.items)
        case _:
            yield rule


def claims(rule: Rule) -> bool:
    """Whether the truth of ``rule`` can hang on a claim not proven yet."""
    return isinstance(rule, Claim) or any(map(claims, parts(rule)))


def silence(standard: ChannelStandard) -> tuple[tuple[Watched, ...], tuple[Unspoken, ...]]:
    """What must be known and what must not be there because the standard does not speak of it."""
    if standard.silence.when_silent != "undetermined":
        return (), ()
    unspoken = standard.unspoken
    return tuple(map(Watched, unspoken)), tuple(Unspoken(item, pairs) for item, pairs in unspoken.items())
