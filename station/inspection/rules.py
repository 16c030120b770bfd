"""What the inspection asks of the published standards, and the standards that ship with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from station.model.answer import Answer
from station.model.checklist import Checklist
from station.model.verdict import Verdict


class Rules(Protocol):
    """Which channels exist, what they make a unit be asked, and what they say of the answers."""

    def channels(self, category: str) -> tuple[str, ...]:
        """Ids of the channels that have a standard for the category."""
        ...

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """What a unit of the category is asked for these channels.

        Raises:
            KnownError: STD-002 no such channel, STD-003 no such category.
        """
        ...

    def verdict(self, channel: str, facts: Mapping[str, Answer]) -> Verdict:
        """What the channel's newest standard says of the facts."""
        ...


class PublishedRules:
    """The published standards; loaded when first asked."""

    def channels(self, category: str) -> tuple[str, ...]:
        """Ids of the channels that have a standard for the category."""
        from station.standards.library import channel_standards

        return tuple(standard.id for standard in channel_standards(category))

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """The whole internal standard of the category, with what each of these channels cites.

        Raises:
            KnownError: STD-002 no such channel, STD-003 no such category.
        """
        from station.standards.compiler import whole_checklist

        return whole_checklist(category, channels)

    def verdict(self, channel: str, facts: Mapping[str, Answer]) -> Verdict:
        """What the channel's newest standard says of the facts."""
        from station.grading.evaluate import evaluate
        from station.standards.library import channel_standard

        return evaluate(channel_standard(channel), facts)
