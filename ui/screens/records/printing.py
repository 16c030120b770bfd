"""Certificates and labels of sealed records; slow, so never on the GUI thread."""

from __future__ import annotations

from pathlib import Path

from station.errors import KnownError
from station.model.record import Record
from station.places import Home
from station.standards.library import home_library
from station.texts import Lang
from ui.context import Keep


def certificate(keep: Keep, record: Record, lang: Lang) -> bytes:
    """The certificate as PDF bytes.

    Raises:
        KnownError: REP-002, REP-003, STO-008 a photo was altered.
    """
    from station.reports.certificate import certificate_pdf

    titles = home_library(keep.store.home)
    return certificate_pdf(record, keep.records.photo_path, lang, titles=titles)


def save_certificate(home: Home, record: Record, lang: Lang, content: bytes) -> Path:
    """Write a certificate into the station's output folder.

    Raises:
        KnownError: REP-004 when it cannot be written.
    """
    return _save(home.output / f"{record.id}-{lang.value}.pdf", content)


def hand_over_label(home: Home, record: Record, lang: Lang, printer: str) -> tuple[str, str]:
    """Print the label on ``printer`` (a URL), or save it when there is none; returns text key and where.

    Raises:
        KnownError: LAB-001 printer not reached, REP-004 cannot be written.
    """
    from station.reports.label import label_zpl

    label = label_zpl(record, lang, titles=home_library(home))
    if not printer:
        return "records.label.saved", str(_save(home.output / f"{record.id}.zpl", label))
    from devices.labels.printer import open_printer

    open_printer(printer).send(label)
    return "records.label.printed", printer


def _save(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise KnownError("REP-004", file=str(path), why=error.strerror or str(error)) from error
    return path
