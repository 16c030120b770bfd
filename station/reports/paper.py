"""Any paper on pages, from what it is about and a template."""

from __future__ import annotations

from station.errors import KnownError
from station.reports.about import CONTENTS
from station.reports.blocks import blocks_of
from station.reports.imprint import Imprint
from station.reports.pdf import page_width, pdf_bytes
from station.reports.sheet import PictureOf, Sheet, no_picture
from station.reports.template import PageTemplate
from station.texts import Lang


def paper_pdf(
    about: tuple[object, ...],
    imprint: Imprint,
    lang: Lang,
    template: PageTemplate,
    file: str,
    picture: PictureOf = no_picture,
) -> bytes:
    """A PDF document that says ``about`` by a loaded template; ``file`` names the template in messages.

    ``about`` holds one object of each class that :data:`station.reports.about.CONTENTS` names for the
    template's own ``about``. The same contents and imprint give the same bytes.

    Raises:
        KnownError: REP-002 for a template that is malformed, REP-040 for one about something else.
    """
    if not all(any(isinstance(one, need) for one in about) for need in CONTENTS.get(template.about, ())):
        raise KnownError("REP-040", template=file.rpartition(".")[0], about=template.about)
    blocks = blocks_of(template, file)
    sheet = Sheet(imprint, about, lang, file, page_width(template), picture)
    story = [part for block, options in blocks for part in block.flowables(sheet, options)]
    return pdf_bytes(sheet, template, story)
