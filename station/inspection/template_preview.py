"""What a template that is being written would print: the latest records of this station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from station.analysis.figures import Figures
from station.analysis.scope import Scope
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

_MOST, _DAYS = 12, timedelta(days=6)
_BOX, _PLACE = "BOX-0001", "A-01-01"
"""Codes that labels of boxes and places show in a preview."""


@dataclass(frozen=True, slots=True)
class Examples:
    """The latest records, newest first, and where their photos lie; figures, of no single inspector, of the
    last ``days``."""

    home: Home
    records: tuple[tuple[Record, RecordLife], ...]
    photos: dict[str, Path]
    figures: Figures
    days: Scope


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
    figures = Figures(store)
    figures.behind()
    records = tuple((one, life_of(store, one)) for one in found)
    return Examples(store.home, records, known, figures, _last_days(figures))


def _last_days(figures: Figures) -> Scope:
    bounds = figures.bounds()
    return Scope() if bounds is None else Scope(max(bounds[0], bounds[1] - _DAYS), bounds[1])


def preview_of(text: str, is_yaml: bool, examples: Examples, lang: Lang) -> Preview:
    """What ``text`` prints. Of databases it only reads figures, so any thread may ask.

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
    if template.about == "analysis":
        return _analysis(template, examples, lang, file)
    if template.about == "records":
        return list_pdf(examples.records, lang, template, file, "", titles)
    if template.about not in ("record", "handover"):
        return b""
    record, life = next((one for one in examples.records if one[0].document["verdicts"]), examples.records[0])
    channel = next((one["channel"] for one in record.document["verdicts"]), "")
    return report_pdf(record, examples.photos.get, lang, template, file, titles, life, channel=channel)


def _analysis(template: PageTemplate, examples: Examples, lang: Lang, file: Path) -> bytes:
    """The pages that it names; nothing where only inspectors are told apart, or another paper makes them."""
    from station.analysis.pages import pages
    from station.analysis.telling import covers
    from station.model.analysis_page import AnalysisPages
    from station.reports.analysis_paper import Covered, analysis_page_pdf, pages_named

    figures, days, named = examples.figures, examples.days, pages_named(template)
    chosen = (one for one in pages() if not one.of_people and (named is None or one.key in named))
    made = tuple(one.make(figures, days, lang) for one in chosen)
    if not made or days.until is None:
        return b""
    dated = datetime.combine(days.until, time.min, UTC)
    period, is_practice = covers(figures, days, lang), examples.home.is_practice
    covered = Covered(period, "", figures.store.name, dated, "", practice=is_practice)
    return analysis_page_pdf(AnalysisPages(made), covered, lang, template, file)
