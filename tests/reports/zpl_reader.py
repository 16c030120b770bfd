"""A strict reader of ZPL II: what it does not know it refuses, what it knows it draws as the manual says.

Text in the printer's own font 0 is not drawn, for that font is the printer's; it is kept with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import zxingcpp

_FIELD = re.compile(
    r"\^FO(?P<x>\d+),(?P<y>\d+)(?P<reverse>\^FR)?(?:"
    r"\^A0N,(?P<size>\d+),(?P<wide>\d+)\^FH_\^FD(?P<text>[^^~]*)"
    r"|\^BY(?P<module>\d+)\^BCN,(?P<bar>\d+),N,N,N,A\^FH_\^FD(?P<code>[^^~]*)"
    r"|\^GB(?P<box>\d+,\d+,\d+)"
    r"|\^GFA,(?P<total>\d+),(?P<again>\d+),(?P<row>\d+),(?P<packed>[0-9A-F,:]*)"
    r")\^FS"
)
_HEAD = re.compile(r"\^XA\^CI28\^PW(\d+)\^LL(\d+)\^LH0,0")


@dataclass(slots=True)
class Printed:
    """A label as printed: ``paper`` is 255 where it stayed white."""

    paper: np.ndarray
    texts: list[tuple[int, int, int, str]] = field(default_factory=list)
    """Left, top, height, words."""

    @property
    def codes(self) -> set[str]:
        """What a scanner reads off it."""
        enlarged = np.kron(np.pad(self.paper, 24, constant_values=255), np.ones((2, 2), np.uint8))
        return {code.text for code in zxingcpp.read_barcodes(np.ascontiguousarray(enlarged))}


def printed(label: bytes) -> Printed:
    """The one label in ``label``.

    Raises:
        ValueError: anything in it is not as the language wants it, or lies off the label.
    """
    head, *fields, end, rest = label.decode("utf-8").split("\n")
    size = _HEAD.fullmatch(head)
    if size is None or (end, rest) != ("^XZ", ""):
        raise ValueError(f"not one label: {head} … {end}")
    out = Printed(np.full((int(size[2]), int(size[1])), 255, np.uint8))
    for one in fields:
        found = _FIELD.fullmatch(one)
        if found is None:
            raise ValueError(f"not a field: {one[:80]}")
        _draw(out, found)
    return out


def _draw(out: Printed, found: re.Match[str]) -> None:
    x, y = int(found["x"]), int(found["y"])
    if found["text"] is not None:
        size = int(found["size"])
        out.texts.append((x, y, size, _plain(found["text"])))
        _room(out, x, y, 1, size)
    elif found["box"]:
        width, height, thick = map(int, found["box"].split(","))
        if thick < min(width, height):
            raise ValueError("a frame, not a bar")
        _ink(out, x, y, np.ones((height, width), bool), reverse=False)
    else:
        dots = _bars(found) if found["code"] is not None else _graphic(found)
        _ink(out, x, y, dots, reverse=bool(found["reverse"]))


def pictures(label: str) -> list[tuple[int, int, np.ndarray]]:
    """Every graphic of a label with its left and top; 255 is paper, and its rows are whole bytes."""
    found = (_FIELD.fullmatch(one) for one in label.split("\n"))
    graphics = [one for one in found if one is not None and one["packed"] is not None]
    return [(int(one["x"]), int(one["y"]), ((1 - _bits(one)) * 255).astype(np.uint8)) for one in graphics]


def _graphic(found: re.Match[str]) -> np.ndarray:
    bits = _bits(found).astype(bool)
    return bits[:, : np.flatnonzero(bits.any(axis=0))[-1] + 1] if bits.any() else bits[:, :0]


def _bits(found: re.Match[str]) -> np.ndarray:
    row = int(found["row"])
    rows = _unpacked(found["packed"], row)
    if not int(found["total"]) == int(found["again"]) == len(rows) * row:
        raise ValueError("a graphic of another size than it says")
    return np.unpackbits(np.frombuffer(b"".join(rows), np.uint8)).reshape(len(rows), -1)


def _unpacked(packed: str, row: int) -> list[bytes]:
    """``,`` fills the row with white, ``:`` repeats the one above."""
    rows: list[bytes] = []
    line = ""
    for one in packed:
        if one == ":":
            rows.append(rows[-1])
            continue
        line = line.ljust(row * 2, "0") if one == "," else line + one
        if len(line) == row * 2:
            rows.append(bytes.fromhex(line))
            line = ""
    if line:
        raise ValueError("an unfinished row")
    return rows


def _bars(found: re.Match[str]) -> np.ndarray:
    made = zxingcpp.create_barcode(_plain(found["code"]), zxingcpp.BarcodeFormat.Code128)
    image = np.array(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False))[:1] == 0
    return np.kron(image, np.ones((int(found["bar"]), int(found["module"])), bool))


def _ink(out: Printed, x: int, y: int, dots: np.ndarray, *, reverse: bool) -> None:
    height, width = dots.shape
    _room(out, x, y, width, height)
    part = out.paper[y : y + height, x : x + width]
    part[dots] = 255 - part[dots] if reverse else 0


def _room(out: Printed, x: int, y: int, width: int, height: int) -> None:
    tall, wide = out.paper.shape
    if x + width > wide or y + height > tall:
        raise ValueError(f"off the label: {x},{y} {width}x{height} on {wide}x{tall}")


def _plain(words: str) -> str:
    return re.sub(r"_([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), words)
