"""Whether a template can be printed by, found out before anybody prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from station.reports.about import FIELDS, LABEL_FIELDS, has
from station.reports.document import Document, Place
from station.reports.faults import Fault, schema_faults, spoken
from station.reports.fill import text_fault
from station.reports.label_faults import label_faults
from station.reports.own_words import word_fault
from station.reports.page import PageTemplate
from station.reports.template import LabelTemplate, Template, parsed, read_document
from station.texts import Lang, Phrase

_BEGINS_BELOW = ('"""', "'''", "|", "|-", ">", ">-")
"""How a line ends whose text begins on the next one."""


def check_template(file: Path) -> None:
    """Refuse a template that would fail when it is printed by.

    Raises:
        KnownError: REP-002 with the line, the place and the reason.
    """
    for fault in faults_of(read_document(file), file.parent):
        raise fault.error(file.name)


def faults_of(document: Document, folder: Path | None = None) -> tuple[Fault, ...]:
    """Everything that keeps a template from printing, by line; pictures are looked for in ``folder``."""
    template, faults = parsed(document)
    if template is None:
        return tuple(sorted(faults, key=lambda fault: fault.line))
    found = [*_block_faults(template, document), *_text_faults(template, document)]
    found += [*_word_faults(template, document), *_picture_faults(template, document, folder)]
    found += label_faults(template, document) if isinstance(template, LabelTemplate) else []
    return tuple(sorted(found, key=lambda fault: fault.line))


def _block_faults(template: Template, document: Document) -> Iterator[Fault]:
    if isinstance(template, PageTemplate):
        for number, raw in enumerate(template.block):
            yield from _one_block(raw, ("block", number), template.about, document)


def _one_block(raw: dict[str, Any], place: Place, about: str, document: Document) -> Iterator[Fault]:
    from station.reports.blocks import block_kinds

    options = dict(raw)
    kind = options.pop("kind", None)
    block = block_kinds().get(kind) if isinstance(kind, str) else None
    where = f"{spoken(place)} · kind"
    if block is None:
        known = ", ".join(name for name, one in block_kinds().items() if has(about, one.NEEDS))
        why = Phrase("templates.fault.no_such_block", {"given": str(kind), "known": known})
        yield Fault(document.line((*place, "kind")), where, why)
    elif not has(about, block.NEEDS):
        why = Phrase("templates.fault.foreign_block", {"kind": str(kind), "about": about})
        yield Fault(document.line((*place, "kind")), where, why)
    else:
        try:
            block.Options.model_validate(options)
        except ValidationError as error:
            yield from schema_faults(error, document, place)


def _text_faults(template: Template, document: Document) -> Iterator[Fault]:
    from station.reports.faces import uncovered

    fields = FIELDS if isinstance(template, PageTemplate) else LABEL_FIELDS
    known = fields.get(template.about)
    for place, pattern in _texts(document.values, ()):
        if place[0] != "words" and (fault := text_fault(pattern, known)) is not None:
            yield Fault(_line(document, place, fault.line), spoken(place), fault.why)
        missing = uncovered(pattern)
        if missing:
            characters = " ".join(f"{one} (U+{ord(one):04X})" for one in missing)
            why = Phrase("templates.fault.no_glyph", {"characters": characters})
            yield Fault(document.line(place), spoken(place), why)


def _word_faults(template: Template, document: Document) -> Iterator[Fault]:
    for key, own in template.words.items() if isinstance(template, PageTemplate) else ():
        for lang in Lang:
            why = word_fault(key, getattr(own, lang.value), lang)
            if why is not None:
                yield Fault(document.line(("words", key, lang.value)), f"words · {key}", why)


def _line(document: Document, place: Place, line_in_text: int) -> int:
    """The line of the file on which this line of a text stands."""
    begin = document.line(place)
    lines = document.text.splitlines()
    below = begin <= len(lines) and lines[begin - 1].rstrip().endswith(_BEGINS_BELOW)
    return begin + line_in_text - 1 + below


def _texts(node: Any, place: Place) -> Iterator[tuple[Place, str]]:
    """Every text in a document with its place."""
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _texts(value, (*place, key))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from _texts(value, (*place, number))


def _picture_faults(template: Template, document: Document, folder: Path | None) -> Iterator[Fault]:
    if folder is None or not isinstance(template, PageTemplate) or template.logo is None:
        return
    from station.reports.logo import logo_fault

    why = logo_fault(folder / template.logo.file)
    if why is not None:
        yield Fault(document.line(("logo", "file")), "logo · file", why)
