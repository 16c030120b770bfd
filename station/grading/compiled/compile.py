"""Compiling channel standards of one category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import starmap

from station.grading.compiled.channel import CompiledChannel
from station.grading.compiled.compiled import Compiled, DefectClasses
from station.grading.compiled.item import ItemClasses
from station.grading.compiled.probe import Probe, ProbeClasses
from station.grading.compiled.subject import Group, Subject, Unspoken, Watched, claims, truth_of
from station.grading.compiled.tables import Demand, Reading, Table
from station.grading.compiled.unspoken import UnspokenClasses
from station.grading.seen import Seen
from station.grading.truth import Truth
from station.standards.channel import ChannelStandard, Vocabulary
from station.standards.rules import DefectLimit, Leaf, cited, leaves

Source = str | Probe | Unspoken
"""What a demand looks at: the answer to an item, a measure over defects, defects not spoken of."""

_Asked = tuple[Subject, int, bool]
"""A subject, the place of the vocabulary it is read with, and whether claims are open."""


def compile_standards(standards: Sequence[ChannelStandard]) -> Compiled:
    """Tables whose outcomes equal the interpreter's ``evaluate`` of every standard on (result, grades)."""
    compilation = Compilation()
    for standard in standards:
        compilation.add(standard)
    return compilation.finished()


class Compilation:
    """Equal demands of all standards are kept once, with the bits of all groups they belong to.

    ``bits`` are taken so far.
    """

    def __init__(self) -> None:
        self._channels: list[CompiledChannel] = []
        self._vocabularies: list[Vocabulary] = []
        self._demands: dict[_Asked, dict[Truth, int]] = {}
        self._more: list[tuple[Subject, int, Demand]] = []
        self.bits = 0

    def add(self, standard: ChannelStandard) -> CompiledChannel:
        """Take in one standard."""
        channel = CompiledChannel(standard, self.bits)
        vocabulary = self._place_of(standard.vocabulary)
        for place, group in enumerate(channel.groups):
            for asked in _asked(group, vocabulary):
                self._note(asked, channel.bits(place))
        self._channels.append(channel)
        self.bits += channel.width
        return channel

    def ask(self, subject: Subject, vocabulary: Vocabulary, demand: Demand) -> None:
        """Also set the bits of ``demand``, which looks at nothing but the subject, its items and limits."""
        self._more.append((subject, self._place_of(vocabulary), demand))

    def finished(self) -> Compiled:
        """The tables."""
        demands = self._by_sources()
        items = self._items()
        found = dict.fromkeys(one for sources in demands for one in sources if not isinstance(one, str))
        places: dict[Source, int] = {source: place for place, source in enumerate([*items, *found])}
        return Compiled(
            items=items,
            defects=tuple(self._defect_classes(source, places) for source in found),
            tables=tuple(Table([places[one] for one in sources], told) for sources, told in demands.items()),
            channels=tuple(self._channels),
        )

    def _by_sources(self) -> dict[tuple[Source, ...], list[Reading]]:
        found: dict[tuple[Source, ...], dict[tuple[int, bool], list[Demand]]] = {}
        for (subject, vocabulary, claims_open), bits in self._demands.items():
            readings = found.setdefault(tuple(dict.fromkeys(_sources(subject, vocabulary))), {})
            readings.setdefault((vocabulary, claims_open), []).append(partial(_bits, subject, bits))
        for subject, vocabulary, demand in self._more:
            readings = found.setdefault(tuple(_every_source(subject, vocabulary)), {})
            readings.setdefault((vocabulary, False), []).append(demand)
        return {sources: list(starmap(self._reading, read.items())) for sources, read in found.items()}

    def _reading(self, read: tuple[int, bool], demands: Sequence[Demand]) -> Reading:
        vocabulary, claims_open = read
        return Reading(self._vocabularies[vocabulary], claims_open, demands)

    def _items(self) -> dict[str, ItemClasses]:
        found: dict[str, list[Leaf]] = defaultdict(list)
        for subject, _, _ in self._demands:
            if isinstance(subject, Watched | Unspoken):
                found[subject.item] += []
                continue
            for leaf in leaves(subject):
                for item in cited(leaf):
                    found[item].append(leaf)
        return {item: ItemClasses(told, self._options(item)) for item, told in found.items()}

    def _options(self, item: str) -> list[str]:
        return [value for vocabulary in self._vocabularies for value in vocabulary.ranks.get(item, ())]

    def _defect_classes(self, source: Probe | Unspoken, places: Mapping[Source, int]) -> DefectClasses:
        if isinstance(source, Unspoken):
            return UnspokenClasses(source, places[source.item])
        told = [
            leaf
            for subject, at, _ in self._demands
            for leaf in _limits(subject)
            if Probe.of(leaf, at) == source
        ]
        return ProbeClasses(
            told, self._vocabularies[source.vocabulary], [places[item] for item in source.items]
        )

    def _place_of(self, vocabulary: Vocabulary) -> int:
        if vocabulary not in self._vocabularies:
            self._vocabularies.append(vocabulary)
        return self._vocabularies.index(vocabulary)

    def _note(self, asked: _Asked, bits: dict[Truth, int]) -> None:
        noted = self._demands.setdefault(asked, {})
        for truth, bit in bits.items():
            noted[truth] = noted.get(truth, 0) | bit


def _bits(subject: Subject, bits: Mapping[Truth, int], seen: Seen) -> int:
    truth = truth_of(subject, seen)
    return 0 if truth is Truth.TRUE else bits[truth]


def _asked(group: Group, vocabulary: int) -> Iterator[_Asked]:
    for subject in group.subjects:
        is_claim = not isinstance(subject, Watched | Unspoken) and claims(subject)
        yield subject, vocabulary, group.claims_open and is_claim


def _sources(subject: Subject, vocabulary: int) -> Iterator[Source]:
    if isinstance(subject, Unspoken):
        yield subject
    elif isinstance(subject, Watched):
        yield subject.item
    else:
        for leaf in leaves(subject):
            yield from [Probe.of(leaf, vocabulary)] if isinstance(leaf, DefectLimit) else cited(leaf)


def _every_source(subject: Subject, vocabulary: int) -> Iterable[Source]:
    """Also the items with the defects that a limit bounds: which of them are known."""
    items = (
        [subject.item]
        if isinstance(subject, Watched | Unspoken)
        else [item for leaf in leaves(subject) for item in cited(leaf)]
    )
    return dict.fromkeys([*_sources(subject, vocabulary), *items])


def _limits(subject: Subject) -> Iterator[DefectLimit]:
    if not isinstance(subject, Watched | Unspoken):
        yield from (leaf for leaf in leaves(subject) if isinstance(leaf, DefectLimit))
