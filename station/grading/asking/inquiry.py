"""One unit under its target standards: which questions can still change a verdict, and the best next one.

An answer *unknown* counts as an answer. A question that was pointless can come back when a fact on which that
rested is taken back, or turns out unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from station.grading.judge import judge_leaf
from station.grading.seen import Seen
from station.grading.truth import Truth
from station.model.answer import Answer, Choice, Defects, NotFitted
from station.model.checklist import CheckItem, ItemKind
from station.standards.bearing.may_be import FALSE, OPEN, TRUE, UNKNOWN
from station.standards.bearing.network import Network
from station.standards.bearing.order import FIRST_GROUPS, Worth, bearing_items
from station.standards.bearing.outlook import Outlook
from station.standards.bearing.stake import Stake
from station.standards.channel import ChannelStandard
from station.standards.compiler import ALWAYS_ASKED
from station.standards.rules import cited

TURNING_S = 5
"""What going to another group of items costs, in seconds: the unit is turned, connected or laid down."""

_SETTLED = {Truth.TRUE: TRUE, Truth.FALSE: FALSE}


@dataclass(frozen=True)
class Questions:
    """The items of a checklist and the standards they are asked for; made once, used for many units."""

    items: tuple[CheckItem, ...]
    standards: tuple[ChannelStandard, ...]
    network: Network
    stakes: tuple[Stake, ...]
    leaves_of: Mapping[str, tuple[int, ...]]
    start: Outlook

    @classmethod
    def of(cls, items: Sequence[CheckItem], standards: Sequence[ChannelStandard]) -> Questions:
        """``items`` in working order; the standards belong to one category."""
        network = Network()
        stakes = tuple(Stake.of(standard, network) for standard in standards)
        return cls(tuple(items), tuple(standards), network, stakes, network.leaves_of(), Outlook(network))

    @cached_property
    def dependents(self) -> Mapping[str, tuple[CheckItem, ...]]:
        """The items that wait for each item's answer."""
        found: dict[str, list[CheckItem]] = {}
        for item in self.items:
            if item.after:
                found.setdefault(item.after.item, []).append(item)
        return {item: tuple(waiting) for item, waiting in found.items()}

    @cached_property
    def worth(self) -> Worth:
        """What asking an item is expected to spare."""
        return Worth(self.items, self.stakes, self.network)


