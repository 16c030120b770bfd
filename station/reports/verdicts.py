"""A verdict in words: what is printed large, what decided, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator

from station.grading.upgrade_wording import upgrade_words
from station.model.verdict import ItemisedOption, Result, Verdict
from station.reports import because
from station.reports.content import Glance, Labelled, State, Titles, VerdictContent
from station.reports.quoting import Quoting
from station.reports.wording import Wording

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
    quoting = Quoting.of(verdict, wording, titles)
    return VerdictContent(
        channel=quoting.channel(verdict),
        version=verdict.version,
        state=_state(verdict),
        word=_word(verdict, wording),
        short=_short(verdict, wording),
        result=wording.say(f"result.{verdict.result}"),
        reasons=tuple(_reasons(verdict, quoting)),
        ahead=_ahead(verdict, quoting),
        options=tuple(_option(one, quoting) for one in (*verdict.options, *verdict.attributes)),
        because=because.because(verdict, quoting),
        path=because.path(verdict, quoting),
        still=tuple(wording.item_title(item) for item in verdict.missing),
        rulings=tuple(dict.fromkeys(quoting.clause(clause) for clause in verdict.open_rulings)),
        presumed=tuple(wording.item_title(item) for item in verdict.presumed),
        parts=because.parts(verdict, quoting),
        oldest=because.oldest(verdict, quoting),
    )


def glance(verdict: Verdict, wording: Wording, titles: Titles) -> Glance:
    """The verdict as it is seen in passing; cheap enough for every channel after every answer."""
    quoting = Quoting.of(verdict, wording, titles)
    return Glance(
        channel=quoting.channel(verdict),
        version=verdict.version,
        state=_state(verdict),
        word=_word(verdict, wording),
        short=_short(verdict, wording),
        line=_line(verdict, quoting),
        missing=len(verdict.missing),
        to=verdict.upgrade.to if verdict.upgrade else "",
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
            sort, grade = _bound(verdict)
            return wording.say(f"word.{sort}", grade=grade)
        case Result.ITEMISED:
            return _itemised(verdict, wording, "word")
        case _:
            return wording.say(f"word.{verdict.result}")


def _short(verdict: Verdict, wording: Wording) -> str:
    """The word where there is little room."""
    match verdict.result:
        case Result.GRADE | Result.TIE:
            return "/".join(verdict.grades)
        case Result.BOUND:
            sort, grade = _bound(verdict)
            return wording.say(f"short.{sort}", grade=grade)
        case Result.ITEMISED:
            return _itemised(verdict, wording, "short")
        case _:
            return wording.say(f"short.{verdict.result}")


def _bound(verdict: Verdict) -> tuple[str, str]:
    if verdict.grades[0] == verdict.best_grade and not verdict.may_fail:
        return "or_better", verdict.grades[-1]
    return "or_worse", verdict.grades[0]


def _itemised(verdict: Verdict, wording: Wording, form: str) -> str:
    if verdict.grades:
        return "".join(verdict.grades)
    answered = sum(option.option is not None for option in verdict.options)
    return wording.say(f"{form}.itemised", answered=answered, asked=len(verdict.options))


def _line(verdict: Verdict, quoting: Quoting) -> str:
    """The one line that matters now: what decided, else how much is missing."""
    best_is_open = verdict.grades[:1] == (verdict.best_grade,)
    decided = None if best_is_open else next(iter(_decided(verdict, quoting)), None)
    if decided:
        return decided
    if verdict.missing:
        return quoting.wording.say("line.missing", count=len(verdict.missing))
    if verdict.open_rulings:
        return quoting.wording.say("line.rulings", count=len(verdict.open_rulings))
    return quoting.wording.say(f"result.{verdict.result}")


def _reasons(verdict: Verdict, quoting: Quoting) -> dict[str, None]:
    """Each sentence once."""
    wording = quoting.wording
    parts = because.parts(verdict, quoting)
    said = [wording.say("verdict.axis", axis=part.label, value=part.value) for part in parts]
    borderline = [quoting.told("borderline", one) for one in verdict.borderline]
    return dict.fromkeys([*said, *_decided(verdict, quoting), *borderline])


def _decided(verdict: Verdict, quoting: Quoting) -> Iterator[str]:
    for one in verdict.deciding:
        yield quoting.exact.decided(one) if quoting.exact else quoting.told("deciding", one)


def _ahead(verdict: Verdict, quoting: Quoting) -> tuple[str, ...]:
    lines, wording = [], quoting.wording
    if verdict.upgrade:
        needs = upgrade_words(verdict.upgrade, wording.lang, wording.item_title)
        lines.append(wording.say("verdict.upgrade", to=verdict.upgrade.to, needs=needs))
    if verdict.missing:
        lines.append(wording.say("verdict.missing", items=_titles(verdict.missing, wording)))
    if verdict.open_rulings:
        clauses = dict.fromkeys(quoting.clause(one) for one in verdict.open_rulings)
        lines.append(wording.say("verdict.open_rulings", clauses=wording.say("list").join(clauses)))
    if verdict.presumed:
        lines.append(wording.say("verdict.presumed", items=_titles(verdict.presumed, wording)))
    return tuple(lines)


def _titles(items: tuple[str, ...], wording: Wording) -> str:
    return wording.say("list").join(wording.item_title(item) for item in items)


def _option(one: ItemisedOption, quoting: Quoting) -> Labelled:
    exact, wording = quoting.exact, quoting.wording
    label = quoting.clause(one.clause) if exact else wording.item_title(one.item)
    if one.option is None:
        return Labelled(label, wording.say("word.undetermined"))
    title = exact.standard.option_title(one.clause, one.option).of(wording.lang) if exact else ""
    return Labelled(label, title or one.option)
