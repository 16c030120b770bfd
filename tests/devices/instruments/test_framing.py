"""Frames come out whole, whatever the chunks; a cut or doubled frame never becomes a different value."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from devices.instruments.decode import Decoder
from devices.instruments.framing import Splitter, splitter
from devices.instruments.library import profile
from devices.instruments.profile import Framing, Profile
from tests.devices.instruments.frames import AMPERES, FRAMES, MITUTOYO, SICS, VOLTS, Known

BY_PROFILE = {
    name: [frame for frame in FRAMES if frame.profile == name] for name in (SICS, MITUTOYO, VOLTS, AMPERES)
}
streams = st.sampled_from(sorted(BY_PROFILE)).flatmap(
    lambda name: st.lists(st.sampled_from(BY_PROFILE[name]), min_size=1, max_size=8)
)
cuts = st.lists(st.integers(0, 200), max_size=12)

Value = tuple[Decimal, str | None]


def framing(**fields: object) -> Splitter:
    return splitter(TypeAdapter(Framing).validate_python(fields), synced=False)


def in_chunks(stream: bytes, places: list[int]) -> list[bytes]:
    edges = sorted({0, len(stream), *(place % (len(stream) + 1) for place in places)})
    return [stream[start:end] for start, end in pairwise(edges)]


def values(known: Profile, chunks: list[bytes], *, synced: bool) -> list[Value]:
    cutter, decoder = splitter(known.framing, synced=synced), Decoder(known)
    frames = [frame for number, chunk in enumerate(chunks) for frame in cutter.feed(chunk, number)]
    readings = [decoder.decode(frame.raw, datetime.now(UTC), frame.monotonic_ns) for frame in frames]
    return [(reading.value, reading.unit) for reading in readings if reading.value is not None]


def meant(stream: list[Known]) -> list[Value]:
    return [(frame.number, frame.unit) for frame in stream if frame.number is not None]


@given(streams, cuts)
def test_chunks_do_not_matter(stream: list[Known], places: list[int]) -> None:
    wire = b"".join(frame.raw for frame in stream)
    assert values(profile(stream[0].profile), in_chunks(wire, places), synced=True) == meant(stream)


@given(streams)
def test_byte_by_byte_is_the_same(stream: list[Known]) -> None:
    wire = b"".join(frame.raw for frame in stream)
    chunks = [bytes([byte]) for byte in wire]
    assert values(profile(stream[0].profile), chunks, synced=True) == meant(stream)


@given(streams, st.integers(0, 200), cuts)
def test_a_lost_beginning_never_makes_a_different_value(
    stream: list[Known], lost: int, places: list[int]
) -> None:
    wire = b"".join(frame.raw for frame in stream)[lost:]
    found = values(profile(stream[0].profile), in_chunks(wire, places), synced=False)
    assert set(found) <= set(meant(stream))


@given(streams, st.integers(0, 200), cuts)
def test_an_unfinished_end_is_never_a_value(stream: list[Known], kept: int, places: list[int]) -> None:
    wire = b"".join(frame.raw for frame in stream)
    found = values(profile(stream[0].profile), in_chunks(wire[:kept], places), synced=True)
    assert found == meant(stream)[: len(found)]


@given(streams, cuts)
def test_doubled_frames_are_doubled_readings(stream: list[Known], places: list[int]) -> None:
    doubled = [frame for frame in stream for _ in range(2)]
    wire = b"".join(frame.raw for frame in doubled)
    assert values(profile(stream[0].profile), in_chunks(wire, places), synced=True) == meant(doubled)


@given(streams, st.binary(min_size=1, max_size=20), st.integers(0, 200))
def test_what_follows_noise_is_read_again(stream: list[Known], noise: bytes, at: int) -> None:
    known = profile(stream[0].profile)
    wire = b"".join(frame.raw for frame in stream)
    place = at % (len(wire) + 1)
    end = FRAMES_END[known.name]
    disturbed = wire[:place] + noise.translate(None, b"0123456789") + wire[place:] + end + stream[-1].raw
    tail = meant([stream[-1]])
    found = values(known, [disturbed], synced=True)
    assert found[len(found) - len(tail) :] == tail


FRAMES_END = {SICS: b"\r\n", MITUTOYO: b"\r", VOLTS: b"\r\n", AMPERES: b"\r\n"}


def test_a_frame_carries_the_time_of_its_first_byte() -> None:
    cutter = splitter(profile(SICS).framing, synced=True)
    assert cutter.feed(b"S S ", 10) == []
    frames = cutter.feed(b"    1.00 g\r\nS S     2.00 g\r\nS S", 20)
    assert [frame.monotonic_ns for frame in frames] == [10, 20]
    assert [frame.monotonic_ns for frame in cutter.feed(b"     3.00 g\r\n", 30)] == [20]


def test_a_line_without_end_is_thrown_away() -> None:
    cutter = splitter(profile(MITUTOYO).framing, synced=True)
    assert cutter.feed(b"5" * 500, 0) == []
    assert (cutter.pending, cutter.discarded) == (0, 500)
    assert cutter.feed(b"1234.567\r01A+0000.123\r", 1)[0].raw == b"01A+0000.123\r"


def test_clearing_distrusts_what_follows() -> None:
    cutter = splitter(profile(VOLTS).framing, synced=True)
    cutter.feed(b"+1.23", 0)
    cutter.clear()
    assert [frame.raw for frame in cutter.feed(b"456E+00\r\n+2.5E+00\r\n", 1)] == [b"+2.5E+00\r\n"]


def test_frames_between_marks() -> None:
    cutter = framing(kind="start_end", start="\x02", end="\x03", max_length=16)
    frames = cutter.feed(b"lost\x03\x02 1.5 kg\x03noise\x02 2.5", 5) + cutter.feed(b" kg\x03\x02", 6)
    assert [(frame.raw, frame.monotonic_ns) for frame in frames] == [
        (b"\x02 1.5 kg\x03", 5),
        (b"\x02 2.5 kg\x03", 5),
    ]
    assert (cutter.pending, cutter.discarded) == (1, len("lost\x03noise"))


def test_a_start_mark_without_end_is_given_up() -> None:
    cutter = framing(kind="start_end", start="\x02", end="\x03", max_length=8)
    frames = cutter.feed(b"\x02" + b"9" * 20 + b"\x02ok\x03", 0)
    assert [frame.raw for frame in frames] == [b"\x02ok\x03"]


def test_frames_of_fixed_length() -> None:
    cutter = framing(kind="fixed", start="\xfa", length=4)
    frames = cutter.feed(b"\x00\xfa\x01\r\n\xfa\x02", 1) + cutter.feed(b"\x03\x04", 2)
    assert [frame.raw for frame in frames] == [b"\xfa\x01\r\n", b"\xfa\x02\x03\x04"]


@given(st.lists(st.binary(min_size=3, max_size=3), max_size=6), cuts)
def test_fixed_frames_do_not_mind_chunks(bodies: list[bytes], places: list[int]) -> None:
    wire = b"".join(b"\xfa" + body for body in bodies)
    cutter = framing(kind="fixed", start="\xfa", length=4)
    frames = [frame for chunk in in_chunks(wire, places) for frame in cutter.feed(chunk, 0)]
    assert [frame.raw for frame in frames] == [b"\xfa" + body for body in bodies]


@pytest.mark.parametrize("kind", ["start_end", "fixed"])
def test_clearing_a_marked_frame(kind: str) -> None:
    fields = {"end": "\x03"} if kind == "start_end" else {"length": 4}
    cutter = framing(kind=kind, start="\x02", **fields)
    cutter.feed(b"\x021", 0)
    cutter.clear()
    assert (cutter.pending, cutter.discarded) == (0, 2)
