"""Labels of a record, a box or a place: ZPL II for label printers, a page of PDF for every other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from station.errors import KnownError
from station.model.life import RecordLife
from station.model.record import Record
from station.reports.compose import content_of
from station.reports.content import State, Titles
from station.reports.fill import fill
from station.reports.label_content import LabelContent, LabelLine, box_label, place_label, record_label
from station.reports.label_form import LabelForm, Language
from station.reports.label_page import DOTS, LabelPage
from station.reports.label_surface import LabelSurface
from station.reports.template import LabelField, LabelTemplate, label_template
from station.reports.typesetter import printable
from station.reports.zpl import Label
from station.standards import library
from station.texts import Lang

_TALLEST_VERDICT_MM = 3.6
_LOWEST_VERDICT_MM = 2.2
"""Below this a thermal print at arm's length is not legible any more."""
_BEST_FIRST = (State.OK, State.ATTENTION, State.UNKNOWN, State.BAD)
_CROSS_MM = 0.5


def label_zpl(
    record: Record,
    lang: Lang,
    template: str = "label",
    *,
    titles: Titles | None = None,
    life: RecordLife | None = None,
    beside: Sequence[Path] = (),
    trace: str = "",
    form: LabelForm | None = None,
) -> bytes:
    """The label of ``record``, ready to send to a printer; ``life`` is what became of the record.

    ``beside`` are files of templates beside those that ship, ``trace`` is the address of the unit's public
    page, ``form`` what the printer takes: ZPL II in the template's own dots when None.

    Raises:
        KnownError: REP-002 and REP-003 for a template that is malformed or missing, STD-003 when the record's
            category has no internal standard, REP-040 a template about a box or a place.
    """
    chosen = label_template(template, beside)
    return label_from(record, lang, chosen, f"{template}.toml", titles or library, life, trace, form)


def label_from(
    record: Record,
    lang: Lang,
    template: LabelTemplate,
    file: str,
    titles: Titles,
    life: RecordLife | None = None,
    trace: str = "",
    form: LabelForm | None = None,
) -> bytes:
    """The label of ``record`` by a loaded template; ``file`` names the template in messages.

    Raises:
        KnownError: as :func:`label_zpl`.
    """
    if template.about != "record":
        raise KnownError("REP-040", template=file, about=template.about)
    content = content_of(record, lang, titles, timedelta(hours=template.utc_offset_hours), life, trace)
    return label_of(record_label(content), lang, template, file, form)


def box_label_from(
    records: Sequence[tuple[Record, RecordLife | None]],
    batch: str,
    lang: Lang,
    template: LabelTemplate,
    file: str,
    titles: Titles,
    form: LabelForm | None = None,
) -> bytes:
    """The label of a box that holds ``records``; ``batch`` is its code.

    Raises:
        KnownError: REP-011 when there is no record, REP-040 a template about something else; as
            :func:`label_zpl`.
    """
    if template.about != "records":
        raise KnownError("REP-040", template=file, about=template.about)
    if not records:
        raise KnownError("REP-011", batch=batch or "—")
    offset = timedelta(hours=template.utc_offset_hours)
    told = [content_of(record, lang, titles, offset, life) for record, life in records]
    return label_of(box_label(told, batch, lang), lang, template, file, form)


def place_label_from(
    code: str,
    name: str,
    station: str,
    lang: Lang,
    template: LabelTemplate,
    file: str,
    form: LabelForm | None = None,
) -> bytes:
    """The label of a place in the store.

    Raises:
        KnownError: REP-040 a template about something else; REP-002 one that is malformed.
    """
    if template.about != "place":
        raise KnownError("REP-040", template=file, about=template.about)
    return label_of(place_label(code, name, station), lang, template, file, form)


def label_of(
    content: LabelContent, lang: Lang, template: LabelTemplate, file: str, form: LabelForm | None = None
) -> bytes:
    """Every field of ``template``, filled from ``content``, in the ``form`` the printer takes.

    Raises:
        KnownError: REP-002 naming ``file`` and the field.
    """
    surface = _surface(template, form or LabelForm(dots_per_mm=template.dots_per_mm), content.title, lang)
    for number, field in enumerate(template.field, 1):
        pattern = field.text if isinstance(field.text, str) else getattr(field.text, lang.value)
        text = printable(fill(pattern, content.fields, file=file, where=f"field {number}"))
        _DRAWERS[field.kind](surface, field, text.replace("\n", " ").strip(), content, surface.dots)
    return surface.finished()


