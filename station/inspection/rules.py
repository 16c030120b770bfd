"""What the inspection asks of the published standards, and the standards that ship with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from station.model.answer import Answer
from station.model.checklist import Checklist
from station.model.unit import INTERNAL
from station.model.verdict import Verdict
from station.places import Home

if TYPE_CHECKING:
    from station.grading.asking.inquiry import Inquiry
    from station.inspection.live_verdicts import LiveVerdicts
    from station.standards.channel import ChannelStandard
    from station.standards.library import Library


class Rules(Protocol):
    """Which channels exist, what they make a unit be asked, and what they say of the answers."""

    def channels(self, category: str) -> tuple[str, ...]:
        """Ids of the channels that have a standard for the category."""
        ...

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """What a unit of the category is asked for these target channels; everything where there are none.

        With :data:`INTERNAL` among them everything is asked, too, and the others are judged.

        Raises:
            KnownError: STD-002 no such channel, STD-003 no such category.
        """
        ...

    def not_needed(self, checklist: Checklist, facts: Mapping[str, Answer]) -> frozenset[str]:
        """Items without an answer that can change no target channel's verdict any more."""
        ...

    def results(self, channels: Sequence[str], facts: Mapping[str, Answer]) -> tuple[Verdict, ...]:
        """What the channels' standards in force say of the facts, without reasons: after every answer."""
        ...

    def verdict(self, channel: str, facts: Mapping[str, Answer], taken_at: Mapping[str, datetime]) -> Verdict:
        """What the channel's standard in force says of the facts, observed at these times (UTC)."""
        ...


class PublishedRules:
    """The standards in force at one station, as they are published; loaded when first asked."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = Lock()
        self._inquiry: tuple[Checklist, list[ChannelStandard], Inquiry] | None = None
        """About the checklist last asked for: most answers come one by one, on the same unit."""
        self._live: LiveVerdicts | None = None
        """Of the channels last asked for; it follows whatever unit they judge."""

    def channels(self, category: str) -> tuple[str, ...]:
        """Ids of the channels that have a standard for the category."""
        return tuple(standard.id for standard in self._library().channel_standards(category))

    def checklist(self, category: str, channels: Sequence[str]) -> Checklist:
        """The fewest items that decide the target channels; without any, all items for all channels.

        With :data:`INTERNAL` among them all items, for the others.

        Raises:
            KnownError: STD-002 no such channel, STD-003 no such category.
        """
        from station.standards import compiler

        if channels and INTERNAL not in channels:
            return compiler.checklist(category, channels, self._library())
        judged = [channel for channel in channels if channel != INTERNAL] or self.channels(category)
        return compiler.whole_checklist(category, judged, self._library())

    def not_needed(self, checklist: Checklist, facts: Mapping[str, Answer]) -> frozenset[str]:
        """Items without an answer that can change no target channel's verdict any more.

        None where the list was not compiled for target channels.
        """
        if not checklist.targeted:
            return frozenset()
        with self._lock:
            inquiry = self._inquiry_about(checklist)
            inquiry.follow(facts)
            asked = {item.id for item in inquiry.still_asked()}
        return frozenset(item.id for item in checklist.items) - asked - facts.keys()

    def results(self, channels: Sequence[str], facts: Mapping[str, Answer]) -> tuple[Verdict, ...]:
        """What the channels' standards in force say of the facts, without reasons: after every answer."""
        with self._lock:
            return self._live_of(channels).results(facts)

    def verdict(self, channel: str, facts: Mapping[str, Answer], taken_at: Mapping[str, datetime]) -> Verdict:
        """What the channel's standard in force says of the facts, observed at these times (UTC)."""
        from station.grading.evaluate import evaluate

        standard = self._library().channel_standard(channel)
        with self._lock:
            if self._live is not None and standard in self._live.standards:
                return self._live.explained(channel, facts, taken_at)
        return evaluate(standard, facts, taken_at)

    def _live_of(self, channels: Sequence[str]) -> LiveVerdicts:
        from station.inspection.live_verdicts import LiveVerdicts

        standards = tuple(map(self._library().channel_standard, channels))
        if self._live is None or self._live.standards != standards:
            self._live = LiveVerdicts(standards)
        return self._live

    def _inquiry_about(self, checklist: Checklist) -> Inquiry:
        from station.grading.asking.inquiry import Inquiry, Questions

        library = self._library()
        standards = [library.channel_standard(name) for name in checklist.channels]
        if self._inquiry is None or self._inquiry[:2] != (checklist, standards):
            self._inquiry = checklist, standards, Inquiry(Questions.of(checklist.items, standards))
        return self._inquiry[2]

    def _library(self) -> Library:
        from station.standards.library import home_library

        return home_library(self._home)
