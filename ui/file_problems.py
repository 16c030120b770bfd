"""Which files of standards and instrument profiles are left out, and why."""

from __future__ import annotations

from station.errors import KnownError
from station.places import Home


def file_problems(home: Home) -> tuple[KnownError, ...]:
    """STD-001, STD-020, SYN-027 and INS-008 for each file left out; the others keep working.

    Slow: not on the GUI thread.
    """
    from devices.instruments import library as profiles
    from station.in_force import set_problems
    from station.standards.library import home_library

    found = (*set_problems(home), *home_library(home).problems(), *profiles.known_profiles().problems)
    return tuple({str(problem): problem for problem in found}.values())
