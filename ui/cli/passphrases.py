"""Passphrases on the command line: typed at a terminal, else lines of standard input; never an argument."""

from __future__ import annotations

import getpass
import sys

from station.errors import KnownError


def ask_passphrase() -> str:
    """The passphrase of a backup."""
    return _ask("Passphrase: ")


def ask_new_passphrase() -> str:
    """A new passphrase; at a terminal it is typed twice.

    Raises:
        KnownError: BAK-001 the second differs.
    """
    words = _ask("New passphrase: ")
    if sys.stdin.isatty() and _ask("Again: ") != words:
        raise KnownError("BAK-001")
    return words


def _ask(prompt: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n")
