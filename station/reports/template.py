"""Report templates: files of TOML or YAML, checked on loading.

A template says what is printed in which order and never contains code. Texts in it may name the record's
fields (``{{ record }}``) and choose between them; everything else Jinja offers is refused, so a template from
a stranger can neither run anything nor make the station wait.

The built-in ones are ``resources/reports/<name>.toml``; no other file takes the place of one of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from station.errors import KnownError
from station.places import RESOURCES
from station.reports.document import ENDINGS, LONGEST_BYTES, Document, UnreadableError
from station.reports.faults import Fault, schema_faults, syntax_fault
from station.reports.page import PageTemplate
from station.reports.part import Millimetres, Part, UtcOffset, Words
from station.texts import Phrase

FOLDER = RESOURCES / "reports"


class LabelField(Part):
    """One field of a label; ``x_mm`` and ``y_mm`` are its upper left corner.

    ``text`` is made smaller until it fits into ``width_mm``. ``qr`` fits into both measures; for ``code128``
    ``height_mm`` is the height of the bars, of which there are none for a text that is not ASCII;
    ``verdicts`` shares its height among the channels, with their counts on the label of a box.
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
    """A label: size in mm, fields; ``dots_per_mm`` (8 = 203 dpi) where the printer says nothing else. Its
    title is for lists of templates and nowhere on it.

    ``about`` is one record, the records of a box, or a place in the store;
    :data:`station.reports.about.LABEL_FIELDS` says what its texts may name.
    """

    output: Literal["zpl"]
    title: Words | None = None
    about: Literal["record", "records", "place"] = "record"
    width_mm: Annotated[float, Field(gt=0, le=200)]
    height_mm: Annotated[float, Field(gt=0, le=300)]
    dots_per_mm: Literal[6, 8, 12, 24] = 8
    utc_offset_hours: UtcOffset = 0
    field: Annotated[tuple[LabelField, ...], Field(min_length=1)]


Template = PageTemplate | LabelTemplate

_ANY: TypeAdapter[Template] = TypeAdapter(Annotated[Template, Field(discriminator="output")])


def template_names(beside: Iterable[Path] = ()) -> tuple[str, ...]:
    """Names of the templates that ship with the program and of those in the files ``beside``."""
    return tuple(sorted(template_files(beside)))


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


def names_of(output: str, beside: Iterable[Path] = (), about: str | None = None) -> tuple[str, ...]:
    """Names of the templates that print to ``pdf`` or ``zpl``, those in the files ``beside`` among them.

    With ``about`` only those of papers about this. A malformed file is none.
    """
    files = template_files(beside)
    return tuple(name for name in sorted(files) if _prints(files[name], output, about))


def _prints(file: Path, output: str, about: str | None) -> bool:
    try:
        template = load_template(file)
    except KnownError:
        return False
    return template.output == output and about in (None, template.about)


def _template(name: str, beside: tuple[Path, ...]) -> Template:
    files = template_files(beside)
    if name not in files:
        raise KnownError("REP-003", template=name, known=tuple(sorted(files)))
    return load_template(files[name])


def built_in() -> Mapping[str, Path]:
    """The templates that ship with the program, by name."""
    return {file.stem: file for file in sorted(FOLDER.glob("*.toml"))}


def template_files(beside: Iterable[Path] = ()) -> Mapping[str, Path]:
    """Every template's file by its name; of two with one name the shipped one, else the first ``beside``."""
    found: dict[str, Path] = dict(built_in())
    for file in beside:
        if file.suffix in ENDINGS:
            found.setdefault(file.stem, file)
    return found


def load_template(file: Path) -> Template:
    """The template in ``file``, sound in every part.

    Raises:
        KnownError: REP-002 with the line, the place and the reason.
    """
    return _sound(file, read_document(file))


@lru_cache(maxsize=64)
def _sound(file: Path, document: Document) -> Template:
    from station.reports.checking import faults_of

    template, faults = parsed(document)
    if template is None:
        raise faults[0].error(file.name)
    for fault in faults_of(document, file.parent):
        raise fault.error(file.name)
    return template


def read_document(file: Path) -> Document:
    """A template file, not yet understood.

    Raises:
        KnownError: REP-002 when it cannot be read or is far too long.
    """
    try:
        data = file.read_bytes()
        if len(data) > LONGEST_BYTES:
            raise Fault(1, "", Phrase("templates.fault.too_large", {"most": LONGEST_BYTES // 1000})).error(
                file.name
            )
        return Document(data.decode("utf-8"), file.suffix != ".toml")
    except UnicodeDecodeError as error:
        raise Fault(data.count(b"\n", 0, error.start) + 1, "", Phrase("templates.fault.utf8")).error(
            file.name
        ) from error
    except OSError as error:
        why = Phrase("templates.fault.other", {"why": error.strerror or str(error)})
        raise Fault(1, "", why).error(file.name) from error


def parsed(document: Document) -> tuple[Template | None, tuple[Fault, ...]]:
    """The template that a document says, or what is wrong with it; blocks and texts are not looked into."""
    try:
        return _ANY.validate_python(document.values), ()
    except UnreadableError as error:
        return None, (syntax_fault(error),)
    except ValidationError as error:
        return None, tuple(schema_faults(error, document))
