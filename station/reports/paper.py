"""Any paper on pages, from what it is about and a template."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.platypus import Flowable

from station.errors import KnownError
from station.reports.about import CONTENTS
from station.reports.blocks import Block, blocks_of
from station.reports.imprint import Imprint
from station.reports.logo import logo_picture
from station.reports.page import PageTemplate
from station.reports.pdf import page_width, pdf_bytes
from station.reports.sheet import MM, PictureOf, Sheet, no_picture
from station.texts import Lang


def paper_pdf(
    about: tuple[object, ...],
    imprint: Imprint,
    lang: Lang,
    template: PageTemplate,
    file: Path,
    picture: PictureOf = no_picture,
) -> bytes:
    """A PDF document that says ``about`` by a loaded template; ``file`` is where the template lies:
    messages name it, and its logo lies beside it.

    ``about`` holds one object of each class that :data:`station.reports.about.CONTENTS` names for the
    template's own ``about``. The same contents and imprint give the same bytes.

    Raises:
        KnownError: REP-002 for a template that is malformed, REP-040 for one about something else.
    """
    if not all(any(isinstance(one, need) for one in about) for need in CONTENTS.get(template.about, ())):
        raise KnownError("REP-040", template=file.stem, about=template.about)
    sheet = _sheet(about, imprint, lang, template, file, picture)
    return pdf_bytes(sheet, template, partial(_story, sheet, blocks_of(template, file.name)))


def _story(sheet: Sheet, blocks: Sequence[tuple[Block, Any]]) -> list[Flowable]:
    return [part for block, options in blocks for part in block.flowables(sheet, options)]


def _sheet(
    about: tuple[object, ...],
    imprint: Imprint,
    lang: Lang,
    template: PageTemplate,
    file: Path,
    picture: PictureOf,
) -> Sheet:
    logo = template.logo
    return Sheet(
        imprint=imprint,
        about=about,
        lang=Lang(template.language or lang),
        file=file.name,
        width=page_width(template),
        picture=picture,
        accent=template.colours.accent,
        own=template.words,
        logo=logo_picture(file.parent / logo.file) if logo else None,
        logo_height=logo.height_mm * MM if logo else 0,
        bookmarks=template.bookmarks,
    )
