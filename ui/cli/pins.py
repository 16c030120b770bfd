"""Proving people on the command line: a PIN is asked for or read from standard input, never an argument."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from station.model.person import Person
    from station.people.accounts import Accounts


def ask_pin(name: str = "") -> str:
    """The PIN of the person with this name: typed at a terminal, else the next line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass(f"PIN {name}".strip() + ": ")
    # As bytes and one line of them: what follows may be a file that the same command reads.
    lines = getattr(sys.stdin, "buffer", None)
    return lines.readline().decode("utf-8", "replace").strip() if lines else sys.stdin.readline().strip()


def person_of(accounts: Accounts, told: str) -> Person:
    """The person with this id, or the only one with this name.

    Raises:
        KnownError: PEO-003 nobody, or several of that name.
    """
    named = [person for person in accounts.all() if person.name == told]
    return named[0] if len(named) == 1 else accounts.get(told)
