"""One data set of a document with what stands beside it; the document is a whole file or bare data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from station.analysis.statistics.documents.reading import (
    fields,
    is_numbers,
    is_rows,
    items,
    malformed,
    number,
    numbers,
    rows,
    whole,
)

ABOUT = frozenset(
    {"source", "expected", "note", "tolerance", "title", "layout", "setup", "params", "expected_order"}
)
"""Keys of a file that are about the data set, not data."""

VALUES = ("x", "values", "data")
GROUPS = re.compile(r"(.+_)?groups")


class Found(NamedTuple):
    """A value and where it stands."""

    value: Any
    where: str


@dataclass(frozen=True)
class Study:
    """``content`` is the data; ``beside`` holds parameters; options of the command line come first."""

    content: Any
    where: str = "data"
    name: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)
    document: Any = None

    def find(self, *names: str) -> Found | None:
        """The first of ``names`` among options, data and what stands beside it; null is nothing."""
        data = self.content if isinstance(self.content, dict) else {}
        for place, holder in (("--set", self.options), (self.where, data), ("params", self.beside)):
            for name in names:
                if holder.get(name) is not None:
                    return Found(holder[name], f"{place}.{name}")
        return None

    def number(self, *names: str) -> float | None:
        """A number under one of ``names``, or None."""
        found = self.find(*names)
        return None if found is None else number(*found)

    def whole(self, *names: str) -> int | None:
        """A whole number under one of ``names``, or None."""
        found = self.find(*names)
        return None if found is None else whole(*found)

    def text(self, *names: str) -> str | None:
        """A text under one of ``names``, or None; a number is read as its digits."""
        found = self.find(*names)
        return None if found is None else str(found.value)

    def holds_values(self) -> bool:
        """Whether there is a plain list of numbers."""
        return is_numbers(self._list().value)

    def values(self) -> list[float]:
        """The plain list of numbers."""
        return numbers(*self._list())

    def _list(self) -> Found:
        if isinstance(self.content, list):
            return Found(self.content, self.where)
        return self.find(*VALUES) or Found(None, self.where)

    def holds_groups(self) -> bool:
        """Whether there are subgroups: a list of lists of numbers."""
        return is_rows(self._groups().value)

    def groups(self) -> list[list[float]]:
        """The subgroups."""
        return rows(*self._groups())

    def _groups(self) -> Found:
        if isinstance(self.content, dict):
            for name, value in self.content.items():
                if GROUPS.fullmatch(name):
                    return Found(value, f"{self.where}.{name}")
        return self._list()


def study(node: Any, options: Mapping[str, Any], where: str = "", name: str = "") -> Study:
    """The data set in ``node``: what stands under ``data``, or the node itself."""
    if not isinstance(node, dict):
        return Study(node, where or "data", name, options, document=node)
    params = dict(fields(node.get("params", {}), "params"))
    if "data" not in node or name == "data":
        return Study(node, where or "data", name, options, params, node)
    beside = {key: value for key, value in node.items() if key not in ABOUT and key != "data"}
    return Study(node["data"], f"{where}.data".lstrip("."), name, options, params | beside, node)


def limits_from(one: Study, count: int) -> list[int] | None:
    """Which points (from 0) limits come from: ``phase1`` [first, last], ``trial`` flags, less ``exclude``."""
    places = _named_for_limits(one, count)
    excluded = one.find("exclude")
    if excluded is None:
        return places
    gone = {whole(value, excluded.where) - 1 for value in items(*excluded)}
    return [place for place in (range(count) if places is None else places) if place not in gone]


def _named_for_limits(one: Study, count: int) -> list[int] | None:
    if found := one.find("phase1"):
        ends = items(*found)
        if len(ends) != 2:
            raise malformed(found.where, "first_and_last")
        return list(range(whole(ends[0], found.where) - 1, whole(ends[1], found.where)))
    if found := one.find("trial"):
        flags = items(*found)
        if len(flags) != count or any(not isinstance(flag, bool) for flag in flags):
            raise malformed(found.where, "flags", count=count)
        return [place for place, flag in enumerate(flags) if flag]
    return None


def phase_starts(one: Study) -> list[int] | None:
    """Where phases with limits of their own begin (from 0): ``phases``, first points counted from 1."""
    found = one.find("phases")
    if found is None:
        return None
    return [whole(first, found.where) - 1 for first in items(*found)]


Fits = Callable[[Study], bool]
Result = Callable[[Study], dict[str, Any]]


@dataclass(frozen=True)
class Kind:
    """One KIND: which data sets it takes, what it makes of one, and the input in one line."""

    fits: Fits
    result: Result
    takes: str


def asked_specifications(one: Study) -> Iterator[Mapping[str, Any]]:
    """Specifications (LSL, USL, target) that a file keeps beside published indices; only these are read."""
    document = one.document if isinstance(one.document, dict) else {}
    expected = document.get("expected")
    cases = expected.get("capability", []) if isinstance(expected, dict) else []
    for place, case in enumerate(items(cases, "expected.capability")):
        yield fields(case, f"expected.capability[{place}]")


def asked_numbers(node: Any, name: str) -> list[float]:
    """Numbers that a file asks for in the names of its keys, such as the 8 of ``pct_tolerance_8``."""
    if not isinstance(node, dict):
        return []
    pattern = re.compile(rf"{name}_(\d+(?:\.\d+)?)(?:_.*)?")
    own = [float(match[1]) for key in node if (match := pattern.fullmatch(key))]
    return own + [value for child in node.values() for value in asked_numbers(child, name)]
