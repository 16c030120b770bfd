"""Which files of standards and instrument profiles are left out, and why."""

from __future__ import annotations

from station.errors import KnownError


def file_problems() -> tuple[KnownError, ...]:
    """STD-001 and INS-008 for each malformed file; the others keep working. Slow: not on the GUI thread."""
    from devices.instruments import library as profiles
    from station.standards import library as standards

    return (*standards.problems(), *profiles.load_profiles().problems)
