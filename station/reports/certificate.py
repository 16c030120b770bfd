"""The certificate, and any other report on pages, from one sealed record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from station.model.life import RecordLife
from station.model.record import Record
from station.reports.compose import content_of
from station.reports.content import Titles
from station.reports.imprint import record_imprint
from station.reports.page import PageTemplate
from station.reports.paper import paper_pdf
from station.reports.pictures import picture
from station.reports.sheet import PhotoPath
from station.reports.template import page_template, template_files
from station.reports.wording import Wording
from station.standards import library
from station.texts import Lang


def certificate_pdf(
    record: Record,
    photo: PhotoPath,
    lang: Lang,
    template: str = "certificate",
    *,
    titles: Titles | None = None,
    life: RecordLife | None = None,
    beside: Sequence[Path] = (),
    trace: str = "",
) -> bytes:
    """``record`` printed by ``template``, shipped or in a file ``beside``, in ``lang`` as a PDF document.

    ``photo`` says where the photo with a given SHA-256 lies; one that is not on this machine is printed as an
    empty frame that says so. ``life`` is what became of the record: a voided one is printed as such, an
    amended one names the record that replaced it. Printing the same record in the same standing again gives
    the same bytes. ``trace`` is the address of the unit's public page, to which the printed code leads then.

    Raises:
        KnownError: REP-002 and REP-003 for a template that is malformed or missing, STD-003 when the record's
            category has no internal standard, STO-008 when a photo was altered.
    """
    loaded = page_template(template, beside)
    file = template_files(beside)[template]
    return report_pdf(record, photo, lang, loaded, file, titles or library, life, trace)


def report_pdf(
    record: Record,
    photo: PhotoPath,
    lang: Lang,
    template: PageTemplate,
    file: Path,
    titles: Titles,
    life: RecordLife | None = None,
    trace: str = "",
) -> bytes:
    """``record`` printed by a loaded template; ``file`` is where it lies.

    Raises:
        KnownError: as :func:`certificate_pdf`.
    """
    offset, lang = timedelta(hours=template.utc_offset_hours), Lang(template.language or lang)
    content = content_of(record, lang, titles, offset, life, trace, template.words)
    standard = titles.internal_standard(record.document["unit"]["category"])
    imprint = record_imprint(content, record.sealed_at, Wording(lang, standard, offset, template.words))
    return paper_pdf((content,), imprint, lang, template, file, lambda one: picture(one, photo))
