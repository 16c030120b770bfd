"""Photos in a grid, each with its view, time and the beginning of its hash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from station.reports.content import PhotoContent, ReportContent
from station.reports.drawing import draw_line, section
from station.reports.part import Part
from station.reports.sheet import INK, LINE, MM, MUTED, SMALL, ZEBRA, Jpeg, Sheet
from station.reports.typesetter import Style

_GAP = 4 * MM
_CAPTION = Style(8.5, INK, bold=True)
_DETAIL = Style(7, MUTED)
_TEXT_HEIGHT = 9.5 * MM

NEEDS = ReportContent


class Options(Part):
    """``columns`` of photos; ``ratio`` is width by height of each frame. ``only_reasons`` leaves out photos
    of items without a defect that decided nothing."""

    columns: Annotated[int, Field(ge=1, le=6)] = 3
    ratio: Annotated[float, Field(ge=0.3, le=4)] = 4 / 3
    only_reasons: bool = False


def flowables(sheet: Sheet, options: Options) -> list[Flowable]:
    """The grid; nothing when the record has no photos."""
    width = (sheet.width - _GAP * (options.columns - 1)) / options.columns
    photos = [one for one in sheet.content.photos if one.shows_reason or not options.only_reasons]
    frames = [_frame(sheet, photo, width) for photo in photos]
    rows = [frames[start : start + options.columns] for start in range(0, len(frames), options.columns)]
    if not rows:
        return []
    height = width / options.ratio
    body = [part for row in rows for part in (_Row(row, width, height), Spacer(0, 3 * MM))]
    room_mm = (height + _TEXT_HEIGHT) / MM + 16
    return section(sheet, sheet.say("photos.heading"), body, room_mm=room_mm)


@dataclass(frozen=True, slots=True)
class _Frame:
    photo: PhotoContent
    picture: Jpeg | None
    caption: str
    detail: str
    absent: str
    absent_width: float


def _frame(sheet: Sheet, photo: PhotoContent, width: float) -> _Frame:
    absent = photo.pruned or sheet.say("photos.absent")
    return _Frame(
        photo=photo,
        picture=sheet.picture(photo),
        caption=sheet.setter.fitted(photo.caption, _CAPTION, width),
        detail=sheet.setter.fitted(photo.detail, _DETAIL, width),
        absent=absent,
        absent_width=sheet.setter.width(absent, SMALL),
    )


class _Row(Flowable):
    def __init__(self, frames: Sequence[_Frame], frame_width: float, frame_height: float) -> None:
        super().__init__()
        self._frames = frames
        self._size = frame_width, frame_height
        self.width = frame_width * len(frames) + _GAP * (len(frames) - 1)
        self.height = frame_height + _TEXT_HEIGHT

    def draw(self) -> None:
        for place, frame in enumerate(self._frames):
            self._draw_frame(frame, place * (self._size[0] + _GAP))

    def _draw_frame(self, frame: _Frame, x: float) -> None:
        canvas, (width, height) = self.canv, self._size
        canvas.setFillColor(HexColor(ZEBRA))
        canvas.setStrokeColor(HexColor(LINE))
        canvas.setLineWidth(0.5)
        canvas.rect(x, _TEXT_HEIGHT, width, height, stroke=1, fill=1)
        if frame.picture is None:
            middle = x + (width - frame.absent_width) / 2
            draw_line(canvas, middle, _TEXT_HEIGHT + height / 2, frame.absent, SMALL)
        else:
            self._draw_picture(frame, x)
        draw_line(canvas, x, 5.4 * MM, frame.caption, _CAPTION)
        draw_line(canvas, x, 2 * MM, frame.detail, _DETAIL)

    def _draw_picture(self, frame: _Frame, x: float) -> None:
        (width, height), photo = self._size, frame.photo
        scale = min(width / photo.width, height / photo.height)
        shown_width, shown_height = photo.width * scale, photo.height * scale
        left, bottom = x + (width - shown_width) / 2, _TEXT_HEIGHT + (height - shown_height) / 2
        self.canv.drawImage(frame.picture, left, bottom, shown_width, shown_height)
