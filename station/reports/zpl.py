"""ZPL II, the language of label printers.

Text outside ASCII is sent as a picture: printers print Chinese only with a font somebody paid for and loaded,
a picture every one of them prints. Positions and sizes are in printer dots.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from station.reports.codes import qr_modules

if TYPE_CHECKING:
    from PIL import Image, ImageFont

_ESCAPED = "^~_\\"
_WIDEST_CHARACTER = 0.6
"""Width of a wide ASCII character of font 0 by its height; the printer's own metrics are not known here."""
_BASELINE = 0.79
"""Where font 0 has its baseline, by its height from the top; pictures of text stand on the same line."""


@dataclass(slots=True)
class Label:
    """A label in the making, ``width`` by ``height`` dots of which ``dots`` make a millimetre."""

    width: int
    height: int
    dots: int = 8
    _fields: list[str] = field(default_factory=list)

    def text(
        self,
        x: int,
        y: int,
        width: int,
        height: int,
        content: str,
        *,
        bold: bool = False,
        reversed_out: bool = False,
    ) -> None:
        """One line of printable text, made smaller until it fits into ``width``.

        ``reversed_out`` text is white where it lies on black.
        """
        if not content:
            return
        mode = "^FR" if reversed_out else ""
        if content.isascii() and content.isprintable():
            self._ascii(x, y, width, height, content, mode)
        else:
            self._picture(x, y, _drawn(content, width, height, bold), mode)

    def _ascii(self, x: int, y: int, width: int, height: int, content: str, mode: str) -> None:
        size = min(height, int(width / (_WIDEST_CHARACTER * len(content))))
        top = y + (height - size) // 2
        self._fields.append(f"^FO{x},{top}{mode}^A0N,{size},{size}^FH_^FD{escaped(content)}^FS")

    def qr(self, x: int, y: int, side: int, content: str) -> None:
        """A QR code as large as fits into ``side``, drawn here so that every printer prints the same."""
        from PIL import Image, ImageDraw

        rows = qr_modules(content)
        module = max(1, side // len(rows))
        image = Image.new("1", (module * len(rows),) * 2, 0)
        draw = ImageDraw.Draw(image)
        for row, runs in enumerate(rows):
            for start, length in runs:
                right, bottom = (start + length) * module - 1, (row + 1) * module - 1
                draw.rectangle((start * module, row * module, right, bottom), fill=1)
        self._picture(x, y, image)

    def code128(self, x: int, y: int, width: int, height: int, content: str) -> None:
        """A Code 128 with bars of ``height``, in the widest module that fits into ``width``."""
        modules = 11 * (len(content) + 3) + 2
        module = max(1, min(4, width // modules))
        self._fields.append(f"^FO{x},{y}^BY{module}^BCN,{height},N,N,N,A^FH_^FD{escaped(content)}^FS")

    def rule(self, x: int, y: int, width: int, height: int) -> None:
        """A filled bar."""
        self._fields.append(f"^FO{x},{y}^GB{width},{max(1, height)},{max(1, height)}^FS")

    def _picture(self, x: int, y: int, image: Image.Image, mode: str = "") -> None:
        row = (image.width + 7) // 8
        total = row * image.height
        self._fields.append(f"^FO{x},{y}{mode}^GFA,{total},{total},{row},{_packed(image.tobytes(), row)}^FS")

    def finished(self) -> bytes:
        """The whole label, one copy, in UTF-8."""
        head = f"^XA^CI28^PW{self.width}^LL{self.height}^LH0,0"
        return "\n".join([head, *self._fields, "^XZ\n"]).encode()


def escaped(content: str) -> str:
    """``content`` with everything the language gives a meaning to as ``_`` and two hex digits."""
    return "".join(f"_{ord(one):02X}" if one in _ESCAPED else one for one in content)


def _packed(data: bytes, row: int) -> str:
    """Hex rows; ``,`` ends a row of which the rest is white, ``:`` repeats the row above."""
    rows = [data[start : start + row].hex().upper() for start in range(0, len(data), row)]
    out: list[str] = []
    for number, line in enumerate(rows):
        short = line.rstrip("0")
        short += "0" * (len(short) % 2)
        repeated = number > 0 and line == rows[number - 1]
        out.append(":" if repeated else line if len(short) == len(line) else short + ",")
    return "".join(out)


def _drawn(content: str, width: int, height: int, bold: bool) -> Image.Image:
    from PIL import Image, ImageDraw

    size = int(height * 0.86)
    font = _font(bold, size)
    while font.getlength(content) > width and size > 8:
        size -= 1
        font = _font(bold, size)
    image = Image.new("1", (width, height), 0)
    ImageDraw.Draw(image).text((0, round(height * _BASELINE)), content, fill=1, font=font, anchor="ls")
    return image.crop((0, 0, min(width, int(font.getlength(content)) + 8), height))


@cache
def _font(bold: bool, size: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    from station.reports.faces import BOLD, FONT_FOLDER, REGULAR

    return ImageFont.truetype(str(FONT_FOLDER / f"{BOLD if bold else REGULAR}.ttf"), size)
