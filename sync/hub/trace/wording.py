"""What a trace page says, in words: those of the station's own reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from station.model.discretion import discreet
from station.model.event import EventKind
from station.model.reasons import reason_title
from station.model.record import Record
from station.model.standing import Countersign, Standing
from station.reports.compose import content_of
from station.reports.content import ReportContent, Titles
from station.reports.wording import Wording
from station.texts import Lang, text
from sync.hub.trace.extract import Document, identifiers, internal_standard, published, withheld
from sync.hub.trace.policy import TracePolicy
from sync.hub.trace.standing import Act
from sync.wire.traced import (
    Pair,
    TracedDefect,
    TracedFact,
    TracedGroup,
    TracedPage,
    TracedVerdict,
)


@dataclass(frozen=True, slots=True)
class Traced:
    """What is published of one record. ``standing`` and ``countersign`` are as in the hub's table."""

    document: Document
    policy: TracePolicy
    titles: Titles
    station: str
    standing: str
    countersign: str
    practice: bool
    acts: tuple[Act, ...]


class _KnownTitles:
    """Titles, with an empty internal standard for a category that is not known here."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles
        self.channel_standard = titles.channel_standard

    def internal_standard(self, category: str) -> Any:
        return internal_standard(self._titles, category)


def page_of(traced: Traced, lang: Lang) -> tuple[TracedPage, ReportContent]:
    """Every word of the page in ``lang``, and what a report would say of the same facts.

    Raises:
        KeyError, ValueError, TypeError: the record has another form than records of today.
    """
    titles = _KnownTitles(traced.titles)
    standard = titles.internal_standard(traced.document.unit.category)
    offset = timedelta(hours=traced.policy.utc_offset_hours)
    content = _content(traced, lang, titles, offset)
    wording = Wording(lang, standard, offset)
    return _page(traced, content, wording), content


def _content(traced: Traced, lang: Lang, titles: Titles, offset: timedelta) -> ReportContent:
    document = traced.document
    standard = titles.internal_standard(document.unit.category)
    shown = published(document, standard, traced.policy)
    record = Record(document.record, shown, "", 0, "", datetime.fromisoformat(document.sealed_at), False)
    return discreet(content_of(record, lang, titles, offset), *identifiers(document))


def _page(traced: Traced, content: ReportContent, wording: Wording) -> TracedPage:
    hidden = withheld(traced.document, wording.standard, traced.policy)
    return TracedPage(
        title=content.title or wording.standard.title.of(wording.lang),
        subtitle=content.subtitle,
        identity=list(_identity(traced, content, wording)),
        standing=list(_standing(traced, wording)),
        verdicts=[
            TracedVerdict(one.channel, one.version, one.word, list(one.reasons) or [one.result])
            for one in content.verdicts
        ],
        defects=[TracedDefect(one.zone, one.sentence, one.item) for one in content.defects],
        groups=[
            TracedGroup(group.title, [TracedFact(one.title, one.value, one.source) for one in group.facts])
            for group in content.groups
        ],
        unknowns=[Pair(one.title, one.reason) for one in content.unknowns],
        photos=[photo.caption for photo in content.photos],
        withheld=text(wording.lang, "trace.withheld", count=hidden) if hidden else "",
    )


def _identity(traced: Traced, content: ReportContent, wording: Wording) -> Iterator[Pair]:
    lang, document = wording.lang, traced.document
    told = {row.label: row.value for row in content.identity}
    for name in ("imei", "serial"):
        label = wording.say(f"unit.{name}")
        if label in told:
            yield Pair(label, told[label])
    sealed = wording.instant(datetime.fromisoformat(document.sealed_at))
    yield Pair(text(lang, "trace.category"), wording.standard.title.of(lang))
    yield Pair(text(lang, "trace.sealed_at"), sealed)
    yield Pair(text(lang, "trace.station"), traced.station)
    yield Pair(text(lang, "trace.record"), document.record)
    yield Pair(wording.say("unit.internal_standard"), document.internal_standard.version)


def _standing(traced: Traced, wording: Wording) -> Iterator[str]:
    """What a reader must know first, the gravest first."""
    last = {act.kind: act for act in traced.acts}
    if traced.standing == Standing.VOIDED:
        yield _said("voided", last.get(EventKind.RECORD_VOIDED), wording)
    if traced.standing == Standing.AMENDED:
        yield _said("amended", last.get(EventKind.RECORD_AMENDED), wording)
    if traced.countersign == Countersign.AWAITED:
        yield text(wording.lang, "trace.standing.awaited")
    if traced.countersign in (Countersign.REFUSED, Countersign.AGREED):
        yield _said(traced.countersign, last.get(EventKind.RECORD_COUNTERSIGNED), wording)
    if traced.practice:
        yield text(wording.lang, "trace.standing.practice")


def _said(what: str, act: Act | None, wording: Wording) -> str:
    at = wording.instant(datetime.fromisoformat(act.at)) if act else ""
    title = reason_title(act.reason) if act else None
    words = {"at": at, "why": title.of(wording.lang) if title else "", "record": act.record if act else ""}
    sort = "because" if words["why"] else "plain"
    return text(wording.lang, f"trace.standing.{what}.{sort}", **words)


def codes_of(acts: Sequence[Act]) -> str:
    """The code of the page of the record that amends this one; empty for none."""
    return next((act.trace for act in reversed(acts) if act.trace), "")
