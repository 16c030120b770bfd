"""The version of the wire, stated by both ends in every request and answer."""

from __future__ import annotations

WIRE_VERSION = 1
"""The version this program speaks."""
OLDEST_VERSION = 1
"""The oldest version this program still understands."""
VERSION_HEADER = "Station-Wire"
"""HTTP header that states a version, in requests and answers alike."""


def is_spoken(stated: str | None) -> bool:
    """Whether a version stated by the other end is understood here; none stated is not."""
    return (
        stated is not None
        and stated.isascii()
        and stated.isdigit()
        and OLDEST_VERSION <= int(stated[:9]) <= WIRE_VERSION
    )
