"""What a template that is being written would print: the latest records of this station."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from station.model.life import RecordLife
from station.model.record import Record
from station.places import Home
from station.reports.checking import faults_of
from station.reports.document import Document
from station.reports.faults import Fault
from station.reports.page import PageTemplate
from station.reports.template import LabelTemplate, parsed
from station.standards.library import home_library
from station.store.database import Store
from station.store.life import life_of
from station.store.records import RecordBook
from station.texts import Lang

_MOST = 12
_BOX, _PLACE = "BOX-0001", "A-01-01"
"""Codes that labels of boxes and places show in a preview."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The latest records, newest first, and where their photos lie."""

    home: Home
    records: tuple[tuple[Record, RecordLife], ...]
    photos: dict[str, Path]


@dataclass(frozen=True, slots=True)
class Preview:
    """``pdf`` is empty while there are ``faults``, or where nothing can be shown of what it is about."""

    pdf: bytes
    faults: tuple[Fault, ...]


def examples_of(store: Store) -> Examples:
    """Records to show templates by.

    Raises:
        KnownError: STO-001, STO-003, STO-004.
    """
    book = RecordBook(store)
    found = [book.get(one.id) for one in book.search(limit=_MOST).rows]
    photos = {
        photo["sha256"]: book.photo_path(photo["sha256"]) for one in found for photo in one.document["photos"]
    }
    known = {name: path for name, path in photos.items() if path is not None}
    return Examples(store.home, tuple((one, life_of(store, one)) for one in found), known)


def preview_of(text: str, is_yaml: bool, examples: Examples, lang: Lang) -> Preview:
    """What ``text`` prints. Touches no database, so any thread may ask.

    Raises:
        KnownError: STD-003, STO-008 as when printing.
    """
    document = Document(text, is_yaml)
    folder = examples.home.templates
    faults = faults_of(document, folder)
    template, _ = parsed(document)
    if faults or template is None or not examples.records:
        return Preview(b"", faults)
    if isinstance(template, LabelTemplate):
        return Preview(_label(template, examples, lang), ())
    return Preview(_pages(template, examples, lang), ())


def _label(template: LabelTemplate, examples: Examples, lang: Lang) -> bytes:
    from station.reports.label import box_label_from, label_from, place_label_from
    from station.reports.label_form import LabelForm, Language

    record, life = examples.records[0]
    titles, form = home_library(examples.home), LabelForm(Language.PDF)
    if template.about == "records":
        return box_label_from(examples.records, _BOX, lang, template, "preview", titles, form)
    if template.about == "place":
        return place_label_from(_PLACE, "", "", lang, template, "preview", form)
    return label_from(record, lang, template, "preview", titles, life, form=form)


def _pages(template: PageTemplate, examples: Examples, lang: Lang) -> bytes:
    from station.reports.certificate import list_pdf, report_pdf

    titles, file = home_library(examples.home), examples.home.templates / "preview"
    if template.about == "records":
        return list_pdf(examples.records, lang, template, file, "", titles)
    if template.about not in ("record", "handover"):
        return b""
    record, life = next((one for one in examples.records if one[0].document["verdicts"]), examples.records[0])
    channel = next((one["channel"] for one in record.document["verdicts"]), "")
    return report_pdf(record, examples.photos.get, lang, template, file, titles, life, channel=channel)
