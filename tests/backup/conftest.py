"""A backup key made once: locking and unlocking take a second each, on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from station.backup import restoring
from station.backup.age import LockedKey, new_key, unlock
from tests.backup.homes import WORDS


@pytest.fixture(scope="session")
def key() -> LockedKey:
    """The key of every backup in these tests."""
    return new_key(WORDS)


@pytest.fixture
def unlocked_once() -> Iterator[None]:
    """The same key and passphrase are unlocked once only, where a test restores many times."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "unlock", _unlock)
        yield


_unlock = cache(unlock)
