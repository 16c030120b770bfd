"""What a block gets to work with, and the look that all blocks share."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from station.reports.content import PhotoContent, ReportContent, State
from station.reports.imprint import Imprint
from station.reports.logo import LogoPicture
from station.reports.own_words import own_text
from station.reports.part import Words
from station.reports.typesetter import Style, Typesetter
from station.texts import Lang, text

MM = 72 / 25.4
"""Points per millimetre."""

ACCENT = "#1F4FD1"
INK = "#171C26"
MUTED = "#5B6475"
LINE = "#DCE0E8"
ZEBRA = "#F6F7FA"
PAPER = "#FFFFFF"

INK_OF = {State.OK: "#16703F", State.ATTENTION: "#8F5A00", State.BAD: "#B3261E", State.UNKNOWN: "#4F5869"}
TINT_OF = {State.OK: "#E5F4EB", State.ATTENTION: "#FFF3DA", State.BAD: "#FCE9E7", State.UNKNOWN: "#ECEFF4"}

BODY = Style(9, INK)
BODY_BOLD = Style(9, INK, bold=True)
SMALL = Style(7.5, MUTED)
HEADING = Style(12.5, INK, bold=True)


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A picture whose bytes go into the document as they are; stands where reportlab takes an image."""

    name: str
    data: bytes

    def __str__(self) -> str:
        """reportlab names and reuses an image by this text."""
        return self.name

    def jpeg_fh(self) -> io.BytesIO:
        """The bytes, as reportlab asks for them."""
        return io.BytesIO(self.data)


NARROW = 95 * MM

PictureOf = Callable[[PhotoContent], Jpeg | None]
Told = TypeVar("Told")


def no_picture(_photo: PhotoContent) -> None:
    """The pictures of a paper that shows no photos."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One paper being made: what it is ``about``, in which language, on which width (points).

    ``about`` holds one object per kind of content (:mod:`station.reports.about`); a block takes the kind it
    needs. ``accent`` is the paper's one colour that is no state, ``own`` the template's words in place of the
    product's, ``logo`` its picture and ``logo_height`` (points) how high it stands.
    """

    imprint: Imprint
    about: tuple[object, ...]
    lang: Lang
    file: str
    width: float
    picture: PictureOf = no_picture
    accent: str = ACCENT
    own: Mapping[str, Words] = field(default_factory=dict)
    logo: LogoPicture | None = None
    logo_height: float = 0
    bookmarks: bool = True
    setter: Typesetter = field(default_factory=Typesetter)

    def of(self, kind: type[Told]) -> Told:
        """What the paper has to say of this kind; templates are checked before, so a lack is a bug."""
        return next(one for one in self.about if isinstance(one, kind))

    @property
    def content(self) -> ReportContent:
        """The one record of a paper about one record."""
        return self.of(ReportContent)

    def say(self, key: str, /, **values: object) -> str:
        """A text of the area ``reports``, or the template's own in its place."""
        own = own_text(self.own, self.lang, key, values)
        return text(self.lang, f"reports.{key}", **values) if own is None else own

    @property
    def is_narrow(self) -> bool:
        """True where two things do not fit side by side: on rolls and small labels."""
        return self.width < NARROW

    def words(self, words: Words, where: str) -> str:
        """A text of the template in this report's language, with the fields of the imprint.

        Raises:
            KnownError: REP-002 when the text is malformed.
        """
        from station.reports.fill import fill

        return fill(getattr(words, self.lang.value), self.imprint.fields, file=self.file, where=where)


PhotoPath = Callable[[str], Path | None]
"""Where the photo with this SHA-256 lies, or None when it is not on this machine."""
