"""What a paper says about several records at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from station.reports.content import ReportContent, State
from station.reports.imprint import Imprint
from station.texts import Lang, text


@dataclass(frozen=True, slots=True)
class RecordsContent:
    """The records in the order asked for; ``channels`` are all that judged any of them, by name."""

    records: tuple[ReportContent, ...]

    @property
    def channels(self) -> tuple[str, ...]:
        """Names of the channels, in the order met."""
        return tuple(dict.fromkeys(one.channel for record in self.records for one in record.verdicts))

    def grades(self) -> Mapping[str, tuple[tuple[str, State, int], ...]]:
        """For each channel how many units got which word, the most frequent first."""
        return {channel: _counted(self.records, channel) for channel in self.channels}


def _counted(records: Sequence[ReportContent], channel: str) -> tuple[tuple[str, State, int], ...]:
    told = [one for record in records for one in record.verdicts if one.channel == channel]
    states = {one.word: one.state for one in told}
    counts = Counter(one.word for one in told)
    return tuple((word, states[word], count) for word, count in counts.most_common())


def records_imprint(
    content: RecordsContent, batch: str, dated: datetime, lang: Lang, box: str = ""
) -> Imprint:
    """The imprint of a paper about several records, ``dated`` when the last of them was sealed; ``batch``
    and ``box`` name them.

    Its foot states a SHA-256 over the hashes of the records in their order, so a list can be told from
    another one.
    """
    count = text(lang, "reports.records.count", count=len(content.records))
    hashes = "\n".join(one.proof.record_sha256 for one in content.records)
    sealed = [one.fields["sealed_at"] for one in content.records]
    practice = any(one.practice for one in content.records)
    note = f"{min(sealed)} – {max(sealed)}"
    station = content.records[0].station
    boxed = text(lang, "reports.records.box", box=box) if box else ""
    named = "   ".join(part for part in (batch, boxed) if part)
    return Imprint(
        reference=named or count,
        reference_title=text(lang, "reports.records.batch" if named else "reports.records.list"),
        reference_note=f"{count}   {note}" if named else note,
        station=station,
        subject=text(lang, "reports.records.subject", count=count, station=station),
        foot=f"SHA-256 {hashlib.sha256(hashes.encode()).hexdigest()[:32]}",
        dated=dated,
        author=station,
        practice=practice,
        mark=text(lang, "reports.practice.mark") if practice else "",
        mark_strength=0.09,
        fields={"batch": batch, "box": box, "count": str(len(content.records)), "station": station},
    )