def _surface(template: LabelTemplate, form: LabelForm, title: str, lang: Lang) -> LabelSurface:
    if form.language is Language.PDF:
        width, height = round(template.width_mm * DOTS), round(template.height_mm * DOTS)
        return LabelPage(width, height, title, "zh-CN" if lang is Lang.ZH else "en")
    dots = form.dots_per_mm
    return Label(round(template.width_mm * dots), round(template.height_mm * dots), dots)


def _cross_out(label: LabelSurface, x: int, y: int, width: int, height: int) -> None:
    """A bar through the middle of a line that must not be used."""
    bar = max(3, round(_CROSS_MM * label.dots))
    label.rule(x, y + (height - bar) // 2, width, bar)


def _text(label: LabelSurface, field: LabelField, text: str, content: LabelContent, dots: int) -> None:
    box = _box(field, dots)
    label.text(*box, text, bold=field.bold)
    if field.crossed and content.void:
        _cross_out(label, *box)


def _standing(label: LabelSurface, field: LabelField, _text: str, content: LabelContent, dots: int) -> None:
    """White on black, so that nobody takes the label for one of a record in force."""
    if not content.standing:
        return
    x, y, width, height = _box(field, dots)
    label.rule(x, y, width, height)
    row = height // len(content.standing)
    for number, word in enumerate(content.standing):
        label.text(x + dots, y + number * row, width - 2 * dots, row, word, bold=True, reversed_out=True)


def _qr(label: LabelSurface, field: LabelField, text: str, _content: LabelContent, dots: int) -> None:
    x, y, width, height = _box(field, dots)
    label.qr(x, y, min(width, height), text)


def _code128(label: LabelSurface, field: LabelField, text: str, _content: LabelContent, dots: int) -> None:
    if text and text.isascii():
        label.code128(*_box(field, dots), text)


def _rule(label: LabelSurface, field: LabelField, _text: str, _content: LabelContent, dots: int) -> None:
    label.rule(*_box(field, dots))


def _verdicts(label: LabelSurface, field: LabelField, _text: str, content: LabelContent, dots: int) -> None:
    """One line per channel; of more than are legible the best, and a last line that counts the rest."""
    if not content.lines:
        return
    x, y, width, height = _box(field, dots)
    lines = _legible(content.lines, max(1, height // round(_LOWEST_VERDICT_MM * dots)))
    row = min(height // len(lines), round(_TALLEST_VERDICT_MM * dots))
    word = round(width * content.word_share)
    for number, (channel, grade) in enumerate(lines):
        top, tall = y + number * row, row - max(1, row // 8)
        label.text(x, top, width - word - dots, tall, channel)
        label.text(x + width - word, top, word, tall, grade, bold=True)
        if content.void:
            _cross_out(label, x, top, width, tall)


def _legible(verdicts: Sequence[LabelLine], room: int) -> list[tuple[str, str]]:
    if len(verdicts) <= room:
        return [(verdict.channel, verdict.word) for verdict in verdicts]
    best = sorted(verdicts, key=lambda verdict: _BEST_FIRST.index(verdict.state))[: room - 1]
    return [*((verdict.channel, verdict.word) for verdict in best), (f"+ {len(verdicts) - len(best)}", "…")]


def _box(field: LabelField, dots: int) -> tuple[int, int, int, int]:
    measures = (field.x_mm, field.y_mm, field.width_mm, field.height_mm)
    x, y, width, height = (round(measure * dots) for measure in measures)
    return x, y, width, height


_Draw = Callable[[LabelSurface, LabelField, str, LabelContent, int], None]
_DRAWERS: dict[str, _Draw] = {
    "text": _text,
    "qr": _qr,
    "code128": _code128,
    "rule": _rule,
    "verdicts": _verdicts,
    "standing": _standing,
}
