"""Find out which profile an instrument speaks, by harmless questions only."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass

from devices.instruments.conversation import Conversation
from devices.instruments.host_clock import HostClock
from devices.instruments.profile import Profile
from devices.instruments.transport import LinkLostError, OpenTransport, open_transport
from station.errors import KnownError
from station.model.reading import Reading, ReadingStatus

_PATIENCE_MS = 700
_UNDERSTOOD = {
    *(ReadingStatus.OK, ReadingStatus.UNSTABLE, ReadingStatus.OVERLOAD, ReadingStatus.UNDERLOAD),
    *(ReadingStatus.BUSY, ReadingStatus.ERROR, ReadingStatus.INFO),
}


@dataclass(frozen=True, slots=True)
class Match:
    """A profile whose question was answered. ``identified`` when the instrument named itself; otherwise it
    only sent a frame that the profile understands."""

    profile: Profile
    identified: bool
    serial: str
    model: str
    raw: bytes


def probe(
    url: str, profiles: Iterable[Profile], transport: OpenTransport = open_transport
) -> tuple[Match, ...]:
    """The profiles that the instrument at ``url`` answers to, those it identified itself to first.

    Raises:
        KnownError: INS-012 when the URL is not understood, INS-002 when nothing listens there.
    """
    found = [match for profile in profiles if (match := _try(url, profile, transport)) is not None]
    return tuple(sorted(found, key=lambda match: not match.identified))


def _try(url: str, profile: Profile, transport: OpenTransport) -> Match | None:
    question = profile.identity.request if profile.identity else profile.poll and profile.poll.request
    if not question:
        return None
    try:
        wire = transport(url, profile.port)
    except LinkLostError as lost:
        raise KnownError("INS-002", device=url, why=str(lost)) from lost
    conversation = Conversation(wire, profile, HostClock(), threading.Event())
    try:
        conversation.settle()
        answers = conversation.ask(question, _PATIENCE_MS)
    except LinkLostError:
        return None
    finally:
        conversation.close()
    return next((match for answer in answers if (match := _match(profile, answer)) is not None), None)


def _match(profile: Profile, answer: Reading) -> Match | None:
    if answer.status not in _UNDERSTOOD:
        return None
    named = answer.status is ReadingStatus.INFO and "serial" in answer.extra
    if profile.identity is not None and not named:
        return None
    serial, model = answer.extra.get("serial", ""), answer.extra.get("model", "")
    return Match(profile, named, serial, model, answer.raw)
