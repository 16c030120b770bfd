"""What was before, in words: earlier records, what differs from the latest, answers that were changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from station.inspection.comparing import ItemDifference, RecordDifference
from station.model.answer_history import Act, HistoryLine
from station.model.checklist import InternalStandard
from station.model.verdict_json import verdict_from_json
from station.reports.verdicts import glance
from station.reports.wording import Wording
from station.store.index.query import RecordSummary
from ui.channel_words import channel_name, result_words
from ui.screens.inspect.finding_row import Finding
from ui.screens.inspect.looking_back import Past
from ui.widgets.surroundings import Surroundings

_CHANGED = frozenset({Act.CHANGED, Act.WITHDRAWN})
_CHANNELS_NAMED = 4


class PastWords:
    """Words in the language in use."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def earlier(self, records: tuple[RecordSummary, ...]) -> str:
        """When and by whom the unit was inspected last, and what came of it; empty when it never was."""
        if not records:
            return ""
        latest, tr = records[0], self._around.words.tr
        named = list(latest.results.items())[:_CHANNELS_NAMED]
        said = tr("earlier.joined").join(
            tr("earlier.result", channel=self._channel(one), result=result_words(what, self._around.words))
            for one, what in named
        )
        at = _day_and_time(latest.sealed_at)
        once = "once" if len(records) == 1 else "often"
        return tr(f"earlier.{once}", count=len(records), at=at, name=latest.person, results=said)

    def changed(self, past: Past, item: str, standard: InternalStandard) -> tuple[str, str]:
        """The latest change of an item's answer, and all its changes line by line; empty without any."""
        lines = [one for one in past.history if one.item == item]
        told = [self._change(one, lines, past.names, standard) for one in lines if one.act in _CHANGED]
        return (told[-1], "\n".join(told)) if told else ("", "")

    def difference(self, found: RecordDifference) -> str:
        """From which record how much differs."""
        tr = self._around.words.tr
        verdicts = tr("earlier.joined").join(self._verdicts(found))
        key = "differs" if found.items or found.verdicts else "same"
        words = tr(
            f"earlier.{key}",
            at=_day_and_time(found.old.sealed_at),
            name=found.old.name,
            count=len(found.items),
        )
        return tr("earlier.with_verdicts", words=words, verdicts=verdicts) if verdicts else words

    def findings(self, found: RecordDifference, standard: InternalStandard) -> tuple[Finding, ...]:
        """One finding for each item that is told differently, contradictions first."""
        wording = self._wording(standard)
        ordered = sorted(found.items, key=lambda one: not contradicts(one))
        return tuple(self._finding(one, wording) for one in ordered)

    def _finding(self, one: ItemDifference, wording: Wording) -> Finding:
        none = self._around.words.tr("earlier.nothing")
        both = (said.answer if said else None for said in (one.old, one.new))
        old, new = (wording.said(said, one.item) or none for said in both)
        detail = self._around.words.tr("earlier.was_now", old=old, new=new)
        return Finding("differs", one.item, wording.item_title(one.item), detail)

    def _verdicts(self, found: RecordDifference) -> Iterator[str]:
        for one in found.verdicts:
            if one.old is not None and one.new is not None:
                channel, old, new = self._channel(one.channel), self._verdict(one.old), self._verdict(one.new)
                if old != new:
                    yield self._around.words.tr("earlier.verdict", channel=channel, old=old, new=new)

    def _verdict(self, raw: Mapping[str, Any]) -> str:
        verdict, library = verdict_from_json(raw), self._around.library()
        standard = library.internal_standard(library.channel_standard(verdict.channel).category)
        return glance(verdict, self._wording(standard), library).word

    def _change(
        self,
        line: HistoryLine,
        lines: list[HistoryLine],
        names: Mapping[str, str],
        standard: InternalStandard,
    ) -> str:
        given = next((one for one in lines if one.new == line.old and one.at <= line.at), line)
        who = names.get(line.person, line.person)
        return self._around.words.tr(
            f"earlier.{line.act.value}",
            old=self._wording(standard).said(line.old, line.item),
            giver=names.get(given.person, given.person),
            given=_time(given.at),
            name=who,
            at=_time(line.at),
        )

    def _channel(self, channel: str) -> str:
        return channel_name(channel, self._around.library(), self._around.words)

    def _wording(self, standard: InternalStandard) -> Wording:
        offset = datetime.now().astimezone().utcoffset() or timedelta()
        return Wording(self._around.words.lang, standard, offset)


def contradicts(one: ItemDifference) -> bool:
    """Whether both say that they know, and not the same."""
    return all(said is not None and "unknown" not in said.answer for said in (one.old, one.new))


def _day_and_time(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _time(at: datetime) -> str:
    return f"{at.astimezone():%H:%M:%S}"
