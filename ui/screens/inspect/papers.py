"""Certificate and label of the record just sealed; slow, so never on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from station.errors import KnownError
from station.model.record import Record
from station.places import Home
from station.standards.library import home_library
from station.texts import Lang

PhotoPath = Callable[[str], Path | None]


def save_certificate(home: Home, record: Record, photo: PhotoPath, lang: Lang) -> Path:
    """Save the certificate as PDF in the station's output folder.

    Raises:
        KnownError: REP-002, REP-003, REP-004 cannot be written, STO-008 a photo was altered.
    """
    from station.reports.certificate import certificate_pdf

    pdf = certificate_pdf(record, photo, lang, titles=home_library(home))
    return _saved(home.output / f"{record.id}-{lang.value}.pdf", pdf)


def save_label(home: Home, record: Record, lang: Lang) -> tuple[Path, bytes]:
    """Save the label in the printer's language; returns where it lies and its bytes.

    Raises:
        KnownError: REP-004 cannot be written.
    """
    from station.reports.label import label_zpl

    label = label_zpl(record, lang, titles=home_library(home))
    return _saved(home.output / f"{record.id}.zpl", label), label


def print_label(printer: str, label: bytes) -> None:
    """Send a label to the printer at a URL.

    Raises:
        KnownError: LAB-001 printer not reached.
    """
    from devices.labels.printer import open_printer

    open_printer(printer).send(label)


def _saved(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise KnownError("REP-004", file=str(path), why=error.strerror or str(error)) from error
    return path
