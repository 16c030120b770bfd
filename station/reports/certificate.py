"""The certificate, and any other report on pages, from one sealed record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from station.errors import KnownError
from station.model.life import RecordLife
from station.model.record import Record
from station.reports.checks import checks_content
from station.reports.compose import content_of, known_names
from station.reports.content import Titles
from station.reports.handover import handover_content
from station.reports.history import history_content
from station.reports.imprint import record_imprint
from station.reports.page import PageTemplate
from station.reports.paper import paper_pdf
from station.reports.pictures import picture
from station.reports.records import RecordsContent, records_imprint
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
    channel: str = "",
    names: Mapping[str, str] | None = None,
) -> bytes:
    """``record`` printed by ``template``, shipped or in a file ``beside``, in ``lang`` as a PDF document.

    ``photo`` says where the photo with a given SHA-256 lies; one that is not on this machine is printed as an
    empty frame that says so. ``life`` is what became of the record: a voided one is printed as such, an
    amended one names the record that replaced it. Printing the same record in the same standing again gives
    the same bytes. ``trace`` is the address of the unit's public page, to which the printed code leads then.
    A paper of ``about = "handover"`` is for one ``channel``. ``names`` are those of people by id.

    Raises:
        KnownError: REP-002 and REP-003 for a template that is malformed or missing, STD-003 when the record's
            category has no internal standard, STO-008 when a photo was altered, REP-010 for a hand-over to a
            channel that did not judge the record.
    """
    loaded = page_template(template, beside)
    file = template_files(beside)[template]
    return report_pdf(record, photo, lang, loaded, file, titles or library, life, trace, channel, names)


def report_pdf(
    record: Record,
    photo: PhotoPath,
    lang: Lang,
    template: PageTemplate,
    file: Path,
    titles: Titles,
    life: RecordLife | None = None,
    trace: str = "",
    channel: str = "",
    names: Mapping[str, str] | None = None,
) -> bytes:
    """``record`` printed by a loaded template; ``file`` is where it lies.

    Raises:
        KnownError: as :func:`certificate_pdf`.
    """
    offset, lang = timedelta(hours=template.utc_offset_hours), Lang(template.language or lang)
    content = content_of(record, lang, titles, offset, life, trace, template.words, names)
    standard = titles.internal_standard(record.document["unit"]["category"])
    wording = Wording(lang, standard, offset, template.words)
    people = known_names(record.document, names or {})
    told = (history_content(record, wording, people), checks_content(record.document, wording, people))
    about: tuple[object, ...] = (content, *told)
    if template.about == "handover":
        handover = handover_content(record, channel, wording, titles)
        about = (replace(content, verdicts=(handover.verdict,)), *told, handover)
    imprint = record_imprint(content, record.sealed_at, wording)
    return paper_pdf(about, imprint, lang, template, file, lambda one: picture(one, photo))


def records_pdf(
    records: Sequence[tuple[Record, RecordLife | None]],
    lang: Lang,
    template: str,
    *,
    batch: str = "",
    box: str = "",
    titles: Titles | None = None,
    beside: Sequence[Path] = (),
) -> bytes:
    """Several records on one paper, in their order; ``batch`` and ``box`` name them.

    Raises:
        KnownError: as :func:`certificate_pdf`; REP-011 when there is no record.
    """
    loaded, file = page_template(template, beside), template_files(beside)[template]
    return list_pdf(records, lang, loaded, file, batch, titles or library, box)


def list_pdf(
    records: Sequence[tuple[Record, RecordLife | None]],
    lang: Lang,
    loaded: PageTemplate,
    file: Path,
    batch: str,
    titles: Titles,
    box: str = "",
) -> bytes:
    """Several records by a loaded template; ``file`` is where it lies.

    Raises:
        KnownError: as :func:`records_pdf`.
    """
    if not records:
        raise KnownError("REP-011", batch=batch or "—")
    offset, lang = timedelta(hours=loaded.utc_offset_hours), Lang(loaded.language or lang)
    told = (content_of(record, lang, titles, offset, life, own=loaded.words) for record, life in records)
    content = RecordsContent(tuple(told))
    dated = max(record.sealed_at for record, _ in records)
    return paper_pdf((content,), records_imprint(content, batch, dated, lang, box), lang, loaded, file)
