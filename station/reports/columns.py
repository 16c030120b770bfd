"""The columns of a table, as a template chooses them: which, in which order, how wide, under which title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from station.reports.drawing import head
from station.reports.part import Part, Words
from station.reports.sheet import Sheet


class Column(Part):
    """One column: its ``column``, another ``title``, and its ``share`` of the width beside the others'.

    A template may give the name alone.
    """

    column: str
    title: Words | None = None
    share: Annotated[float, Field(gt=0, le=20)] | None = None


def _spelled_out(chosen: Any) -> Any:
    if not isinstance(chosen, (list, tuple)):
        return chosen
    return tuple({"column": one} if isinstance(one, str) else one for one in chosen)


Columns = Annotated[tuple[Column, ...], BeforeValidator(_spelled_out)]
"""Columns as a template chooses them; empty for the usual ones."""


def among(known: Iterable[str]) -> AfterValidator:
    """The demand that chosen columns are of ``known`` ones, each at most once."""
    names = tuple(known)

    def are_known(chosen: tuple[Column, ...]) -> tuple[Column, ...]:
        for place, one in enumerate(chosen):
            if one.column not in names:
                values = {"column": one.column, "known": ", ".join(names)}
                raise PydanticCustomError("no_such_column", "no column {column}", values)
            if one.column in {other.column for other in chosen[:place]}:
                raise PydanticCustomError("column_twice", "{column} twice", {"column": one.column})
        return chosen

    return AfterValidator(are_known)


@dataclass(frozen=True, slots=True)
class Laid:
    """Columns as they are printed: names, titles that fit on one line, widths in points."""

    names: tuple[str, ...]
    titles: list[str]
    widths: list[float]

    def texts(self, row: Mapping[str, str]) -> list[str]:
        """A row's texts in the order of the columns."""
        return [row[name] for name in self.names]


def laid_out(
    sheet: Sheet, chosen: Sequence[Column], usual: Sequence[str], shares: Mapping[str, float], area: str
) -> Laid:
    """The columns ``chosen``, else the ``usual`` ones.

    ``shares`` are the widths of all columns beside each other; titles are texts ``<area>.<column>``.
    """
    columns = list(chosen) or [Column(column=name) for name in usual]
    parts = [one.share or shares[one.column] for one in columns]
    titles = [
        sheet.words(one.title, f"{area} · {one.column}") if one.title else sheet.say(f"{area}.{one.column}")
        for one in columns
    ]
    widths = [sheet.width * part / sum(parts) for part in parts]
    return Laid(tuple(one.column for one in columns), head(sheet, titles), widths)
