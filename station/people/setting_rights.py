"""Who may change which setting, asked where settings are changed and not only where they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from station.model.person import Person
from station.model.rights import Right
from station.people.accounts import refuse_unless
from station.settings import Settings

RIGHTS: Mapping[str, Right] = {
    "language": Right.SET_OWN,
    "theme": Right.SET_OWN,
    "sounds": Right.SET_OWN,
    "backup": Right.BACK_UP,
    "retention_days": Right.BACK_UP,
    "hub": Right.ENROL,
    "analysis_views": Right.ANALYSE,
}
"""The right that each setting needs; all others need that to set up the station."""


def refuse_unless_may_set(person: Person, old: Settings, new: Settings) -> None:
    """Refuse a change of settings that ``person`` may not make.

    A window that never locks lets anybody work in another's name, so who manages people decides on that.

    Raises:
        KnownError: PEO-006 without the right, PEO-008 blocked.
    """
    for name in Settings.model_fields:
        if getattr(old, name) != getattr(new, name):
            refuse_unless(person, RIGHTS.get(name, Right.SET_UP))
    if old.idle_lock_minutes and not new.idle_lock_minutes:
        refuse_unless(person, Right.MANAGE_PEOPLE)
