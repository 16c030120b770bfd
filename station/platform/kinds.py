"""The kinds of things that the platform sends down, and how each is named."""

from __future__ import annotations

import re
from enum import StrEnum


class PlatformKind(StrEnum):
    """Kind of an item of the feed; ``name`` and ``version`` of an item mean what is said here."""

    CHANNEL_STANDARD = "channel_standard"
    """A channel standard file (TOML): its id and version."""
    INTERNAL_STANDARD = "internal_standard"
    """An internal standard file (TOML): its category and version."""
    PEOPLE = "people"
    """A list of people (JSON) under any name; who stands in none any more is blocked."""
    WORK_ORDERS = "work_orders"
    """A list of work orders (JSON) under any name."""
    INSTRUMENT_PROFILE = "instrument_profile"
    """An instrument profile (TOML) under its own name."""
    REPORT_TEMPLATE = "report_template"
    """A report template (TOML) under the name that it is printed by."""
    RETENTION = "retention"
    """How long photos are kept that the platform holds (JSON), under the name ``photos``."""


DATED = frozenset({PlatformKind.CHANNEL_STANDARD, PlatformKind.INTERNAL_STANDARD})
"""Kinds of which earlier versions stay in force beside later ones; of the others only the last one does."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:_-]{0,59}")


def is_nameable(name: str, version: str) -> bool:
    """Whether an item may be called so: what a file can be named after on every system."""
    return bool(_NAME.fullmatch(name) and _VERSION.fullmatch(version))
