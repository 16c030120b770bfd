"""Who is blocked, or may no longer inspect, changes nothing in an inspection they opened before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.answer import Choice, UnknownReason
from station.model.inspection import Inspection
from station.model.person import Person, Role
from tests.stations import BY_HAND, PIN, Station, open_station

Act = Callable[[Station, Inspection, str], Inspection]

ACTS: dict[str, Act] = {
    "start": lambda at, _, who: at.desk.start(at.desk.unit_by_hand("R-2", "smartphone"), who),
    "answer": lambda at, unit, who: at.desk.answer(unit.id, "PW-01", Choice("no"), BY_HAND, who),
    "leave the rest": lambda at, unit, who: at.desk.leave_rest_unknown(
        unit.id, UnknownReason.NOT_INSPECTABLE, who
    ),
    "photo": lambda at, unit, who: at.desk.add_photo(unit.id, "PH-01", "front", b"jpeg", 1920, 1080, who),
    "undo": lambda at, unit, who: at.desk.undo(unit.id, who),
    "cleaned": lambda at, unit, who: at.desk.mark_cleaned(unit.id, who, timedelta(minutes=1)),
}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path) as opened:
        yield opened


@pytest.fixture
def inspector(station: Station) -> Person:
    return station.accounts.add("李雷", Role.INSPECTOR, PIN, station.person.id)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("code", ["PEO-008", "PEO-006", "PEO-003"])
def test_nothing_is_done_for_who_may_not_inspect_any_more(
    station: Station, inspector: Person, act: Act, code: str
) -> None:
    unit = station.desk.start(station.desk.unit_by_hand("R-1", "smartphone"), inspector.id)
    unit = station.desk.answer(unit.id, "PW-01", Choice("yes"), BY_HAND, inspector.id)
    who = "nobody" if code == "PEO-003" else inspector.id
    if code == "PEO-008":
        station.accounts.block(inspector.id, station.person.id)
    if code == "PEO-006":
        station.accounts.change_role(inspector.id, Role.QUALITY_ENGINEER, station.person.id)
    with pytest.raises(KnownError) as caught:
        act(station, unit, who)
    assert caught.value.code == code
    assert station.desk.current() == unit
    assert len(station.desk.drafts()) == 1
    assert not [path for path in station.store.home.evidence.rglob("*.jpg") if path.is_file()]
    act(station, unit, station.person.id)
