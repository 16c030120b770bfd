"""Decode bytes that were recorded earlier."""

from __future__ import annotations

from collections.abc import Iterator

from devices.instruments.decode import Decoder
from devices.instruments.framing import splitter
from devices.instruments.profile import Profile
from station.model.reading import Reading, ReadingStatus
from station.ports import Clock


def decode_recording(recording: bytes, profile: Profile, clock: Clock) -> Iterator[Reading]:
    """The readings in ``recording``, which begins at the start of a frame. What is left over at its end, an
    unfinished frame, is one ``unknown`` reading."""
    cutter, decoder = splitter(profile.framing, synced=True), Decoder(profile)
    now, tick = clock.now(), clock.monotonic_ns()
    for frame in cutter.feed(recording, tick):
        yield decoder.decode(frame.raw, now, tick)
    if cutter.pending:
        rest = recording[-cutter.pending :]
        yield Reading(ReadingStatus.UNKNOWN, None, None, None, None, rest, now, tick)
