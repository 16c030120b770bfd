"""Finished labels on whatever printer an address names, and how that printer is."""

from __future__ import annotations

from urllib.parse import unquote

from station.errors import KnownError
from station.ports import Readiness

_QUEUE = "printer:"


def send_label(url: str, language: str, content: bytes, copies: int = 1) -> None:
    """Hand a label over ``copies`` times; a page for a queue of the system is printed, never sent raw.

    Raises:
        KnownError: LAB-001, PRN-001, PRN-002.
    """
    from devices.labels.printer import open_printer

    if is_page_on_queue(url, language):
        from ui.printing.documents import PrintJob, print_document

        print_document(content, PrintJob(_queue(url), copies))
        return
    open_printer(url).send(content * copies)


def check_printer(url: str, language: str) -> Readiness:
    """Ask the printer at ``url`` how it is; where pages go to a queue of the system, ask Qt, which prints
    them, so that no ``lpstat`` is needed.

    Raises:
        KnownError: why it does not print; see :meth:`station.ports.LabelPrinter.check`, and PRN-001, PRN-002.
    """
    from devices.labels.printer import open_printer

    return _check_queue(url) if is_page_on_queue(url, language) else open_printer(url).check()


def is_page_on_queue(url: str, language: str) -> bool:
    """Whether a label is printed as a page, which takes a running Qt application."""
    return language == "pdf" and url.startswith(_QUEUE)


def _check_queue(url: str) -> Readiness:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    names, name = QPrinterInfo.availablePrinterNames(), _queue(url)
    if not names:
        raise KnownError("PRN-001")
    if name not in names:
        raise KnownError("PRN-002", printer=name, why=", ".join(names))
    if QPrinterInfo.printerInfo(name).state() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error):
        raise KnownError("LAB-005", printer=name)
    return Readiness.UNSTATED


def _queue(url: str) -> str:
    return unquote(url.removeprefix(_QUEUE))
