"""From target channels to the checklist: what one unit is asked, and who asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from station.model.checklist import CheckItem, Checklist
from station.standards.channel import ChannelStandard
from station.standards.library import Library, shipped

ALWAYS_ASKED = frozenset({"identity", "safety"})
"""Groups asked for every unit, whoever buys it."""


def checklist(category: str, channels: Sequence[str] = (), library: Library | None = None) -> Checklist:
    """The items of the category in working order.

    Without channels it is the whole internal standard. With channels it is what they cite, the identity and
    safety items, and whatever an item waits for.

    Raises:
        KnownError: STD-003 when the category has no internal standard, STD-002 for a channel not known.
    """
    whole = whole_checklist(category, channels, library)
    return replace(whole, items=_asked(whole.items, whole.asked_by)) if channels else whole


def whole_checklist(category: str, channels: Sequence[str] = (), library: Library | None = None) -> Checklist:
    """The whole internal standard, whoever buys the unit: what the station's own inspection asks.

    Raises:
        KnownError: STD-003 when the category has no internal standard, STD-002 for a channel not known.
    """
    library = library or shipped()
    internal = library.internal_standard(category)
    named = [library.channel_standard(name) for name in channels]
    asked_by = _asked_by(named or library.channel_standards(category))
    return Checklist(category, internal.version, tuple(channels), internal.items, asked_by)


def _asked_by(standards: Sequence[ChannelStandard]) -> Mapping[str, tuple[str, ...]]:
    asked: dict[str, tuple[str, ...]] = {}
    for standard in standards:
        for item in standard.items:
            asked[item] = (*asked.get(item, ()), standard.id)
    return asked


def _asked(items: Sequence[CheckItem], asked_by: Mapping[str, tuple[str, ...]]) -> tuple[CheckItem, ...]:
    wanted = {item.id for item in items if item.group in ALWAYS_ASKED or item.id in asked_by}
    waited_for = {item.after.item for item in items if item.id in wanted and item.after}
    return tuple(item for item in items if item.id in wanted | waited_for)
