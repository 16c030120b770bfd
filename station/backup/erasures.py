"""What was erased stays erased: a backup made before holds keys that the home it replaces destroyed since."""

from __future__ import annotations

from collections.abc import Mapping

from station.errors import KnownError
from station.places import Home
from station.ports import Clock
from station.private.places import erased_subjects
from station.private.subject_keys import destroy, is_subject, key_file
from station.store.opening import open_to_read
from station.store.restoration import read_restoration
from station.store.schema import holds_station


def erasures_of(home: Home, clock: Clock) -> Mapping[str, str] | None:
    """Whose personal data ``home`` has erased, with the reason; None when it cannot be read.

    A damaged home is what a backup is for, so that its state must not keep one from being restored.
    """
    if not holds_station(home):
        return {}
    try:
        noted = read_restoration(home)
        with open_to_read(home, clock) as store, store.read() as connection:
            return {**(noted.erased if noted else {}), **erased_subjects(connection)}
    except KnownError:
        return None


def erase_again(home: Home, erased: Mapping[str, str]) -> Mapping[str, str]:
    """Destroy what keys of ``erased`` lie in ``home``, which nobody has opened; returns whose were there.

    Raises:
        OSError: the disk refused.
    """
    there = {
        subject: reason
        for subject, reason in erased.items()
        if is_subject(subject) and key_file(home.private, subject).exists()
    }
    for subject in there:
        destroy(key_file(home.private, subject))
    return there