class Inquiry:
    """The questions about one unit; ``tell`` what was answered, then ask what is left."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._outlook = questions.start.copy()
        self._facts: dict[str, Answer] = {}
        self._barred: set[str] = set()

    def follow(self, facts: Mapping[str, Answer]) -> None:
        """Take over these facts, whatever was told before."""
        for item in [item for item in self._facts if item not in facts]:
            self.tell(item, None)
        for item, answer in facts.items():
            if self._facts.get(item) != answer:
                self.tell(item, answer)

    def tell(self, item: str, answer: Answer | None) -> None:
        """An item was answered, or its answer taken back (None)."""
        if answer is None:
            self._facts.pop(item, None)
        else:
            self._facts[item] = answer
        self._enter(item)
        for dependent in self._questions.dependents.get(item, ()):
            barred = answer is not None and not _is_met(dependent, answer)
            (self._barred.add if barred else self._barred.discard)(dependent.id)
            self._enter(dependent.id)

    def still_asked(self) -> tuple[CheckItem, ...]:
        """Items not answered yet that can still change a verdict, in working order, and what they wait for.

        Identity and safety are asked of every unit, until every target standard has refused it.
        """
        wanted = self.bearing()
        if not self.is_refused:
            wanted |= {item.id for item in self._questions.items if item.group in ALWAYS_ASKED}
        waited_for = {item.after.item for item in self._questions.items if item.id in wanted and item.after}
        wanted = (wanted | waited_for) - self._facts.keys() - self._barred
        return tuple(item for item in self._questions.items if item.id in wanted)

    @property
    def is_refused(self) -> bool:
        """Whether no target standard accepts the unit any more."""
        stakes = self._questions.stakes
        return bool(stakes) and all(stake.refuses(self._outlook) for stake in stakes)

    def best_next(self, group: str = "") -> CheckItem | None:
        """The question expected to spare the most seconds of others for each second it takes.

        Safety and locks come first, and what another question waits for before it. ``group`` is where the
        inspector is: going elsewhere costs :data:`TURNING_S`. None when nothing is left to ask.
        """
        asked = self.still_asked()
        first = [item for item in asked if item.group in FIRST_GROUPS]
        chosen = [item for item in first or asked if self._can_be_asked(item)]
        if len(chosen) < 2:
            return next(iter(chosen), None)
        open_items, unheard = self.bearing(), self._unheard()

        def worth(item: CheckItem) -> float:
            if item.id not in open_items:
                return 0.0
            spared = self._questions.worth.expected(item.id, self._outlook, open_items, unheard)
            turning = TURNING_S if group and item.group != group else 0
            return spared / (item.seconds + turning)

        return max(chosen, key=lambda item: (item.kind is ItemKind.SCAN, worth(item), item.group == group))

    def _can_be_asked(self, item: CheckItem) -> bool:
        return item.after is None or item.after.item in self._facts

    def bearing(self) -> set[str]:
        """Items not answered yet that can still change a verdict, whether they are on the list or not."""
        return bearing_items(self._questions.stakes, self._outlook, self._unheard())

    def _unheard(self) -> frozenset[str]:
        """Standards under which a defect was seen that they do not mention."""
        return frozenset(
            stake.standard.id for stake in self._questions.stakes if self._heard_nothing_of(stake)
        )

    def _heard_nothing_of(self, stake: Stake) -> bool:
        unspoken = stake.standard.unspoken if stake.watched else {}
        found = ((pairs, self._facts.get(item)) for item, pairs in unspoken.items())
        return any(
            (defect.zone, defect.kind) in pairs
            for pairs, answer in found
            if isinstance(answer, Defects)
            for defect in answer.defects
        )

    def _enter(self, item: str) -> None:
        answer, outlook = self._facts.get(item), self._outlook
        is_barred = item in self._barred
        is_told = is_barred or answer is not None
        # Only lists of defects are watched, so anything else about an item tells nothing here.
        in_vain = is_barred or not isinstance(answer, Defects | NotFitted)
        _put(outlook.unknown, item, is_told and in_vain)
        _put(outlook.known, item, is_told and not in_vain)
        for leaf in self._questions.leaves_of.get(item, ()):
            self._judge(leaf)

    def _judge(self, leaf: int) -> None:
        rule = self._questions.network.leaves[leaf]
        told = {item: self._facts.get(item) for item in cited(rule) if item not in self._barred}
        waiting = frozenset(item for item, answer in told.items() if answer is None)
        facts = {item: answer for item, answer in told.items() if answer is not None}
        truth = judge_leaf(rule, Seen(facts, self._questions.standards[0].vocabulary))
        self._outlook.waiting[leaf] = waiting
        self._outlook.settle(leaf, _SETTLED.get(truth, OPEN if waiting else UNKNOWN))


def _is_met(item: CheckItem, answer: Answer) -> bool:
    return item.after is not None and isinstance(answer, Choice) and answer.value in item.after.options


def _put(into: set[str], item: str, belongs: bool) -> None:
    (into.add if belongs else into.discard)(item)


def still_asked(
    items: Sequence[CheckItem], standards: Sequence[ChannelStandard], facts: Mapping[str, Answer]
) -> tuple[CheckItem, ...]:
    """The ``items`` that can still change what any of ``standards`` says of ``facts``."""
    inquiry = Inquiry(Questions.of(items, standards))
    inquiry.follow(facts)
    return inquiry.still_asked()
