"""Names that deceive, PINs tried from several sides, and rights that somebody lacks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from station.errors import KnownError
from station.inspection.corrections import Corrections
from station.model.person import Role
from station.model.rights import Right
from station.people.accounts import LONGEST_NAME, Accounts
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store, open_to_read
from tests.stations import PIN, open_station

OWN = "8642"


@pytest.mark.parametrize(
    "name", ["王\u202e敏", "王\u200b敏", "王\n敏", "王\0敏", "\ud800", "敏" * (LONGEST_NAME + 1)]
)
def test_a_name_that_deceives_is_refused(tmp_path: Path, name: str) -> None:
    with open_station(tmp_path) as station:
        with pytest.raises(KnownError, match="PEO-016"):
            station.accounts.add(name, Role.INSPECTOR, OWN, station.person.id)
        assert len(station.accounts.all()) == 1


def test_an_inspector_s_pin_authorises_nothing_of_a_supervisor(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        inspector = station.accounts.add("李", Role.INSPECTOR, OWN, station.person.id)
        record = station.seal_one()
        corrections = Corrections(station.store, SystemClock(), station.accounts)
        for right in (Right.OVERRIDE, Right.VOID, Right.COUNTERSIGN, Right.MANAGE_PEOPLE):
            with pytest.raises(KnownError, match="PEO-006"):
                station.accounts.authorise(inspector.id, OWN, right)
        with pytest.raises(KnownError, match="PEO-006"):
            corrections.void(record.id, "wrong_unit", "…", inspector.id, OWN)


def test_tries_at_once_are_counted_one_by_one(tmp_path: Path) -> None:
    with open_station(tmp_path) as station, ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda pin: _try(station.accounts, station.person.id, pin), ["1357"] * 12))
    assert told.count("PEO-001") == 4
    assert told.count("PEO-005") == 8


def test_a_second_process_gets_no_tries_of_its_own(tmp_path: Path) -> None:
    with open_station(tmp_path) as station:
        with pytest.raises(KnownError, match="STO-004"):
            open_store(Home(tmp_path), SystemClock())
        with open_to_read(Home(tmp_path), SystemClock()) as beside:
            assert _try(Accounts(beside), station.person.id, "1357") == "STO-002"
            assert _try(Accounts(beside), station.person.id, PIN) == "STO-002"


def _try(accounts: Accounts, person: str, pin: str) -> str:
    try:
        accounts.sign_in(person, pin)
    except KnownError as error:
        return error.code
    return "in"
