"""A verdict in words: what is printed large, what decided, and what would change it."""

from __future__ import annotations

from station.model.verdict import Deciding, Result, Verdict
from station.reports.content import Labelled, State, VerdictContent
from station.reports.wording import Wording

_STATES = {
    Result.TIE: State.ATTENTION,
    Result.BOUND: State.ATTENTION,
    Result.UNDETERMINED: State.UNKNOWN,
    Result.NOT_ACCEPTED: State.BAD,
}


def verdict_content(verdict: Verdict, wording: Wording) -> VerdictContent:
    """The verdict as it is printed."""
    return VerdictContent(
        channel=verdict.standard,
        version=verdict.version,
        state=_state(verdict),
        word=_word(verdict, wording),
        result=wording.say(f"result.{verdict.result}"),
        reasons=_reasons(verdict, wording),
        ahead=_ahead(verdict, wording),
        options=_options(verdict, wording),
    )


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
    if verdict.grades[0] == verdict.best_grade:
        return wording.say("word.or_better", grade=verdict.grades[-1])
    return wording.say("word.or_worse", grade=verdict.grades[0])


def _itemised(verdict: Verdict, wording: Wording) -> str:
    if verdict.grades:
        return "".join(verdict.grades)
    answered = sum(option.option is not None for option in verdict.options)
    return wording.say("word.itemised", answered=answered, asked=len(verdict.options))


def _reasons(verdict: Verdict, wording: Wording) -> tuple[str, ...]:
    gate = [wording.say("verdict.gate", clause=verdict.gate)] if verdict.gate else []
    axes = [wording.say("verdict.axis", axis=axis, value=value) for axis, value in verdict.axes.items()]
    deciding = [_deciding(one, wording) for one in verdict.deciding]
    close = [
        wording.say(
            "verdict.borderline", item=wording.item_title(one.item), observed=one.observed, limit=one.limit
        )
        for one in verdict.borderline
    ]
    return tuple(gate + axes + deciding + close)


def _deciding(one: Deciding, wording: Wording) -> str:
    title = wording.item_title(one.item)
    key = "verdict.deciding" if one.limit else "verdict.deciding_bare"
    return wording.say(key, item=title, observed=one.observed, limit=one.limit, clause=one.clause)


def _ahead(verdict: Verdict, wording: Wording) -> tuple[str, ...]:
    lines = []
    if verdict.upgrade:
        needs = wording.say("list").join(wording.item_title(item) for item in verdict.upgrade.needs)
        lines.append(wording.say("verdict.upgrade", to=verdict.upgrade.to, needs=needs))
    if verdict.missing:
        items = wording.say("list").join(wording.item_title(item) for item in verdict.missing)
        lines.append(wording.say("verdict.missing", items=items))
    if verdict.open_rulings:
        clauses = wording.say("list").join(verdict.open_rulings)
        lines.append(wording.say("verdict.open_rulings", clauses=clauses))
    return tuple(lines)


def _options(verdict: Verdict, wording: Wording) -> tuple[Labelled, ...]:
    return tuple(
        Labelled(wording.item_title(one.item), one.option or wording.say("word.undetermined"))
        for one in verdict.options
    )
