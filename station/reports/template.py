"""Report templates: ``resources/reports/<name>.toml``, checked on loading.

A template says what is printed in which order and never contains code. Texts in it may name the record's
fields (``{{ record }}``) and choose between them; everything else Jinja offers is refused, so a template from
a stranger can neither run anything nor make the station wait.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from station.errors import KnownError
from station.places import RESOURCES

FOLDER = RESOURCES / "reports"

UtcOffset = Annotated[float, Field(ge=-12, le=14)]
Millimetres = Annotated[float, Field(ge=0, le=1000)]


class Part(BaseModel):
    """A part of a template: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """A text in both languages."""

    zh: str
    en: str


class Margins(Part):
    """Margins of a page in mm."""

    top: Millimetres = 16
    bottom: Millimetres = 18
    left: Millimetres = 17
    right: Millimetres = 17


class PageTemplate(Part):
    """A paper on pages. ``block`` holds each block's kind and its own options, in printing order.

    ``about`` names what it is about, one of :data:`station.reports.about.CONTENTS`.
    """

    output: Literal["pdf"]
    about: str = "record"
    title: Words
    paper: Literal["A4", "A5", "letter"] = "A4"
    utc_offset_hours: UtcOffset = 0
    margins_mm: Margins = Margins()
    block: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]


class LabelField(Part):
    """One field of a label; ``x_mm`` and ``y_mm`` are its upper left corner.

    ``text`` is made smaller until it fits into ``width_mm``. ``qr`` fits into both measures; for ``code128``
    ``height_mm`` is the height of the bars; ``verdicts`` shares its height among the channels.
    ``standing`` is a black band with a white line per state of the record, and nothing of a record that is
    simply in force. ``crossed`` text is struck through on the label of a record that must not be used, as
    its verdicts always are.
    """

    kind: Literal["text", "qr", "code128", "rule", "verdicts", "standing"]
    x_mm: Millimetres
    y_mm: Millimetres
    width_mm: Millimetres
    height_mm: Millimetres
    bold: bool = False
    crossed: bool = False
    text: str | Words = ""


class LabelTemplate(Part):
    """A label: size in mm, fields; ``dots_per_mm`` (8 = 203 dpi) where the printer says nothing else."""

    output: Literal["zpl"]
    width_mm: Annotated[float, Field(gt=0, le=200)]
    height_mm: Annotated[float, Field(gt=0, le=300)]
    dots_per_mm: Literal[6, 8, 12, 24] = 8
    utc_offset_hours: UtcOffset = 0
    field: Annotated[tuple[LabelField, ...], Field(min_length=1)]


Template = PageTemplate | LabelTemplate

_ANY: TypeAdapter[Template] = TypeAdapter(Annotated[Template, Field(discriminator="output")])


def template_names(beside: Iterable[Path] = ()) -> tuple[str, ...]:
    """Names of the templates that ship with the program and of those in the files ``beside``."""
    return tuple(sorted(_files(beside)))


def page_template(name: str, beside: Iterable[Path] = ()) -> PageTemplate:
    """The page template called ``name``, shipped or in one of the files ``beside``.

    Raises:
        KnownError: REP-003 when there is none of that name, REP-002 when its file is malformed.
    """
    beside = tuple(beside)
    found = _template(name, beside)
    if not isinstance(found, PageTemplate):
        raise KnownError("REP-003", template=name, known=names_of("pdf", beside))
    return found


def label_template(name: str, beside: Iterable[Path] = ()) -> LabelTemplate:
    """The label template called ``name``, shipped or in one of the files ``beside``.

    Raises:
        KnownError: REP-003 when there is none of that name, REP-002 when its file is malformed.
    """
    beside = tuple(beside)
    found = _template(name, beside)
    if not isinstance(found, LabelTemplate):
        raise KnownError("REP-003", template=name, known=names_of("zpl", beside))
    return found


def names_of(output: str, beside: Iterable[Path] = ()) -> tuple[str, ...]:
    """Names of the templates, those in the files ``beside`` among them, that print to ``pdf`` or ``zpl``.

    Raises:
        KnownError: REP-002 when a template file is malformed.
    """
    files = _files(beside)
    return tuple(name for name in sorted(files) if load_template(files[name]).output == output)


def _template(name: str, beside: tuple[Path, ...]) -> Template:
    files = _files(beside)
    if name not in files:
        raise KnownError("REP-003", template=name, known=tuple(sorted(files)))
    return load_template(files[name])


def _files(beside: Iterable[Path]) -> Mapping[str, Path]:
    """Every template's file by its name; of two with one name the shipped one."""
    return {file.stem: file for file in (*beside, *FOLDER.glob("*.toml"))}


def load_template(file: Path) -> Template:
    """The template in ``file``; its texts and the options of its blocks are checked too.

    Raises:
        KnownError: REP-002 with the place and the reason.
    """
    try:
        found = _ANY.validate_python(tomllib.loads(file.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        why, _, where = str(error).rpartition(" (at ")
        raise malformed(file, where.rstrip(")") or "file", why or str(error)) from error
    except ValidationError as error:
        raise malformed(file, *place_of(error)) from error
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise malformed(file, "file", str(error)) from error
    return found


def malformed(file: Path | str, where: str, why: str) -> KnownError:
    """REP-002 for a template file."""
    return KnownError("REP-002", file=Path(file).name, where=where, why=why)


def place_of(error: ValidationError) -> tuple[str, str]:
    """Where in the document the first finding lies, and what it is."""
    first = error.errors()[0]
    where = " · ".join(str(step) for step in first["loc"]) or "file"
    return where, first["msg"]
