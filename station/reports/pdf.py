"""Pages: a report's blocks set on paper as PDF bytes, the same bytes whenever the same record is printed."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, A5, LETTER
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame
from reportlab.platypus import PageTemplate as Page

from station.reports.content import State
from station.reports.drawing import draw_line
from station.reports.faces import BOLD
from station.reports.sheet import INK_OF, LINE, MM, MUTED, SMALL, Sheet
from station.reports.template import PageTemplate
from station.reports.typesetter import Style

rl_config.useA85 = 0  # binary streams: a quarter of the time and four fifths of the size

PAPERS: dict[str, tuple[float, float]] = {"A4": A4, "A5": A5, "letter": LETTER}

_PRODUCER = "Inspection Station"
_MARK = Style(92, INK_OF[State.BAD], bold=True)


def page_width(template: PageTemplate) -> float:
    """Width between the margins in points."""
    margins = template.margins_mm
    return PAPERS[template.paper][0] - (margins.left + margins.right) * MM


def pdf_bytes(sheet: Sheet, template: PageTemplate, story: Sequence[Flowable]) -> bytes:
    """The finished document; the dates in it are the imprint's, so a reprint is identical byte for byte."""
    imprint = sheet.imprint
    title = f"{sheet.words(template.title, 'title')} {imprint.reference}"
    foot = _Foot(sheet, template)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out,
        pagesize=PAPERS[template.paper],
        pageTemplates=[_page(template, foot)],
        title=title,
        author=imprint.author or imprint.station,
        subject=imprint.subject,
        creator=_PRODUCER,
        producer=_PRODUCER,
        lang="zh-CN" if sheet.lang == "zh" else "en",
        invariant=1,
        displayDocTitle=True,
    )
    document.build(list(story), canvasmaker=partial(_Numbered, foot=foot, dated=imprint.dated))
    return out.getvalue()


def _page(template: PageTemplate, foot: _Foot) -> Page:
    height = PAPERS[template.paper][1]
    margins = template.margins_mm
    frame = Frame(
        margins.left * MM,
        margins.bottom * MM,
        page_width(template),
        height - (margins.top + margins.bottom) * MM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    return Page(frames=[frame], onPageEnd=foot.draw_mark)


class _Foot:
    """What stands on every page: record, ledger hash and page number; the mark of a record not to be used."""

    def __init__(self, sheet: Sheet, template: PageTemplate) -> None:
        imprint, margins = sheet.imprint, template.margins_mm
        self._paper = PAPERS[template.paper]
        self._sheet = sheet
        self._left = margins.left * MM
        self._y = max(margins.bottom - 8, 4) * MM
        self._mark, self._strength = imprint.mark, imprint.mark_strength
        sheet.setter.width(self._mark, _MARK)
        self._text = imprint.foot
        sheet.setter.width(self._text + self._number(1, 234567890), SMALL)

    def _number(self, page: int, pages: int) -> str:
        return self._sheet.say("page.number", page=page, pages=pages)

    def draw_mark(self, canvas: Canvas, _document: object) -> None:
        """Draw the mark of a practice, amended or voided record over the page, see-through."""
        if not self._mark:
            return
        width, height = self._paper
        canvas.saveState()
        canvas.translate(width / 2, height / 2)
        canvas.rotate(52)
        canvas.setFillColor(HexColor(INK_OF[State.BAD]), alpha=self._strength)
        canvas.setFont(BOLD, _MARK.size)
        canvas.drawCentredString(0, -30, self._mark)
        canvas.restoreState()

    def draw(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw the line at the foot of a page."""
        right = self._left + self._sheet.width
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.5)
        canvas.line(self._left, self._y + 4 * MM, right, self._y + 4 * MM)
        draw_line(canvas, self._left, self._y, self._text, SMALL)
        canvas.setFillColor(HexColor(MUTED))
        canvas.drawRightString(right, self._y, self._number(page, pages))


class _Numbered(Canvas):
    """A canvas that holds its pages back until their number is known."""

    _doc: Any
    _startPage: Callable[[], None]  # noqa: N815 - reportlab's name

    def __init__(self, *args: Any, foot: _Foot, dated: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self._foot = foot
        self._held: list[dict[str, Any]] = []
        self._date(dated)

    def _date(self, moment: datetime) -> None:
        stamp = self._doc._timeStamp
        stamp.t = moment.timestamp()
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
        super().save()
