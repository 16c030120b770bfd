"""What a label is drawn on: dots for a printer that speaks ZPL, a page for every other."""

from __future__ import annotations

from typing import Protocol


class LabelSurface(Protocol):
    """A label in the making, ``width`` by ``height`` dots of which ``dots`` make a millimetre."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def dots(self) -> int: ...

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
        """One line of printable text, made smaller until it fits into ``width``; ``reversed_out`` text is
        white where it lies on black."""
        ...

    def qr(self, x: int, y: int, side: int, content: str) -> None:
        """A QR code as large as fits into ``side``."""
        ...

    def code128(self, x: int, y: int, width: int, height: int, content: str) -> None:
        """A Code 128 with bars of ``height`` that fits into ``width``."""
        ...

    def rule(self, x: int, y: int, width: int, height: int) -> None:
        """A filled bar."""
        ...

    def finished(self) -> bytes:
        """The whole label, one copy."""
        ...
