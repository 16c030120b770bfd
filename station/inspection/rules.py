"""What the inspection asks of the published standards, and the standards that ship with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from station.model.answer import Answer
from station.model.checklist import Checklist
from station.model.verdict import Verdict
from station.places import Home

if TYPE_CHECKING:
    from station.standards.library import Library


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
        """What the channel's standard in force says of the facts."""
        ...


class PublishedRules:
    """The standards in force at one station, as they are published; loaded when first asked."""

    def __init__(self, home: Home) -> None:
        self._home = home

    def channels(self, category: str) -> tuple[str, ...]:
        """Ids of the channels that have a standard for the category."""
        return tuple(standard.id for standard in self._library().channel_standards(category))

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """The whole internal standard of the category, with what each of these channels cites.

        Raises:
            KnownError: STD-002 no such channel, STD-003 no such category.
        """
        from station.standards.compiler import whole_checklist

        return whole_checklist(category, channels, self._library())

    def verdict(self, channel: str, facts: Mapping[str, Answer]) -> Verdict:
        """What the channel's standard in force says of the facts."""
        from station.grading.evaluate import evaluate

        return evaluate(self._library().channel_standard(channel), facts)

    def _library(self) -> Library:
        from station.standards.library import home_library

        return home_library(self._home)
