"""Pages: a paper's blocks set on paper as PDF bytes, the same bytes whenever the same thing is printed.

Prepared for archives (PDF/A): fonts embedded, an sRGB output intent, the description as XMP, no scripts, no
encryption. It does not claim to be PDF/A, which nobody here has had certified.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame
from reportlab.platypus import PageTemplate as Page

from station.reports.archive import Description, describe
from station.reports.content import State
from station.reports.drawing import draw_line
from station.reports.faces import BOLD, REGULAR, face
from station.reports.imprint import Imprint
from station.reports.page import PageTemplate
from station.reports.sheet import INK_OF, LINE, MM, MUTED, SMALL, Sheet
from station.reports.typesetter import Style

rl_config.useA85 = 0  # binary streams: a quarter of the time and four fifths of the size

Story = Callable[[], Sequence[Flowable]]
Paper = tuple[float, float]
"""Width and height in points."""

_PRODUCER = "Inspection Station"
_MARK = Style(92, INK_OF[State.BAD], bold=True)
_LONGEST_ROLL = 5000 * MM


def page_width(template: PageTemplate) -> float:
    """Width between the margins in points."""
    margins = template.margins_mm
    return (template.paper_mm[0] - margins.left - margins.right) * MM


def pdf_bytes(sheet: Sheet, template: PageTemplate, story: Story) -> bytes:
    """The finished document; the dates in it are the imprint's, so a reprint is identical byte for byte.

    A roll is set twice: first to see how long it gets.
    """
    width, height = (side * MM for side in template.paper_mm)
    if template.paper == "receipt":
        height = _roll_height(sheet, template, _endless(story()), width)
        return _built(sheet, template, _endless(story()), (width, height))[0]
    return _built(sheet, template, story(), (width, height))[0]


def _endless(story: Sequence[Flowable]) -> Sequence[Flowable]:
    """Nothing on a roll asks for a new page."""
    return [part for part in story if not isinstance(part, CondPageBreak)]


def _roll_height(sheet: Sheet, template: PageTemplate, story: Sequence[Flowable], width: float) -> float:
    """As long as what stands on it, at most 5 m."""
    _, left, pages = _built(sheet, template, story, (width, _LONGEST_ROLL))
    margins = template.margins_mm
    used = _LONGEST_ROLL - left + margins.bottom * MM if pages == 1 else _LONGEST_ROLL
    return max(used, 40 * MM)


def _built(
    sheet: Sheet, template: PageTemplate, story: Sequence[Flowable], paper: Paper
) -> tuple[bytes, float, int]:
    """The document, how high above the paper's edge its text ends, and the number of its pages."""
    about = _description(sheet, template)
    face(REGULAR)
    foot = _Foot(sheet, template, paper)
    page = _page(template, foot, paper)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=paper,
        pageTemplates=[page],
        title=about.title,
        author=about.author,
        subject=about.subject,
        keywords=[about.keywords] if about.keywords else [],
        creator=_PRODUCER,
        producer=_PRODUCER,
        lang=about.language,
        invariant=1,
        displayDocTitle=True,
        initialFontName=REGULAR,
    )
    document.build(list(story), canvasmaker=partial(_Numbered, foot=foot, about=about))
    return out.getvalue(), foot.ends_at, document.page


def _description(sheet: Sheet, template: PageTemplate) -> Description:
    own, imprint = template.description, sheet.imprint
    return Description(
        title=f"{sheet.words(template.title, 'title')} {imprint.reference}",
        author=imprint.author or imprint.station,
        subject=sheet.words(own.subject, "description · subject") if own.subject else imprint.subject,
        keywords=sheet.words(own.keywords, "description · keywords") if own.keywords else "",
        language="zh-CN" if sheet.lang == "zh" else "en",
        dated=imprint.dated,
    )


def _page(template: PageTemplate, foot: _Foot, paper: Paper) -> Page:
    margins = template.margins_mm
    frame = Frame(
        margins.left * MM,
        margins.bottom * MM,
        page_width(template),
        paper[1] - (margins.top + margins.bottom) * MM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return Page(frames=[frame], onPageEnd=foot.end_page)


class _Foot:
    """What stands on every page: head, foot and page number; the mark of a record not to be used."""

    def __init__(self, sheet: Sheet, template: PageTemplate, paper: Paper) -> None:
        imprint, margins = sheet.imprint, template.margins_mm
        self._paper, self._sheet = paper, sheet
        self._left = margins.left * MM
        self._y = max(margins.bottom - 8, 4) * MM
        self._top = paper[1] - max(margins.top - 6, 4) * MM
        self._mark, self._strength = imprint.mark, imprint.mark_strength
        self._mark_size = min(_MARK.size, paper[0] / 5.5)
        self._text = _foot_text(sheet, template, imprint)
        self._head = sheet.words(template.head.text, "head · text") if template.head.text else ""
        self._has_numbers = template.foot.numbers and template.paper != "receipt"
        self.ends_at = 0.0

    def end_page(self, canvas: Canvas, document: Any) -> None:
        """Draw the mark over a page that is full."""
        self.ends_at = float(document.frame._y)
        self._draw_mark(canvas)

    def _draw_mark(self, canvas: Canvas) -> None:
        """The mark of a practice, amended or voided record, see-through."""
        if not self._mark:
            return
        width, height = self._paper
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52)
        canvas.setFillColor(HexColor(INK_OF[State.BAD]), alpha=self._strength)
        canvas.setFont(BOLD, self._mark_size)
        canvas.drawCentredString(0, -self._mark_size / 3, self._mark)
        canvas.restoreState()

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw what stands at the top and at the foot of a page."""
        setter, right = self._sheet.setter, self._left + self._sheet.width
        number = self._sheet.say("page.number", page=page, pages=pages) if self._has_numbers else ""
        room = self._sheet.width - setter.width(number, SMALL) - 4 * MM
        _rule(canvas, self._left, right, self._y + 4 * MM)
        draw_line(canvas, self._left, self._y, setter.fitted(self._text, SMALL, room), SMALL)
        canvas.setFillColor(HexColor(MUTED))
        canvas.drawRightString(right, self._y, number)
        if self._head and page > 1:
            draw_line(
                canvas, self._left, self._top, setter.fitted(self._head, SMALL, self._sheet.width), SMALL
            )


def _foot_text(sheet: Sheet, template: PageTemplate, imprint: Imprint) -> str:
    own = template.foot.text
    return sheet.words(own, "foot · text") if own else imprint.foot


def _rule(canvas: Canvas, left: float, right: float, y: float) -> None:
    canvas.setStrokeColor(HexColor(LINE))
    canvas.setLineWidth(0.5)
    canvas.line(left, y, right, y)


class _Numbered(Canvas):
    """A canvas that holds its pages back until their number is known."""

    _doc: Any
    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name

    def __init__(self, *args: Any, foot: _Foot, about: Description, **options: Any) -> None:
        super().__init__(*args, **options)
        self._foot, self._about = foot, about
        self._held: list[dict[str, Any]] = []
        self._date()

    def _date(self) -> None:
        stamp = self._doc._timeStamp
        stamp.t = self._about.dated.timestamp()
        stamp.lt = time.gmtime(stamp.t)
        stamp.YMDhms = tuple(stamp.lt)[:6]

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Hold the page back."""
        self._held.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Give every page its foot and write the document."""
        for page, held in enumerate(self._held, 1):
            self.__dict__.update(held)
            self._foot.draw(self, page, len(self._held))
            super().showPage()
        describe(self._doc, self._about, _PRODUCER)
        super().save()
