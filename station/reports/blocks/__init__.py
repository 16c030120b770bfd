"""Kinds of block, one module each.

A block module declares ``Options`` (the keys a template may give it), ``NEEDS`` (the class of the content it
prints, ``object`` where any will do) and ``flowables(sheet, options)``, which takes that content by
``sheet.of(NEEDS)``. Adding a kind means adding a module here; nothing lists them. Which contents a paper has
is said by its template's ``about`` (:mod:`station.reports.about`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol, cast

from pydantic import ValidationError
from reportlab.platypus import Flowable

from station.errors import KnownError
from station.reports.about import has
from station.reports.faults import spoken
from station.reports.page import PageTemplate
from station.reports.part import Part
from station.reports.sheet import Sheet
from station.texts import Phrase


class Block(Protocol):
    """What a block module offers."""

    Options: type[Part]
    NEEDS: type[object]

    @staticmethod
    def flowables(sheet: Sheet, options: Any) -> list[Flowable]:
        """What the block prints; nothing when the content has nothing to say."""
        ...


@cache
def block_kinds() -> Mapping[str, Block]:
    """Every kind of block by its name in templates."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return {name: cast("Block", importlib.import_module(f"{__name__}.{name}")) for name in names}


def blocks_of(template: PageTemplate, file: str) -> list[tuple[Block, Any]]:
    """The blocks of a template with their options, in printing order.

    Raises:
        KnownError: REP-002 for a kind that does not exist or does not go with what the paper is about, or an
            option the kind does not take. :mod:`station.reports.checking` names the line too.
    """
    return [_block(raw, number, template.about, file) for number, raw in enumerate(template.block, 1)]


def _block(raw: Mapping[str, Any], number: int, about: str, file: str) -> tuple[Block, Any]:
    options = dict(raw)
    kind = options.pop("kind", None)
    block = block_kinds().get(kind) if isinstance(kind, str) else None
    if block is None or not has(about, block.NEEDS):
        why = Phrase("templates.fault.foreign_block", {"kind": str(kind), "about": about})
        raise KnownError("REP-002", file=file, where=f"block {number}", why=why)
    try:
        return block, block.Options.model_validate(options)
    except ValidationError as error:
        place = spoken(tuple(error.errors()[0]["loc"]))
        why = Phrase("templates.fault.other", {"why": error.errors()[0]["msg"]})
        raise KnownError("REP-002", file=file, where=f"block {number} ({kind}) · {place}", why=why) from error
