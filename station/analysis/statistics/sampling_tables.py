"""Sampling tables that ship as data, ``resources/sampling/<name>.toml``."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from station.analysis.statistics.refusal import cannot
from station.errors import KnownError
from station.places import RESOURCES

BELOW, ABOVE = "v", "^"
"""Arrows of the master tables: use the first plan below, above."""


@dataclass(frozen=True)
class SamplingTables:
    """One edition of a standard: ``cells[severity][letter]`` are acceptance numbers or arrows, by AQL."""

    edition: str
    current_edition: str
    current_edition_compared: bool
    lot_sizes_from: tuple[int, ...]
    aqls: tuple[str, ...]
    sample_size: Mapping[str, int]
    code_letters: Mapping[str, str]
    cells: Mapping[str, Mapping[str, tuple[str, ...]]]
    confidence: Mapping[str, str]

    def code_letter(self, lot: int, level: str) -> str:
        """The code letter of a lot size under an inspection level (I, II, III, S-1 … S-4).

        Raises:
            KnownError: ANA-002 for a level that does not exist or a lot of fewer than two units.
        """
        if level not in self.code_letters:
            raise cannot("no_such_level", level=level, levels=", ".join(self.code_letters))
        if lot < self.lot_sizes_from[0]:
            raise cannot("lot_too_small", lot=lot, least=self.lot_sizes_from[0])
        return self.code_letters[level][bisect_right(self.lot_sizes_from, lot) - 1]

    def column(self, aql: str) -> int:
        """The column of an AQL in % nonconforming; 1 and 1.0 are the same.

        Raises:
            KnownError: ANA-002 for an AQL that the tables do not have.
        """
        try:
            wanted = Decimal(aql)
        except InvalidOperation:
            wanted = Decimal(-1)
        for place, one in enumerate(self.aqls):
            if Decimal(one) == wanted:
                return place
        raise cannot("no_such_aql", aql=aql, aqls=", ".join(self.aqls))

    def follow(self, severity: str, letter: str, column: int) -> tuple[str, int]:
        """The letter at which the arrows end and the acceptance number that stands there."""
        letters = list(self.sample_size)
        place = letters.index(letter)
        while (cell := self.cells[severity][letters[place]][column]) in (BELOW, ABOVE):
            place += 1 if cell == BELOW else -1
        return letters[place], int(cell)


@cache
def sampling_tables(name: str = "iso2859-1") -> SamplingTables:
    """The tables of one standard.

    Raises:
        KnownError: RES-001 when the file is missing or damaged.
    """
    file = RESOURCES / "sampling" / f"{name}.toml"
    try:
        return _tables(tomllib.loads(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise KnownError("RES-001", path=str(file)) from error


def _tables(document: Mapping[str, Any]) -> SamplingTables:
    masters = {name: document[name] for name in ("normal", "tightened")}
    cells = {
        name: {letter: tuple(row.split()) for letter, row in table.items()} for name, table in masters.items()
    }
    return SamplingTables(
        edition=document["edition"],
        current_edition=document["current_edition"],
        current_edition_compared=document["current_edition_compared"],
        lot_sizes_from=tuple(document["lot_sizes_from"]),
        aqls=tuple(document["aql_percent"]),
        sample_size=document["sample_size"],
        code_letters=document["code_letters"],
        cells=cells,
        confidence=document["confidence"],
    )
