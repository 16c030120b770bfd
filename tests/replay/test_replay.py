"""A new version over stored facts: flips, what would have been needed, progress and an early end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from station.grading.evaluate import evaluate
from station.grading.replay import BATCH, LoadedRecords, StoredFacts, Undetermined, replay, replay_loaded
from station.model.answer import Answer, Defects
from station.model.defect import Defect, DefectKind, Depth
from station.model.verdict import Result, Verdict
from station.standards.channel import ChannelStandard
from station.standards.library import channel_standard
from station.standards.rules import DefectLimit, Rule
from tests.compiled.standards import facts, standards

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Generated standards are deep: making a failing one smaller takes minutes."""
AT = datetime(2026, 11, 22, tzinfo=UTC)
NOW = channel_standard("amazon-renewed")
CLEAN: dict[str, Answer] = {item: Defects() for item in NOW.items}


def stored(record: str, seen: dict[str, Answer], judged_by: ChannelStandard | None = NOW) -> StoredFacts:
    return StoredFacts(record, AT, seen, evaluate(judged_by, seen) if judged_by else None)


def scratched(visible_cm: str) -> dict[str, Answer]:
    scratch = Defect("Z1", DefectKind.SCRATCH, depth=Depth.TACTILE, visible_cm=Decimal(visible_cm))
    return CLEAN | {"FG-01": Defects((scratch,))}


def stricter() -> ChannelStandard:
    """The same standard, nothing to be seen from 20 cm."""

    def closer(rule: Rule) -> Rule:
        return replace(rule, below=Decimal(20)) if isinstance(rule, DefectLimit) else rule

    graded = [
        replace(grade, criteria=tuple(replace(one, require=closer(one.require)) for one in grade.criteria))
        for grade in NOW.graded
    ]
    return replace(NOW, version="2027-01-01", graded=tuple(graded))


def test_only_what_changes_is_a_flip() -> None:
    found = replay(stricter(), [stored("clean", CLEAN), stored("seen at 25 cm", scratched("25"))])
    assert found.examined == 2
    [flip] = found.flips
    assert (flip.record, flip.before.said, flip.after.said) == ("seen at 25 cm", "PREMIUM|EXCELLENT", "GOOD")


def test_a_record_the_channel_never_judged_is_compared_with_the_version_before() -> None:
    records = [stored("one", scratched("25"), judged_by=None)]
    assert replay(stricter(), records).flips == ()
    assert [flip.before.said for flip in replay(stricter(), records, NOW).flips] == ["PREMIUM|EXCELLENT"]


def test_what_the_new_version_cannot_decide_names_what_should_have_been_observed() -> None:
    found = replay(NOW, [stored("nothing known", {}), stored("open in words", scratched("40"))])
    expected = evaluate(NOW, {}).missing
    assert expected
    assert found.undetermined == (
        Undetermined("nothing known", expected),
        Undetermined("open in words", ()),
    )


def test_progress_is_told_and_a_cancelled_replay_says_how_far_it_came() -> None:
    records = [stored(str(number), CLEAN) for number in range(2 * BATCH + 1)]
    told: list[int] = []
    assert replay(NOW, records, on_progress=told.append).complete
    assert told == [BATCH, 2 * BATCH, 2 * BATCH + 1]
    cut_short = replay(NOW, records, is_cancelled=lambda: len(told) > 3, on_progress=told.append)
    assert (cut_short.examined, cut_short.complete) == (BATCH, False)


def told(verdict: Verdict) -> tuple[object, ...]:
    """What a person reads of a verdict; what is still possible for an undetermined unit is no result."""
    grades = verdict.grades if verdict.result is not Result.UNDETERMINED else ()
    options = [one.option for one in verdict.options] if verdict.result is Result.ITEMISED else []
    return verdict.result, grades, options


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING)
@given(old=standards(), new=standards(), units=st.lists(facts(), max_size=4))
def test_as_the_interpreter_says(
    old: ChannelStandard, new: ChannelStandard, units: list[dict[str, Answer]]
) -> None:
    records = [stored(str(place), seen, old) for place, seen in enumerate(units)]
    found = replay(new, records)
    pairs = {str(place): (evaluate(old, seen), evaluate(new, seen)) for place, seen in enumerate(units)}
    flipped = [record for record, (before, after) in pairs.items() if told(before) != told(after)]
    open_ = [record for record, (_, after) in pairs.items() if after.result is Result.UNDETERMINED]
    assert found == replay_loaded(new, LoadedRecords.of(records))
    assert [flip.record for flip in found.flips] == flipped
    assert [one.record for one in found.undetermined] == open_
