"""Results told at once are those of the explained verdicts, whatever was asked before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from station.grading.evaluate import evaluate
from station.inspection.desk import InspectionDesk
from station.inspection.live_verdicts import LiveVerdicts
from station.model.answer import Answer, Defects
from station.model.defect import Defect, DefectKind, Depth
from station.model.verdict import Verdict
from station.standards.library import channel_standards
from station.store.clock import SystemClock
from tests.grading.strategies import SMARTPHONE, answers, sound_but
from tests.stations import BY_HAND, open_station

SCRATCH = Defect("Z1", DefectKind.SCRATCH, depth=Depth.TACTILE, visible_cm=Decimal(40))
AT = datetime(2026, 11, 22, tzinfo=UTC)
calm = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def live() -> LiveVerdicts:
    """One for all examples: it follows one unit after the other."""
    return LiveVerdicts(channel_standards("smartphone"))


def result(verdict: Verdict) -> tuple[object, ...]:
    names = verdict.channel, verdict.standard, verdict.version, verdict.best_grade
    return *names, verdict.result, verdict.grades, verdict.may_fail, verdict.options


def agree(seen: dict[str, Answer]) -> None:
    standards = live().standards
    taken_at = {item: AT + timedelta(seconds=place) for place, item in enumerate(seen)}
    whole = [evaluate(standard, seen, taken_at) for standard in standards]
    assert [live().explained(standard.id, seen, taken_at) for standard in standards] == whole
    assert list(map(result, live().results(seen))) == list(map(result, whole))


@calm
@given(seen=sound_but(3), data=st.data())
def test_as_explained(seen: dict[str, Answer], data: st.DataObject) -> None:
    agree(seen)
    item = data.draw(st.sampled_from(SMARTPHONE.items))
    agree({**seen, item.id: data.draw(answers(item))})
    agree({})


def test_after_each_answer_and_after_a_restart(tmp_path: Path) -> None:
    with open_station(tmp_path / "home") as station:
        desk = InspectionDesk(station.store, SystemClock(), station.accounts)
        unit = desk.unit_by_hand("L-1", "smartphone")
        inspection = desk.start(unit, station.person.id, ["amazon-renewed", "back-market"])
        said = [desk.results(inspection)]
        for item, answer in {"FG-01": Defects((SCRATCH,)), "BK-01": Defects()}.items():
            inspection = desk.answer(inspection.id, item, answer, BY_HAND, station.person.id)
            said.append(desk.results(inspection))
            assert list(map(result, said[-1])) == list(map(result, desk.verdicts(inspection)))
        desk.park(inspection.id)
        again = InspectionDesk(station.store, SystemClock(), station.accounts)
        assert again.results(again.resume(inspection.id)) == said[-1]
    assert said[0] != said[-1]
