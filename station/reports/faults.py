"""What is wrong with a template: in which line, at which place, and why, in words for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from station.errors import KnownError
from station.reports.document import Document, Place, UnreadableError
from station.texts import Lang, Phrase, catalogue, text

_AT_THE_TAG = frozenset({"union_tag_invalid", "union_tag_not_found"})
_SYNTAX = {
    "Invalid value": "toml.value",
    "Expected '='": "toml.equals",
    "Cannot overwrite": "toml.twice",
    "Cannot declare": "toml.twice",
    "Duplicate inline": "toml.twice",
    "Unterminated string": "toml.string",
    "Unclosed array": "toml.array",
    "Unclosed inline": "toml.array",
    "Expected newline": "toml.newline",
    "Illegal character": "toml.character",
    "Invalid initial character": "toml.key",
    "Expected ']": "toml.bracket",
    "table expected": "table",
    "aliases": "aliases",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a template from printing; ``line`` counts from 1."""

    line: int
    where: str
    why: Phrase

    def error(self, file: str) -> KnownError:
        """REP-002 for the template ``file``."""
        return KnownError("REP-002", file=file, line=self.line, where=self.place, why=self.why)

    @property
    def place(self) -> Phrase:
        """Line and place, as a message names them."""
        key = "templates.fault.at" if self.where else "templates.fault.at_line"
        return Phrase(key, {"line": self.line, "where": self.where})

    def told(self, lang: Lang) -> str:
        """The reason in words."""
        return text(lang, self.why.key, **self.why.values)


def syntax_fault(error: UnreadableError) -> Fault:
    """A file that cannot be read at all."""
    key = next((key for begin, key in _SYNTAX.items() if error.why.startswith(begin)), "syntax")
    return Fault(error.line, "", Phrase(f"templates.fault.{key}", {"why": error.why}))


def schema_faults(error: ValidationError, document: Document, above: Place = ()) -> Iterator[Fault]:
    """Every finding of a schema check of what stands at ``above`` in ``document``."""
    for one in error.errors():
        place = (*above, *_place(one, document, above))
        yield Fault(document.line(place), spoken(place), _why(one))


def spoken(place: Place) -> str:
    """A place in words: ``block 2 · columns``; places in lists count from 1."""
    parts: list[str] = []
    for step in place:
        if isinstance(step, int) and parts:
            parts[-1] += f" {step + 1}"
        else:
            parts.append(str(step))
    return " · ".join(parts)


def _place(found: Any, document: Document, above: Place) -> Place:
    """Where a finding lies; the names of alternatives that pydantic mixes in are left out."""
    if found["type"] in _AT_THE_TAG:
        return ("output",)
    node: Any = document.values
    for step in above:
        node = node[step]
    kept: list[str | int] = []
    for step in found["loc"]:
        is_there = (
            step in node if isinstance(node, dict) else isinstance(node, list) and isinstance(step, int)
        )
        if is_there:
            node = node[step]
            kept.append(step)
        elif step == found["loc"][-1] and isinstance(step, str) and found["type"] == "missing":
            kept.append(step)
    return tuple(kept)


def _why(found: Any) -> Phrase:
    key = f"templates.fault.{found['type']}"
    if key not in catalogue(Lang.EN):
        return Phrase("templates.fault.other", {"why": found["msg"]})
    values = {
        name: value for name, value in found.get("ctx", {}).items() if isinstance(value, (str, int, float))
    }
    return Phrase(key, {"why": found["msg"], "given": _given(found.get("input")), **values})


def _given(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= 40 else f"{shown[:39]}…"
