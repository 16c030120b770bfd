"""What a hub's answer means: the message asked for, or a known error. An answer is never believed blindly."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter
from typing import TypeVar

from station.errors import CATALOGUE, KnownError
from station.texts import Lang, catalogue
from sync.client.http import Reply
from sync.wire.encoding import decoded
from sync.wire.messages import Problem
from sync.wire.version import OLDEST_VERSION, VERSION_HEADER, WIRE_VERSION

PROBLEM = "application/problem+json"
_JSON = "application/json"
_SAID = 300
_IN_WORDS = frozenset({"why", "what"})

_Message = TypeVar("_Message")


def message_of(reply: Reply, kind: type[_Message], station: str) -> _Message:
    """The message in an answer to ``station``.

    Raises:
        KnownError: HUB-… the hub's own problem, SYN-003 it cannot serve just now, SYN-007 or SYN-008 one side
            is too old, SYN-005 anything else that is not the message.
    """
    media = _media(reply)
    if reply.status // 100 != 2 or media == PROBLEM:
        raise problem_of(reply, station)
    if media != _JSON:
        raise KnownError("SYN-005", why=f"{media[:60] or 'no content-type'} {reply.status}")
    try:
        return decoded(reply.body, kind)
    except ValueError as error:
        raise KnownError("SYN-005", why=str(error)[:_SAID]) from error


def problem_of(reply: Reply, station: str) -> KnownError:
    """The known error in an answer that is not a success."""
    problem = _problem(reply)
    if problem is not None and problem.code == "HUB-020":
        return version_refused(_stated(reply))
    if problem is not None and _is_told(problem):
        return _known(problem, station)
    if reply.status >= 500 or reply.status in {408, 429}:
        return KnownError("SYN-003", hub="", why=f"HTTP {reply.status}")
    return KnownError("SYN-005", why=f"{_media(reply)[:60]} {reply.status}")


def version_refused(newest: int) -> KnownError:
    """Which side is too old, from the newest version that the hub speaks."""
    code = "SYN-007" if newest > WIRE_VERSION else "SYN-008"
    return KnownError(code, station=f"{OLDEST_VERSION}–{WIRE_VERSION}", hub=newest)


def _problem(reply: Reply) -> Problem | None:
    if _media(reply) != PROBLEM:
        return None
    try:
        return decoded(reply.body, Problem)
    except ValueError:
        return None


def _is_told(problem: Problem) -> bool:
    return problem.code.startswith("HUB-") and problem.code in CATALOGUE


def _known(problem: Problem, station: str) -> KnownError:
    """The hub's error; of the details that its texts name, only some are on the wire."""
    said = problem.detail[:_SAID]
    details: dict[str, object] = dict.fromkeys(_named(problem.code), "?")
    details |= dict.fromkeys(_IN_WORDS & details.keys(), said) | {"station": station}
    if problem.sequence is not None:
        details["sequence"] = problem.sequence
    if problem.seconds is not None:
        details["seconds"] = problem.seconds
    return KnownError(problem.code, **details)


def _named(code: str) -> Iterator[str]:
    """What the texts of a code have places for."""
    texts = catalogue(Lang.EN)
    for part in ("what", "do"):
        for _, name, _, _ in Formatter().parse(texts[f"errors.{code}.{part}"]):
            if name:
                yield name


def _stated(reply: Reply) -> int:
    stated = reply.headers.get(VERSION_HEADER.lower(), "")
    return int(stated[:9]) if stated.isascii() and stated.isdigit() else 0


def _media(reply: Reply) -> str:
    return reply.headers.get("content-type", "").partition(";")[0].strip().lower()
