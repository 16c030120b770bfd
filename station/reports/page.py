"""The part of a template that says what a page looks like."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from station.reports.part import Millimetres, Part, UtcOffset, Words

CONTRAST = 4.5
"""Least contrast of coloured text on white paper (WCAG 2, AA)."""


def contrast(colour: str) -> float:
    """Contrast of ``#rrggbb`` on white, 1 to 21 (WCAG 2.2, relative luminance)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _legible(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise PydanticCustomError("colour", "not #rrggbb")
    if contrast(colour) < CONTRAST:
        values = {"contrast": f"{contrast(colour):.1f}", "least": CONTRAST}
        raise PydanticCustomError("contrast", "contrast {contrast} on white, below {least}", values)
    return colour


def _picture_name(name: str) -> str:
    if not re.fullmatch(r"[^\W_][\w.\- ]{0,80}\.(png|jpe?g)", name, re.IGNORECASE):
        raise PydanticCustomError("picture_name", "not the name of a .png or .jpg file beside the template")
    return name


def _plain_paper(name: Any) -> Any:
    return "letter" if isinstance(name, str) and name.lower() == "letter" else name


Legible = Annotated[str, AfterValidator(_legible)]
"""A colour, ``#rrggbb``, that can be read on white paper."""


class Margins(Part):
    """Margins of a page in mm."""

    top: Millimetres = 16
    bottom: Millimetres = 18
    left: Millimetres = 17
    right: Millimetres = 17


class Size(Part):
    """Size of a sheet in mm."""

    width: Annotated[float, Field(ge=30, le=2000)]
    height: Annotated[float, Field(ge=15, le=5000)]


class Logo(Part):
    """A picture file beside the template (.png or .jpg, at most 4 MB), printed ``height_mm`` high."""

    file: Annotated[str, AfterValidator(_picture_name)]
    height_mm: Annotated[float, Field(ge=4, le=20)] = 8


class Colours(Part):
    """``accent`` is the paper's one colour that is no state; it must be legible on white."""

    accent: Legible = "#1F4FD1"


class Head(Part):
    """The line at the top of every page after the first; none without ``text``."""

    text: Words | None = None


class Foot(Part):
    """The line at the bottom of every page: ``text`` instead of the record and its hash, page x of y."""

    text: Words | None = None
    numbers: bool = True


class Description(Part):
    """What the document says about itself to a reader's program; what is left out comes from the record."""

    subject: Words | None = None
    keywords: Words | None = None


class PageTemplate(Part):
    """A paper on pages. ``block`` holds each block's kind and its own options, in printing order.

    ``about`` names what it is about, one of :data:`station.reports.about.CONTENTS`. ``paper`` ``receipt`` is
    a roll, 80 mm wide and as long as its content; ``custom`` has the size of ``size_mm``. ``language`` prints
    always in that language. ``words`` replaces texts of the product, by their key in
    ``translations/*/reports.toml`` (``"facts.heading"``).
    """

    output: Literal["pdf"]
    title: Words
    about: str = "record"
    language: Literal["zh", "en"] | None = None
    paper: Annotated[Literal["A4", "A5", "letter", "receipt", "custom"], BeforeValidator(_plain_paper)] = "A4"
    size_mm: Size | None = None
    landscape: bool = False
    utc_offset_hours: UtcOffset = 0
    margins_mm: Margins = Margins()
    logo: Logo | None = None
    colours: Colours = Colours()
    head: Head = Head()
    foot: Foot = Foot()
    bookmarks: bool = True
    description: Description = Description()
    words: dict[str, Words] = Field(default_factory=dict)
    block: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]

    @field_validator("about")
    @classmethod
    def _is_known(cls, about: str) -> str:
        from station.reports.about import CONTENTS

        if about not in CONTENTS:
            known = {"expected": ", ".join(CONTENTS)}
            raise PydanticCustomError("literal_error", "expected one of {expected}", known)
        return about

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.paper == "custom" and self.size_mm is None:
            raise PydanticCustomError("custom_size", "paper = custom needs size_mm")
        width, _ = self.paper_mm
        if width - self.margins_mm.left - self.margins_mm.right < 25:
            raise PydanticCustomError("no_room", "less than 25 mm between the margins")
        return self

    @property
    def paper_mm(self) -> tuple[float, float]:
        """Width and height in mm; the height of a roll is what its content needs."""
        sizes = {
            "A4": (210.0, 297.0),
            "A5": (148.0, 210.0),
            "letter": (215.9, 279.4),
            "receipt": (80.0, 5000.0),
        }
        own = (self.size_mm.width, self.size_mm.height) if self.size_mm else (0.0, 0.0)
        width, height = sizes.get(self.paper, own)
        return (height, width) if self.landscape and self.paper != "receipt" else (width, height)
