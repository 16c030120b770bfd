"""A PDF on a printer of the operating system, without a dialog: each page is drawn in the printer's dots.

May run on any thread; Qt allows painting on a printer outside the one that draws windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF

from station.errors import KnownError

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

Sides = Literal["one", "long", "short"]
_FINEST_DPI = 400
"""A page of A4 is 60 MB in these dots; finer ones are not told apart on paper."""
_LARGE_POINTS = 420
"""Smaller pages are labels: they get every dot of the printer, or bar codes blur."""
_POINTS = 72


@dataclass(frozen=True, slots=True)
class PrintJob:
    """``printer`` by its name in the system, empty for the standard one; ``file`` is printed into instead."""

    printer: str = ""
    copies: int = 1
    sides: Sides = "one"
    title: str = ""
    file: Path | None = None


def print_document(content: bytes, job: PrintJob) -> str:
    """Print a PDF on paper of its own size, and tell on which printer.

    Raises:
        KnownError: PRN-001 there is no printer, PRN-002 it does not take the document.
    """
    from PySide6.QtPdf import QPdfDocument

    document, data = QPdfDocument(), QBuffer()
    data.setData(QByteArray(content))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(data)
    printer = _printer(job, document)
    _draw(document, printer, job)
    return printer.printerName() or str(job.file)


def _printer(job: PrintJob, document: QPdfDocument) -> QPrinter:
    from PySide6.QtGui import QPageLayout, QPageSize
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if job.file is not None:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(job.file))
    else:
        printer.setPrinterName(_known_name(job.printer))
    size = document.pagePointSize(0)
    lies = size.width() > size.height()
    upright = QSizeF(min(size.width(), size.height()), max(size.width(), size.height()))
    layout = QPageLayout(
        QPageSize(upright, QPageSize.Unit.Point, matchPolicy=QPageSize.SizeMatchPolicy.FuzzyMatch),
        QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
    )
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setCopyCount(job.copies)
    printer.setDuplex(_sides(job.sides))
    printer.setDocName(job.title)
    return printer


def _known_name(wanted: str) -> str:
    from PySide6.QtPrintSupport import QPrinterInfo

    names = QPrinterInfo.availablePrinterNames()
    if not names:
        raise KnownError("PRN-001")
    name = wanted or QPrinterInfo.defaultPrinterName() or names[0]
    if name not in names:
        raise KnownError("PRN-002", printer=name, why=f"{', '.join(names)}")
    return name


def _sides(sides: Sides) -> QPrinter.DuplexMode:
    from PySide6.QtPrintSupport import QPrinter

    modes = QPrinter.DuplexMode
    return {"one": modes.DuplexNone, "long": modes.DuplexLongSide, "short": modes.DuplexShortSide}[sides]


def _draw(document: QPdfDocument, printer: QPrinter, job: PrintJob) -> None:
    from PySide6.QtGui import QPainter

    named = printer.printerName() or str(job.file)
    if document.pageCount() < 1:
        raise KnownError("PRN-002", printer=named, why=document.error().name)
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownError("PRN-002", printer=named, why=printer.printerState().name)
    try:
        for page in range(document.pageCount()):
            if page and not printer.newPage():
                raise KnownError("PRN-002", printer=named, why=printer.printerState().name)
            _draw_page(document, page, printer, painter)
    finally:
        painter.end()


def _draw_page(document: QPdfDocument, page: int, printer: QPrinter, painter: QPainter) -> None:
    size = document.pagePointSize(page)
    is_large = max(size.width(), size.height()) > _LARGE_POINTS
    dpi = min(printer.resolution(), _FINEST_DPI) if is_large else printer.resolution()
    dots = QSize(round(size.width() * dpi / _POINTS), round(size.height() * dpi / _POINTS))
    scale = printer.resolution() / _POINTS
    whole = QRectF(0, 0, size.width() * scale, size.height() * scale)
    painter.drawImage(whole, document.render(page, dots))
