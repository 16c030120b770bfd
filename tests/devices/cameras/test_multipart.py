"""Cutting a stream into pictures: however it is chunked, whatever it contains, in bounded memory."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from devices.cameras.multipart import LARGEST_HEADER, MultipartCutter, StreamBrokenError, boundary_of

BOUNDARY = b"frame-7"
bodies = st.lists(
    st.binary(min_size=1, max_size=300).filter(
        lambda body: BOUNDARY not in body and body[-1:] not in b"\r\n"
    ),
    max_size=6,
)


def stream(parts: list[bytes], with_length: bool, newline: bytes = b"\r\n") -> bytes:
    out = b""
    for part in parts:
        length = b"Content-Length: %d" % len(part) + newline if with_length else b""
        out += b"--" + BOUNDARY + newline + b"Content-Type: image/jpeg" + newline + length + newline
        out += part + newline
    return out + b"--" + BOUNDARY


def cut(data: bytes, sizes: list[int], largest: int = 10_000) -> list[bytes]:
    cutter, parts, position = MultipartCutter(BOUNDARY, largest), [], 0
    for size in [*sizes, len(data)]:
        chunk = data[position : position + size]
        parts += cutter.feed(chunk)
        position += size
        assert cutter.held <= largest + LARGEST_HEADER + len(chunk)
    return parts


@given(bodies, st.booleans(), st.sampled_from([b"\r\n", b"\n"]), st.lists(st.integers(1, 40), max_size=60))
def test_any_chunking_gives_the_same_parts(
    parts: list[bytes], with_length: bool, newline: bytes, sizes: list[int]
) -> None:
    assert cut(stream(parts, with_length, newline), sizes) == parts


@given(bodies, st.integers(-200, 400))
def test_a_lying_length_never_hides_the_next_picture(parts: list[bytes], lie: int) -> None:
    length = max(0, 50 + lie)
    bad = b"--%s\r\nContent-Length: %d\r\n\r\n%s\r\n" % (BOUNDARY, length, b"x" * 50)
    got = cut(bad + stream([*parts, b"y" * 400, b"last"], with_length=True), [])
    assert got[-1:] == [b"last"]


@settings(max_examples=200)
@given(st.lists(st.binary(max_size=400), max_size=30))
def test_garbage_gives_parts_or_a_refusal_and_never_grows(chunks: list[bytes]) -> None:
    cutter = MultipartCutter(BOUNDARY, largest_part=500)
    try:
        for chunk in chunks:
            cutter.feed(chunk)
            assert cutter.held <= 500 + LARGEST_HEADER + 400
    except StreamBrokenError:
        pass


@pytest.mark.parametrize(
    "endless",
    [
        b"no boundary anywhere ",
        b"--frame-7\r\nX-Endless: aaaaaaaaaaaaaaaaaaaaaaaaa",
        b"--frame-7\r\n\r\nbody without an end ",
        b"--frame-7\r\nContent-Length: 999999999\r\n\r\n",
    ],
)
def test_what_never_ends_is_refused(endless: bytes) -> None:
    cutter = MultipartCutter(BOUNDARY, largest_part=20_000)
    cutter.feed(endless[:9])
    with pytest.raises(StreamBrokenError):
        for chunk in [endless[9:], *[b"z" * 1000] * 40]:
            cutter.feed(chunk)
            assert cutter.held <= 20_000 + LARGEST_HEADER + 1000


@pytest.mark.parametrize(
    ("header", "boundary"),
    [
        ("multipart/x-mixed-replace; boundary=myboundary", b"myboundary"),
        ("multipart/x-mixed-replace;boundary=--myboundary", b"myboundary"),
        ('Multipart/X-Mixed-Replace; charset=x; boundary="a b"', b"a b"),
    ],
)
def test_boundaries_as_cameras_write_them(header: str, boundary: bytes) -> None:
    assert boundary_of(header) == boundary


@pytest.mark.parametrize(
    "header", ["", "image/jpeg", "text/html; boundary=x", "multipart/mixed", "multipart/x; boundary=--"]
)
def test_what_is_no_multipart_stream_is_refused(header: str) -> None:
    with pytest.raises(StreamBrokenError):
        boundary_of(header)
