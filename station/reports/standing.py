"""How papers speak of a record's standing: replaced, replacing, void, waiting for a second signature."""

from __future__ import annotations

from collections.abc import Iterator

from station.model.life import Deed, RecordLife
from station.model.reasons import reason_title
from station.model.standing import Countersign, Standing
from station.reports.content import SignatureContent, StandingContent, State
from station.reports.wording import Wording

Notice = tuple[State, str]


def standing_content(life: RecordLife, wording: Wording) -> StandingContent:
    """What a paper says about ``life``; nothing of a record that is simply in force."""
    return StandingContent(
        mark=wording.say(f"standing.mark.{life.standing}") if life.standing is not Standing.CURRENT else "",
        short=tuple(wording.say(f"standing.short.{state}") for state in _states(life)),
        notices=tuple(_notices(life, wording)),
        countersigned=_second_signature(life, wording),
    )


def deed_values(deed: Deed, wording: Wording) -> dict[str, str]:
    """What a sentence about a deed may name."""
    return {
        "record": deed.record,
        "name": deed.name,
        "at": wording.instant(deed.at),
        "why": why(deed, wording),
        "says": deed.says,
    }


def why(deed: Deed, wording: Wording) -> str:
    """The reason in words, with the person's own."""
    title = reason_title(deed.reason)
    reason = title.of(wording.lang) if title else deed.reason
    return wording.with_note(reason, deed.says) if reason else deed.says


def _states(life: RecordLife) -> Iterator[str]:
    """What a label names; of a record that is no longer in force nothing else matters."""
    if life.standing is not Standing.CURRENT:
        yield life.standing
        return
    if life.amends:
        yield "amends"
    if life.countersign in (Countersign.AWAITED, Countersign.REFUSED):
        yield life.countersign


def _notices(life: RecordLife, wording: Wording) -> Iterator[Notice]:
    if life.voided:
        yield State.BAD, wording.say("standing.voided", **deed_values(life.voided, wording))
    if life.amended_by:
        yield State.ATTENTION, wording.say("standing.amended_by", **deed_values(life.amended_by, wording))
    if life.amends:
        yield State.ATTENTION, wording.say("standing.amends", **deed_values(life.amends, wording))
    if life.countersign is Countersign.AWAITED:
        yield State.ATTENTION, wording.say("standing.awaited")
    elif life.countersign is Countersign.REFUSED and life.countersigned:
        yield State.BAD, wording.say("standing.refused", **deed_values(life.countersigned, wording))


def _second_signature(life: RecordLife, wording: Wording) -> SignatureContent | None:
    deed = life.countersigned
    if deed is None or life.countersign is not Countersign.AGREED:
        return None
    statement = dict(zip(("zh", "en"), deed.statement, strict=True))[wording.lang.value]
    return SignatureContent(
        person=deed.name,
        role=wording.term("role", deed.role),
        statement=wording.with_note(statement, deed.says),
        at=wording.instant(deed.at),
    )
