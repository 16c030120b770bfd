"""What one channel's standard asks, in its words and its order, and what this record answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from station.errors import KnownError
from station.model.record import Record
from station.model.verdict_json import verdict_from_json
from station.reports.content import Titles, VerdictContent
from station.reports.verdicts import verdict_content
from station.reports.wording import Wording
from station.standards.channel import SILENCE, ChannelStandard
from station.standards.rules import cited, leaves


@dataclass(frozen=True, slots=True)
class ClauseContent:
    """One clause: its id, what it ``says`` (the channel's own words where the standard keeps them), the facts
    it speaks about in words, and the answer of an itemised standard. It ``decides`` where the verdict names
    it."""

    clause: str
    says: str
    observed: str
    option: str = ""
    decides: bool = False


@dataclass(frozen=True, slots=True)
class HandoverContent:
    """One channel's verdict and every clause of the version that gave it, in the standard's order."""

    verdict: VerdictContent
    source: str
    clauses: tuple[ClauseContent, ...]


def handover_content(record: Record, channel: str, wording: Wording, titles: Titles) -> HandoverContent:
    """What ``channel`` gets to know of ``record``.

    Raises:
        KnownError: REP-010 when the channel did not judge the record, STD-002 when that version of its
            standard is no longer at hand.
    """
    raw = next((one for one in record.document["verdicts"] if one["channel"] == channel), None)
    if raw is None:
        known = tuple(one["channel"] for one in record.document["verdicts"])
        raise KnownError("REP-010", record=record.id, channel=channel or "—", known=known)
    verdict = verdict_from_json(raw)
    standard = titles.channel_standard(channel, verdict.version)
    return HandoverContent(
        verdict=verdict_content(verdict, wording, titles),
        source=standard.source,
        clauses=tuple(_clauses(record, raw, standard, wording)),
    )


def _clauses(
    record: Record, raw: Mapping[str, Any], standard: ChannelStandard, wording: Wording
) -> Iterator[ClauseContent]:
    current = {one["item"]: one["answer"] for one in record.document["observations"] if one["current"]}
    spoken_of = _items(standard)
    deciding = {one["clause"] for one in raw["deciding"]}
    options = {one["clause"]: one["option"] for one in (*raw.get("options", ()), *raw.get("attributes", ()))}
    for clause, title in standard.clauses.items():
        if clause not in spoken_of and clause not in deciding:
            continue
        yield ClauseContent(
            clause=clause,
            says=standard.originals.get(clause) or title.of(wording.lang),
            observed="\n".join(_observed(spoken_of.get(clause, ()), current, wording)),
            option=_option(standard, clause, options, wording),
            decides=clause in deciding,
        )
    if SILENCE in deciding:
        yield ClauseContent("—", standard.silence.says.of(wording.lang), "", decides=True)


def _items(standard: ChannelStandard) -> Mapping[str, tuple[str, ...]]:
    """The items each clause speaks about, each once."""
    found: dict[str, dict[str, None]] = {}
    for clause, rule in standard.rules():
        items = (item for leaf in leaves(rule) for item in cited(leaf))
        found.setdefault(clause, {}).update(dict.fromkeys(items))
    return {clause: tuple(items) for clause, items in found.items()}


def _observed(items: tuple[str, ...], current: Mapping[str, Any], wording: Wording) -> Iterator[str]:
    for item in items:
        said = (
            wording.said(current[item], item) if item in current else wording.term("unknown", "not_inspected")
        )
        yield wording.say("verdict.axis", axis=wording.item_title(item), value=said)


def _option(
    standard: ChannelStandard, clause: str, options: Mapping[str, str | None], wording: Wording
) -> str:
    if clause not in options:
        return ""
    code = options[clause]
    if code is None:
        return wording.say("word.undetermined")
    title = standard.option_title(clause, code).of(wording.lang)
    return f"{code}  {title}" if title and title != code else code
