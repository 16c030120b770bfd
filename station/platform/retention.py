"""How long the platform wants photos kept that it holds: ``{"schema": 1, "photos_days": 90}``.

It is for stations that set nothing; where a station keeps longer by its own setting, it goes on doing so.
``null`` keeps for good.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from station.in_force import sound_files
from station.places import Home
from station.platform.offer import PlatformItem
from station.platform.staged import Staged

PHOTOS = "photos"
"""The one name under which a policy comes."""


class RetentionPolicy(Struct, frozen=True, forbid_unknown_fields=True):
    """The policy."""

    schema: Literal[1]
    photos_days: Annotated[int, Meta(ge=1, le=36_500)] | None


def check_retention(staged: Staged, item: PlatformItem) -> None:
    """A policy.

    Raises:
        ValueError: it is none, or comes under another name.
    """
    read_policy(staged.content(item))
    if item.name != PHOTOS:
        raise ValueError("name")


def read_policy(content: bytes) -> RetentionPolicy:
    """The policy in ``content``.

    Raises:
        ValueError: it is none.
    """
    try:
        return msgspec.json.decode(content, type=RetentionPolicy)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def platform_days(home: Home) -> int | None:
    """Days that the platform's policy in force keeps photos; None where there is none."""
    files = sound_files(home, "retention")
    return read_policy(files[0].read_bytes()).photos_days if files else None


def days_in_force(home: Home, own: int | None) -> int | None:
    """Days that photos are kept here, the station's ``own`` setting considered; None for good."""
    stated = platform_days(home)
    return stated if own is None or stated is None else max(own, stated)
