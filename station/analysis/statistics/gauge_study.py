"""The readings of a crossed gauge study: every appraiser measures every part in every trial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from station.analysis.statistics.refusal import cannot, need_finite


@dataclass(frozen=True)
class GaugeStudy:
    """``readings[appraiser][trial][part]``; at least two of each, none missing.

    Raises:
        KnownError: ANA-002 when fewer than two appraisers, trials or parts, or readings that are missing or
            not finite.
    """

    readings: Mapping[str, Sequence[Sequence[float]]]

    def __post_init__(self) -> None:
        tables = list(self.readings.values())
        trials = {len(table) for table in tables}
        parts = {len(row) for table in tables for row in table}
        if len(trials) > 1 or len(parts) > 1:
            raise cannot("unbalanced_study")
        if len(tables) < 2 or min(trials) < 2 or min(parts, default=0) < 2:
            raise cannot("small_study", appraisers=len(tables), trials=min(trials, default=0))
        need_finite([reading for table in tables for row in table for reading in row])

    @property
    def appraisers(self) -> list[str]:
        """Their names, in the order given."""
        return list(self.readings)

    @property
    def trials(self) -> int:
        """Readings of one part by one appraiser."""
        return len(next(iter(self.readings.values())))

    @property
    def parts(self) -> int:
        """Number of parts."""
        return len(next(iter(self.readings.values()))[0])

    def of_part(self, appraiser: str, part: int) -> list[float]:
        """The readings of one part (from 0) by one appraiser."""
        return [row[part] for row in self.readings[appraiser]]

    def of_appraiser(self, appraiser: str) -> list[float]:
        """All readings of one appraiser."""
        return [reading for row in self.readings[appraiser] for reading in row]

    def of_all(self, part: int) -> list[float]:
        """All readings of one part."""
        return [reading for appraiser in self.appraisers for reading in self.of_part(appraiser, part)]
