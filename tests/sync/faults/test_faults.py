"""A seeded sample of the faults; ``make soak`` runs all of them with 10,000 entries."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sync.faults.__main__ import row_of
from tests.sync.faults.faults import FAULTS, Fault
from tests.sync.faults.runs import run

SAMPLE = ("acknowledgement lost", "hub killed", "station killed")
_ALL = 10_000


def _named(part: str) -> Fault:
    return next(fault for fault in FAULTS if part in fault.name)


@pytest.mark.parametrize("part", SAMPLE)
def test_nothing_is_lost_double_or_altered(part: str, tmp_path: Path) -> None:
    outcome = run(replace(_named(part), times=2), tmp_path, 8, seed=5)
    assert outcome.is_sound, outcome
    assert outcome.struck


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_nothing_is_lost_double_or_altered_in_all_the_faults(fault: Fault) -> None:
    row = row_of(fault, _ALL // len(FAULTS), 3, seed=7)
    assert not row.sums["lost"] + row.sums["double"] + row.sums["altered"]
