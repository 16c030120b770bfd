"""Reasons for correcting and allowing: codes that records name, with a title in both languages."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from station.errors import KnownError
from station.model.checklist import Title
from station.places import RESOURCES

Act = Literal["amend", "void", "override", "reprint"]
"""What a reason is asked for."""
LONGEST_WORDS = 2000
"""Characters that may be said with a signature."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; ``code`` is what a record states."""

    code: str
    title: Title


@cache
def reasons(act: Act) -> tuple[Reason, ...]:
    """Every reason for ``act``, in the order offered; the data are ``resources/reasons/<act>.toml``.

    Raises:
        KnownError: RES-001 the file is missing or malformed.
    """
    path = RESOURCES / "reasons" / f"{act}.toml"
    try:
        listed = tomllib.loads(path.read_text("utf-8"))["reasons"]
        return tuple(Reason(one["code"], Title(**one["title"])) for one in listed)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise KnownError("RES-001", path=str(path)) from error


def reason_title(code: str) -> Title | None:
    """What a record's reason code is called; None for one that this program does not know.

    Raises:
        KnownError: RES-001 a file is missing or malformed.
    """
    acts: tuple[Act, ...] = get_args(Act)
    return next((one.title for act in acts for one in reasons(act) if one.code == code), None)


def check_reason(act: Act, code: str, says: str) -> None:
    """Refuse a correction without a known reason, or without words.

    Raises:
        KnownError: REC-003 no such reason, REC-004 no words, REC-009 too many.
    """
    codes = tuple(reason.code for reason in reasons(act))
    if code not in codes:
        raise KnownError("REC-003", reason=code, reasons=codes)
    check_words(says)


def check_words(says: str) -> None:
    """Refuse to sign without a reason in words.

    Raises:
        KnownError: REC-004 no words, REC-009 too many.
    """
    if not says.strip():
        raise KnownError("REC-004")
    check_length(says)


def check_length(says: str) -> None:
    """Refuse what nobody would read: it stands in the ledger for good.

    Raises:
        KnownError: REC-009.
    """
    if len(says) > LONGEST_WORDS:
        raise KnownError("REC-009", longest=LONGEST_WORDS)
