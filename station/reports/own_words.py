"""A template's own words in place of the product's."""

from __future__ import annotations

import string
from collections.abc import Mapping

from station.reports.part import Words
from station.texts import Lang, Phrase, catalogue


def word_fault(key: str, own: str, lang: Lang) -> Phrase | None:
    """Why ``own`` cannot stand for the text ``key`` of papers; None when it can."""
    product = catalogue(lang).get(f"reports.{key}")
    if product is None:
        return Phrase("templates.fault.no_such_text", {"key": key})
    try:
        strange = sorted(_named(own) - _named(product))
    except ValueError as error:
        strange = [str(error)]
    return Phrase("templates.fault.placeholder", {"key": key, "name": strange[0]}) if strange else None


def _named(pattern: str) -> set[str]:
    """Names in braces; a format or an attribute behind a name counts as part of it."""
    parts = string.Formatter().parse(pattern)
    return {
        f"{{{name}{form and ':' + form}{turn or ''}}}" for _, name, form, turn in parts if name is not None
    }


def own_text(words: Mapping[str, Words], lang: Lang, key: str, values: Mapping[str, object]) -> str | None:
    """A template's own text for ``key`` with its placeholders filled; None where it has none."""
    found = words.get(key)
    return getattr(found, lang.value).format(**values) if found else None
