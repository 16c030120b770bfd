"""Every KIND of ``station stats``, and what a document gives: one result, or one per named data set."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from station.analysis.statistics.documents.agreements import AGREEMENTS
from station.analysis.statistics.documents.charts import CHARTS
from station.analysis.statistics.documents.gauges import GAUGES
from station.analysis.statistics.documents.memory_charts import MEMORY_CHARTS
from station.analysis.statistics.documents.processes import PROCESSES
from station.analysis.statistics.documents.reading import malformed
from station.analysis.statistics.documents.samplings import SAMPLINGS
from station.analysis.statistics.documents.study import ABOUT, Kind, study
from station.analysis.statistics.refusal import cannot

KINDS: Mapping[str, Kind] = {**CHARTS, **MEMORY_CHARTS, **PROCESSES, **GAUGES, **AGREEMENTS, **SAMPLINGS}

DEEPEST = 4
"""How deep named data sets are looked for."""


def compute(kind: str, document: Any, options: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The quantities of a document, as JSON values.

    A document is a whole file (``data`` with parameters beside it or under ``params``) or the bare data. A
    file of several named data sets gives one object per set; the only one that fits stands at the top level
    as well. ``options`` go before everything that the document says.

    Raises:
        KeyError: no such kind.
        KnownError: ANA-001 for a malformed document, ANA-002 where the numbers give no figure.
    """
    try:
        found = _results(KINDS[kind], document, options or {}, "", "", DEEPEST)
        if found is None:
            raise malformed("JSON", "nothing_fits", kind=kind, takes=KINDS[kind].takes)
        return _plain(found) if isinstance(found, dict) else {"results": _plain(found)}
    except OverflowError as error:
        raise cannot("too_large") from error


def _results(kind: Kind, node: Any, options: Mapping[str, Any], where: str, name: str, deeper: int) -> Any:
    one = study(node, options, where, name)
    if kind.fits(one):
        return kind.result(one)
    if isinstance(node, dict) and deeper:
        return _named(kind, node, options, where, deeper - 1)
    return (
        _listed(kind, node, options, where, name, deeper - 1) if isinstance(node, list) and deeper else None
    )


def _listed(
    kind: Kind, node: list[Any], options: Mapping[str, Any], where: str, name: str, deeper: int
) -> Any:
    """Results of the objects in a list."""
    places = ((child, f"{where}[{place}]") for place, child in enumerate(node) if isinstance(child, dict))
    found = (_results(kind, child, options, place, name, deeper) for child, place in places)
    return [one for one in found if one is not None] or None


def _named(kind: Kind, node: Mapping[str, Any], options: Mapping[str, Any], where: str, deeper: int) -> Any:
    """Results of the data sets by name: objects, or lists of objects."""
    parts = {}
    for key, child in node.items():
        if key in ABOUT or not _holds_objects(child):
            continue
        found = _results(kind, child, options, f"{where}.{key}".lstrip("."), key, deeper)
        if found is not None:
            parts[key] = found
    only = next(iter(parts.values())) if len(parts) == 1 else None
    return {**only, **parts} if isinstance(only, dict) and not where else parts or None


def _holds_objects(child: Any) -> bool:
    return isinstance(child, dict) or (
        isinstance(child, list) and any(isinstance(one, dict) for one in child)
    )


def _plain(value: Any) -> Any:
    """JSON values only; a number that overflowed is refused, never printed."""
    if isinstance(value, float) and not math.isfinite(value):
        raise cannot("too_large")
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value
