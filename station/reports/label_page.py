"""A label as one page of PDF: for printers that do not speak ZPL, and to look at before printing."""

from __future__ import annotations

import io

from reportlab.lib.colors import black, white
from reportlab.pdfgen.canvas import Canvas

from station.reports.codes import Runs, code128_modules, qr_modules
from station.reports.faces import BOLD, REGULAR, face
from station.reports.sheet import MM

DOTS = 24
"""Positions are whole 24ths of a millimetre; what is drawn are lines and letters, not dots."""
_LETTERS = 0.86
_BASELINE = 0.79
_WIDEST_MODULE_MM = 0.5


class LabelPage:
    """A page the size of the label. Two pages drawn alike are the same bytes."""

    def __init__(self, width: int, height: int, title: str, lang: str) -> None:
        """``width`` and ``height`` in dots of 1/24 mm; ``lang`` as in a PDF, ``zh-CN`` or ``en``."""
        self.width, self.height, self.dots = width, height, DOTS
        self._out = io.BytesIO()
        size = (width * _POINTS, height * _POINTS)
        self._canvas = Canvas(self._out, pagesize=size, invariant=1, pageCompression=1, lang=lang)
        self._canvas.setTitle(title)
        self._canvas.setCreator("Inspection Station")
        self._canvas.setProducer("Inspection Station")

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
        """One line of printable text, made smaller until it fits into ``width``."""
        name = BOLD if bold else REGULAR
        size = height * _LETTERS * _POINTS
        wide = face(name).stringWidth(content, size)
        if wide > width * _POINTS:
            size *= width * _POINTS / wide
        self._canvas.setFillColor(white if reversed_out else black)
        self._canvas.setFont(name, size)
        self._canvas.drawString(x * _POINTS, self._up(y + height * _BASELINE), content)

    def qr(self, x: int, y: int, side: int, content: str) -> None:
        """A QR code of exactly ``side``."""
        rows = qr_modules(content)
        module = side / len(rows)
        self._modules(rows, x, y, module, module)

    def code128(self, x: int, y: int, width: int, height: int, content: str) -> None:
        """A Code 128 over ``width``, in modules of at most half a millimetre."""
        runs = code128_modules(content)
        modules = runs[-1][0] + runs[-1][1]
        self._modules([runs], x, y, min(width / modules, _WIDEST_MODULE_MM * DOTS), height)

    def rule(self, x: int, y: int, width: int, height: int) -> None:
        """A filled bar."""
        self._canvas.setFillColor(black)
        self._bar(x, y, width, max(1, height))

    def finished(self) -> bytes:
        """The document."""
        self._canvas.showPage()
        self._canvas.save()
        return self._out.getvalue()

    def _modules(self, rows: Runs, x: int, y: int, width: float, height: float) -> None:
        """Dark runs as one path, so that no renderer leaves hairlines between them."""
        path = self._canvas.beginPath()
        for row, runs in enumerate(rows):
            for start, length in runs:
                top = self._up(y + (row + 1) * height)
                path.rect((x + start * width) * _POINTS, top, length * width * _POINTS, height * _POINTS)
        self._canvas.setFillColor(black)
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _bar(self, x: float, y: float, width: float, height: float) -> None:
        left, low = x * _POINTS, self._up(y + height)
        self._canvas.rect(left, low, width * _POINTS, height * _POINTS, stroke=0, fill=1)

    def _up(self, y: float) -> float:
        """Pages count from the bottom."""
        return (self.height - y) * _POINTS


_POINTS = MM / DOTS
