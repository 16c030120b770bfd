"""Passphrases and passwords on the command line: typed at a terminal, else lines of standard input; never an
argument.
"""

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
    return _ask_twice("New passphrase: ", "BAK-001")


def ask_new_password() -> str:
    """A new password of an account of the hub; at a terminal it is typed twice.

    Raises:
        KnownError: HUB-027 the second differs.
    """
    return _ask_twice("New password: ", "HUB-027")


def _ask_twice(prompt: str, differs: str) -> str:
    words = _ask(prompt)
    if sys.stdin.isatty() and _ask("Again: ") != words:
        raise KnownError(differs)
    return words


def _ask(prompt: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(prompt)
    return sys.stdin.readline().rstrip("\r\n")
