"""A measurement study as somebody fills it in: sizes and cells of text, not known to be numbers yet."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.statistics.refusal import cannot
from station.errors import KnownError
from station.texts import Phrase

ACROSS = 10
"""Readings of a type-1 study in one row."""
MOST_APPRAISERS, MOST_TRIALS, MOST_PARTS, MOST_READINGS = 10, 10, 50, 500


class StudyKind(StrEnum):
    """The studies there are, called as ``station stats`` calls them."""

    GAUGE = "grr"
    TYPE1 = "type1"


@dataclass(frozen=True, slots=True)
class StudyForm:
    """``tolerance`` (the specification's width) and ``reference`` are in ``unit``, empty where not told.

    ``cells`` of a gauge study: a row for each appraiser and trial, appraiser after appraiser, a column for
    each part. Of a type-1 study: the readings from left to right, row after row.
    """

    kind: StudyKind
    name: str = ""
    unit: str = ""
    tolerance: str = ""
    reference: str = ""
    appraisers: tuple[str, ...] = ()
    trials: int = 0
    cells: tuple[tuple[str, ...], ...] = ()


def gauge_study(form: StudyForm) -> GaugeStudy:
    """The readings of a gauge study.

    Raises:
        KnownError: ANA-004 a cell that is empty or no number, ANA-002 two appraisers of one name, too
            small a study.
    """
    names = [_plain(one) for one in form.appraisers]
    if len(set(names)) < len(names) or not all(names):
        raise cannot("appraiser_names")
    rows = [[_reading(form, row, place) for place in range(len(form.cells[row]))] for row in _rows(form)]
    tables = (rows[first : first + form.trials] for first in range(0, len(rows), form.trials))
    return GaugeStudy(dict(zip(names, tables, strict=True)))


def type1_readings(form: StudyForm) -> list[float]:
    """The readings of a type-1 study in the order taken; cells that are still empty are passed over.

    Raises:
        KnownError: ANA-004 a cell that is no number.
    """
    places = (
        (row, place) for row in _rows(form) for place, cell in enumerate(form.cells[row]) if _plain(cell)
    )
    return [_reading(form, *place) for place in places]


def tolerance_of(form: StudyForm) -> float | None:
    """The width of the specification, None where it is not told.

    Raises:
        KnownError: ANA-004 no number above 0.
    """
    width = _told(form.tolerance, "tolerance")
    if width is not None and width <= 0:
        raise _refused(_field("tolerance"), "above_0")
    return width


def reference_of(form: StudyForm) -> float | None:
    """The known size of the part of a type-1 study, None where it is not told; raises ANA-004."""
    return _told(form.reference, "reference")


def is_reading(cell: str) -> bool:
    """Whether a cell is empty or a finite number."""
    plain = _plain(cell)
    return not plain or _value(plain) is not None


def document_of(form: StudyForm) -> dict[str, Any]:
    """The study in the JSON shape that ``station stats`` reads.

    Raises:
        KnownError: as :func:`gauge_study` and :func:`type1_readings`.
    """
    is_gauge = form.kind is StudyKind.GAUGE
    data: object = gauge_study(form).readings if is_gauge else type1_readings(form)
    told = {"tolerance_range": tolerance_of(form), "reference": None if is_gauge else reference_of(form)}
    return {"data": data, "params": {name: one for name, one in told.items() if one is not None}}


def _rows(form: StudyForm) -> range:
    return range(len(form.cells))


def _told(said: str, field: str) -> float | None:
    return _number(said, _field(field)) if _plain(said) else None


def _reading(form: StudyForm, row: int, place: int) -> float:
    return _number(form.cells[row][place], _where(form, row, place))


def _where(form: StudyForm, row: int, place: int) -> Phrase:
    if form.kind is StudyKind.TYPE1:
        return Phrase("studies.place.reading", {"number": row * ACROSS + place + 1})
    appraiser, trial = divmod(row, form.trials)
    values: Mapping[str, object] = {
        "appraiser": form.appraisers[appraiser],
        "trial": trial + 1,
        "part": place + 1,
    }
    return Phrase("studies.place.cell", values)


def _field(name: str) -> Phrase:
    return Phrase(f"studies.field.{name}")


def _number(said: str, where: Phrase) -> float:
    plain = _plain(said)
    if not plain:
        raise _refused(where, "reading_missing")
    value = _value(plain)
    if value is None:
        raise _refused(where, "number")
    return value


def _value(plain: str) -> float | None:
    """Python would read 1_0 as ten, and a few words as no finite number."""
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) and "_" not in plain else None


def _refused(where: Phrase, why: str) -> KnownError:
    return KnownError("ANA-004", where=where, why=Phrase(f"statistics.malformed.{why}"))


def _plain(said: str) -> str:
    """Full-width digits are digits."""
    return unicodedata.normalize("NFKC", said).strip()


def written(values: Iterable[float]) -> tuple[str, ...]:
    """Numbers as cells."""
    return tuple(f"{value:.12g}" for value in values)
