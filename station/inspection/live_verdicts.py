"""What some channels say of the unit being inspected: results at once, reasons only when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from station.grading.compiled.compile import compile_standards
from station.grading.compiled.live import Live
from station.grading.compiled.outcome import Outcome
from station.grading.evaluate import evaluate
from station.grading.itemise import main_item
from station.grading.joining import best_code
from station.model.answer import Answer
from station.model.verdict import ItemisedOption, Verdict
from station.standards.channel import ChannelStandard

T = TypeVar("T")
_Asked = tuple[Mapping[str, Answer], Mapping[str, datetime]]


class LiveVerdicts:
    """Follows the facts of one unit after the other; what an answer does not touch is not judged again."""

    def __init__(self, standards: Sequence[ChannelStandard]) -> None:
        self.standards = tuple(standards)
        self._by_id = {standard.id: standard for standard in standards}
        self._live = Live(compile_standards(standards))
        self._explained: dict[str, tuple[_Asked, Verdict]] = {}

    def results(self, facts: Mapping[str, Answer]) -> tuple[Verdict, ...]:
        """The verdicts without gate, reasons, missing items and upgrades, in the order of the standards."""
        self._live.follow(facts)
        found = self._live.outcomes()
        return tuple(_unexplained(*both) for both in zip(self.standards, found, strict=True))

    def explained(
        self, channel: str, facts: Mapping[str, Answer], taken_at: Mapping[str, datetime]
    ) -> Verdict:
        """The whole verdict; the one given before where no fact that the channel looks at has changed."""
        standard = self._by_id[channel]
        asked = _of(standard, facts), _of(standard, taken_at)
        earlier = self._explained.get(channel)
        if earlier is not None and earlier[0] == asked:
            return earlier[1]
        verdict = evaluate(standard, *asked)
        self._explained[channel] = asked, verdict
        return verdict


def _of(standard: ChannelStandard, told: Mapping[str, T]) -> dict[str, T]:
    return {item: told[item] for item in standard.items if item in told}


def _unexplained(standard: ChannelStandard, outcome: Outcome) -> Verdict:
    asked = zip(standard.questions, outcome.options, strict=False)
    return Verdict(
        channel=standard.id,
        standard=standard.title,
        version=standard.version,
        result=outcome.result,
        grades=outcome.grades,
        options=tuple(ItemisedOption(one.clause, main_item(one), option) for one, option in asked),
        best_grade=best_code(standard),
        may_fail=outcome.may_fail,
    )
