"""Verdict cards: one per channel, told apart by colour, word and shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from station.reports.content import ReportContent, VerdictContent
from station.reports.drawing import draw_line, draw_lines, draw_mark, section
from station.reports.part import Part
from station.reports.sheet import INK, INK_OF, MM, MUTED, TINT_OF, Sheet
from station.reports.typesetter import Style
from station.reports.verdict_table import verdict_table

_GAP = 3.5 * MM
_PAD = 4 * MM
_MARK = 4.6 * MM
_CHANNEL = Style(11, INK, bold=True)
_SMALLEST_CHANNEL = 7.5
_VERSION = Style(8, MUTED)
_RESULT = Style(8, MUTED)
_REASON = Style(8.5, INK)
_AHEAD = Style(8, MUTED)
_WORD_SIZES = (28.0, 24.0, 20.0, 17.0, 14.0, 12.0)

NEEDS = ReportContent


class Options(Part):
    """``columns`` of cards; at most ``reasons`` sentences on each (the block *reasons* prints all).

    More than ``cards`` channels are printed as a table with one line of reason each.
    """

    columns: Annotated[int, Field(ge=1, le=3)] = 2
    reasons: Annotated[int, Field(ge=0, le=12)] = 2
    cards: Annotated[int, Field(ge=0, le=24)] = 6


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The cards in rows, every row as high as its highest card; a table where there are too many."""
    if len(sheet.content.verdicts) > options.cards:
        return section(sheet, sheet.say("verdicts.heading"), [verdict_table(sheet)], room_mm=50)
    cards = [_card(sheet, verdict, options) for verdict in sheet.content.verdicts]
    rows = [cards[start : start + options.columns] for start in range(0, len(cards), options.columns)]
    body = [part for row in rows for part in (_Row(row), Spacer(0, _GAP))]
    return section(sheet, sheet.say("verdicts.heading"), body, room_mm=50) if body else []


@dataclass(frozen=True, slots=True)
class _Card:
    verdict: VerdictContent
    width: float
    version_x: float
    channel: str
    channel_style: Style
    word: tuple[str, ...]
    word_style: Style
    result: tuple[str, ...]
    reasons: tuple[str, ...]
    ahead: tuple[str, ...]

    @property
    def height(self) -> float:
        """Height that holds all lines, in points."""
        lines = 2 * _PAD + 7.4 * MM + len(self.word) * self.word_style.line
        lines += len(self.result) * _RESULT.line + len(self.reasons) * _REASON.line
        return lines + (2.5 * MM + len(self.ahead) * _AHEAD.line if self.ahead else 0)


def _card(sheet: Sheet, verdict: VerdictContent, options: Options) -> _Card:
    setter = sheet.setter
    width = (sheet.width - _GAP * (options.columns - 1)) / options.columns
    inner = width - 2 * _PAD
    word, word_style = _word(sheet, verdict, inner)
    version = verdict.version
    room = inner - _MARK - 4 * MM - setter.width(version, _VERSION)
    channel_style = setter.shrunk(verdict.channel, _CHANNEL, room, _SMALLEST_CHANNEL)
    return _Card(
        verdict=verdict,
        width=width,
        version_x=width - _PAD - setter.width(version, _VERSION),
        channel=setter.fitted(verdict.channel, channel_style, room),
        channel_style=channel_style,
        word=tuple(word),
        word_style=word_style,
        result=tuple(setter.lines(verdict.result, _RESULT, inner)),
        reasons=tuple(_broken(sheet, verdict.reasons[: options.reasons], _REASON, inner)),
        ahead=tuple(_broken(sheet, verdict.ahead, _AHEAD, inner)),
    )


def _word(sheet: Sheet, verdict: VerdictContent, inner: float) -> tuple[list[str], Style]:
    style = Style(_WORD_SIZES[0], INK_OF[verdict.state], bold=True, leading=_WORD_SIZES[0] * 1.22)
    for size in _WORD_SIZES:
        style = replace(style, size=size, leading=size * 1.22)
        if sheet.setter.width(verdict.word, style) <= inner:
            break
    return sheet.setter.lines(verdict.word, style, inner), style


def _broken(sheet: Sheet, sentences: Sequence[str], style: Style, width: float) -> Iterator[str]:
    for sentence in sentences:
        yield from sheet.setter.lines(sentence, style, width)


class _Row(Flowable):
    def __init__(self, cards: Sequence[_Card]) -> None:
        super().__init__()
        self._cards = cards
        self.width = sum(card.width + _GAP for card in cards) - _GAP
        self.height = max(card.height for card in cards)

    def draw(self) -> None:
        x = 0.0
        for card in self._cards:
            self._draw_card(card, x)
            x += card.width + _GAP

    def _draw_card(self, card: _Card, x: float) -> None:
        canvas, state, left = self.canv, card.verdict.state, x + _PAD
        canvas.setFillColor(HexColor(TINT_OF[state]))
        canvas.roundRect(x, 0, card.width, self.height, 2.2 * MM, stroke=0, fill=1)
        top = self.height - _PAD
        draw_mark(canvas, state, left, top - _MARK, _MARK)
        draw_line(canvas, left + _MARK + 2 * MM, top - 3.7 * MM, card.channel, card.channel_style)
        draw_line(canvas, x + card.version_x, top - 3.7 * MM, card.verdict.version, _VERSION)
        top = draw_lines(canvas, left, top - 6.6 * MM, card.word, card.word_style)
        top = draw_lines(canvas, left, top, card.result, _RESULT) - 0.8 * MM
        draw_lines(canvas, left, top, card.reasons, _REASON)
        if card.ahead:
            self._draw_ahead(card, x)

    def _draw_ahead(self, card: _Card, x: float) -> None:
        height = len(card.ahead) * _AHEAD.line
        self.canv.setStrokeColor(HexColor(INK_OF[card.verdict.state]))
        self.canv.setLineWidth(0.4)
        y = _PAD + height + 1 * MM
        self.canv.line(x + _PAD, y, x + card.width - _PAD, y)
        draw_lines(self.canv, x + _PAD, _PAD + height, card.ahead, _AHEAD)
