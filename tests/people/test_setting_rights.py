"""Who may change which setting."""

from __future__ import annotations

from typing import Any

import pytest

from station.errors import KnownError
from station.model.person import Person, PersonState, Role
from station.people.setting_rights import refuse_unless_may_set
from station.settings import BackupSetting, CameraSetting, Settings

INSPECTOR, SUPERVISOR, ADMIN = Role.INSPECTOR, Role.SUPERVISOR, Role.ADMINISTRATOR
EVERYBODY = set(Role)
CHANGES: list[tuple[dict[str, Any], set[Role]]] = [
    ({"language": "en"}, EVERYBODY),
    ({"theme": "dark", "sounds": False}, EVERYBODY),
    ({"station_name": "Bench 3"}, {SUPERVISOR, ADMIN}),
    ({"camera": CameraSetting(name="c", url="rtsp://c")}, {SUPERVISOR, ADMIN}),
    ({"label_printer": "socket://p"}, {SUPERVISOR, ADMIN}),
    ({"backup": BackupSetting(folder="/mnt")}, {SUPERVISOR, ADMIN}),
    ({"retention_days": 90}, {SUPERVISOR, ADMIN}),
    ({"idle_lock_minutes": 10}, {SUPERVISOR, ADMIN}),
    ({"idle_lock_minutes": 0}, {ADMIN}),
    ({"language": "en", "idle_lock_minutes": 0}, {ADMIN}),
]


def _may(person: Person, old: Settings, new: Settings) -> bool:
    try:
        refuse_unless_may_set(person, old, new)
    except KnownError as error:
        assert error.code == "PEO-006"
        return False
    return True


@pytest.mark.parametrize(("change", "allowed"), CHANGES)
def test_a_change_needs_its_right(change: dict[str, Any], allowed: set[Role]) -> None:
    new = Settings.model_validate(Settings().model_dump() | change)
    assert {role for role in Role if _may(Person("P-1", "Li", role), Settings(), new)} == allowed


def test_what_never_locks_already_hinders_nobody() -> None:
    old = Settings(idle_lock_minutes=0)
    assert _may(Person("P-1", "Li", INSPECTOR), old, old.model_copy(update={"theme": "dark"}))
    assert _may(Person("P-1", "Li", SUPERVISOR), old, Settings(idle_lock_minutes=5))


def test_a_blocked_person_changes_nothing() -> None:
    blocked = Person("P-1", "Li", ADMIN, PersonState.BLOCKED)
    with pytest.raises(KnownError, match="PEO-008"):
        refuse_unless_may_set(blocked, Settings(), Settings(theme="dark"))
