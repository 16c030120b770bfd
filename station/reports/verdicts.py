"""A verdict in words: what is printed large, what decided, and what would change it."""

from __future__ import annotations

from station.errors import KnownError
from station.grading.upgrade_wording import upgrade_words
from station.grading.wording import Wording as Telling
from station.model.verdict import Borderline, Deciding, ItemisedOption, Result, Verdict
from station.reports.content import Labelled, State, Titles, VerdictContent
from station.reports.wording import Wording
from station.standards.channel import ChannelStandard

_STATES = {
    Result.TIE: State.ATTENTION,
    Result.BOUND: State.ATTENTION,
    Result.UNDETERMINED: State.UNKNOWN,
    Result.NOT_ACCEPTED: State.BAD,
}


def verdict_content(verdict: Verdict, wording: Wording, titles: Titles) -> VerdictContent:
    """The verdict as it is printed.

    Clauses are quoted from the very version that gave the verdict; where that version is no longer at hand
    they are named by their ids.
    """
    given_by = _standard(verdict, titles, verdict.version)
    known = given_by or _standard(verdict, titles, None)
    telling = Telling(known, wording.standard, wording.lang) if known else None
    quoting = telling if given_by else None
    return VerdictContent(
        channel=known.name.of(wording.lang) if known else verdict.standard,
        version=verdict.version,
        state=_state(verdict),
        word=_word(verdict, wording),
        result=wording.say(f"result.{verdict.result}"),
        reasons=_reasons(verdict, wording, telling, quoting),
        ahead=_ahead(verdict, wording, quoting),
        options=tuple(_option(one, wording, quoting) for one in (*verdict.options, *verdict.attributes)),
    )


def _standard(verdict: Verdict, titles: Titles, version: str | None) -> ChannelStandard | None:
    try:
        return titles.channel_standard(verdict.channel, version)
    except KnownError:
        return None


def _state(verdict: Verdict) -> State:
    if verdict.result is Result.GRADE:
        return State.OK if verdict.grades[:1] == (verdict.best_grade,) else State.ATTENTION
    if verdict.result is Result.ITEMISED:
        return State.ATTENTION if verdict.missing else State.OK
    return _STATES[verdict.result]


def _word(verdict: Verdict, wording: Wording) -> str:
    match verdict.result:
        case Result.GRADE | Result.TIE:
            return " / ".join(verdict.grades)
        case Result.BOUND:
            return _bound(verdict, wording)
        case Result.ITEMISED:
            return _itemised(verdict, wording)
        case _:
            return wording.say(f"word.{verdict.result}")


def _bound(verdict: Verdict, wording: Wording) -> str:
    if verdict.grades[0] == verdict.best_grade and not verdict.may_fail:
        return wording.say("word.or_better", grade=verdict.grades[-1])
    return wording.say("word.or_worse", grade=verdict.grades[0])


def _itemised(verdict: Verdict, wording: Wording) -> str:
    if verdict.grades:
        return "".join(verdict.grades)
    answered = sum(option.option is not None for option in verdict.options)
    return wording.say("word.itemised", answered=answered, asked=len(verdict.options))


def _reasons(
    verdict: Verdict, wording: Wording, telling: Telling | None, quoting: Telling | None
) -> tuple[str, ...]:
    axes = [wording.say("verdict.axis", axis=axis, value=value) for axis, value in verdict.axes.items()]
    parts = quoting.parts(verdict) if quoting else axes
    deciding = [
        quoting.decided(one) if quoting else _told("deciding", one, wording, telling)
        for one in verdict.deciding
    ]
    borderline = [_told("borderline", one, wording, telling) for one in verdict.borderline]
    return tuple(dict.fromkeys([*parts, *deciding, *borderline]))


def _told(sort: str, one: Deciding | Borderline, wording: Wording, telling: Telling | None) -> str:
    return wording.say(
        f"verdict.{sort}",
        item=wording.item_title(one.item),
        observed=telling.in_words(one.observed, one.item) if telling else one.observed,
        limit=telling.in_words(one.limit, one.item) if telling else one.limit,
        clause=one.clause,
    )


def _ahead(verdict: Verdict, wording: Wording, quoting: Telling | None) -> tuple[str, ...]:
    lines = []
    if verdict.upgrade:
        needs = upgrade_words(verdict.upgrade, wording.lang, wording.item_title)
        lines.append(wording.say("verdict.upgrade", to=verdict.upgrade.to, needs=needs))
    if verdict.missing:
        lines.append(wording.say("verdict.missing", items=_titles(verdict.missing, wording)))
    if verdict.open_rulings:
        clauses = [_clause(one, wording, quoting) for one in verdict.open_rulings]
        lines.append(wording.say("verdict.open_rulings", clauses=wording.say("list").join(clauses)))
    if verdict.presumed:
        lines.append(wording.say("verdict.presumed", items=_titles(verdict.presumed, wording)))
    return tuple(lines)


def _titles(items: tuple[str, ...], wording: Wording) -> str:
    return wording.say("list").join(wording.item_title(item) for item in items)


def _clause(clause: str, wording: Wording, quoting: Telling | None) -> str:
    return quoting.standard.clause_text(clause).of(wording.lang).rstrip(".。") if quoting else clause


def _option(one: ItemisedOption, wording: Wording, quoting: Telling | None) -> Labelled:
    label = _clause(one.clause, wording, quoting) if quoting else wording.item_title(one.item)
    if one.option is None:
        return Labelled(label, wording.say("word.undetermined"))
    title = quoting.standard.option_title(one.clause, one.option).of(wording.lang) if quoting else ""
    return Labelled(label, title or one.option)
