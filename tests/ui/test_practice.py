"""Practice never touches a home where a station works for real."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.errors import KnownError
from station.model.person import Role
from station.places import Home
from station.store.clock import SystemClock
from station.store.opening import open_store
from ui.opening import open_keep
from ui.practice import INSPECTOR, PIN, fill_practice, mark_practice


def test_a_home_in_real_use_cannot_be_made_a_practice_home(tmp_path: Path) -> None:
    home = Home(tmp_path / "real")
    open_store(home, SystemClock()).close()
    with pytest.raises(KnownError) as refusal:
        mark_practice(home)
    assert refusal.value.code == "STO-010"
    assert not home.is_practice


def test_an_empty_folder_becomes_a_practice_home_again_and_again(tmp_path: Path) -> None:
    home = Home(tmp_path / "practice")
    mark_practice(home)
    open_store(home, SystemClock()).close()
    mark_practice(home)
    assert home.is_practice


def test_practice_has_somebody_of_every_role(tmp_path: Path) -> None:
    home = Home(tmp_path / "practice")
    mark_practice(home)
    keep = open_keep(home, SystemClock())
    try:
        fill_practice(keep)
        fill_practice(keep)
        people = keep.accounts.all()
        roles = [person.role for person in people]
        assert roles == [Role.INSPECTOR, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.QUALITY_ENGINEER]
        assert people[0].name == INSPECTOR, "who is chosen when nobody chooses"
        assert all(keep.accounts.sign_in(person.id, PIN) == person for person in people)
    finally:
        keep.store.close()
