"""Whether a template can be printed by, found out before anybody prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from station.reports.blocks import blocks_of
from station.reports.fill import refuse_malformed
from station.reports.template import LabelTemplate, Words, load_template


def check_template(file: Path) -> None:
    """Refuse a template that would fail when it is printed by.

    Raises:
        KnownError: REP-002 with the place and the reason.
    """
    template = load_template(file)
    if isinstance(template, LabelTemplate):
        for number, field in enumerate(template.field, 1):
            for pattern in _patterns(field.text):
                refuse_malformed(pattern, file=file.name, where=f"field {number}")
        return
    for pattern in _patterns(template.title):
        refuse_malformed(pattern, file=file.name, where="title")
    for number, (_, options) in enumerate(blocks_of(template, file.name), 1):
        for name in type(options).model_fields:
            for pattern in _patterns(getattr(options, name)):
                refuse_malformed(pattern, file=file.name, where=f"block {number} · {name}")


def _patterns(said: object) -> Iterator[str]:
    """Every text in a value."""
    match said:
        case str():
            yield said
        case Words(zh=zh, en=en):
            yield from (zh, en)
        case tuple() | list():
            for part in said:
                yield from _patterns(part)
