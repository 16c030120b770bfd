"""What a ZPL printer says of itself when asked ``~HS``.

Three strings between STX and ETX, comma-separated; ZPL II Programming Guide, command ~HS. A printer that has
an error may also keep silent, by the same guide, and printers of other makes often know no ``~HS``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

QUESTION = b"~HS\r\n"

_STRING = re.compile(rb"\x02([^\x02\x03]*)\x03")
_FIRST, _SECOND = 12, 11
_PAPER_OUT, _PAUSED, _FORMATS, _BUFFER_FULL, _COLD, _HOT = 1, 2, 4, 5, 10, 11
_HEAD_UP, _RIBBON_OUT = 2, 3
_TROUBLE = "1"


@dataclass(frozen=True, slots=True)
class HostStatus:
    """The printer's own words; ``formats`` are labels it has taken and not printed yet."""

    paper_out: bool = False
    ribbon_out: bool = False
    head_open: bool = False
    paused: bool = False
    buffer_full: bool = False
    too_hot: bool = False
    too_cold: bool = False
    formats: int = 0


def is_whole(answer: bytes) -> bool:
    """Whether the printer has said all three strings."""
    return len(_STRING.findall(answer)) >= 3


def host_status(answer: bytes) -> HostStatus:
    """Read an answer to ``~HS``.

    Raises:
        ValueError: it is none.
    """
    strings = [one.decode("ascii", "replace").split(",") for one in _STRING.findall(answer)]
    if len(strings) < 2 or len(strings[0]) < _FIRST or len(strings[1]) < _SECOND:
        raise ValueError(f"no host status: {answer[:80]!r}")
    first, second = strings[:2]
    return HostStatus(
        paper_out=_flag(first[_PAPER_OUT]),
        paused=_flag(first[_PAUSED]),
        formats=_count(first[_FORMATS]),
        buffer_full=_flag(first[_BUFFER_FULL]),
        too_cold=_flag(first[_COLD]),
        too_hot=_flag(first[_HOT]),
        head_open=_flag(second[_HEAD_UP]),
        ribbon_out=_flag(second[_RIBBON_OUT]),
    )


def _flag(word: str) -> bool:
    if word.strip() not in {"0", _TROUBLE}:
        raise ValueError(f"neither 0 nor 1: {word!r}")
    return word.strip() == _TROUBLE


def _count(word: str) -> int:
    if not re.fullmatch(r"\s*[0-9]{1,6}\s*", word):
        raise ValueError(f"no number of labels: {word!r}")
    return int(word)
