"""The settings of a home for a command, which has no window to tell what is malformed."""

from __future__ import annotations

from typing import NoReturn

from station.errors import KnownError
from station.places import Home
from station.settings import Settings, load_settings


def read_settings(home: Home) -> Settings:
    """The settings of ``home``.

    Raises:
        KnownError: SET-001 the file is malformed.
    """
    return load_settings(home, _refuse)


def _refuse(error: KnownError) -> NoReturn:
    raise error
