"""A seeded sample of every fault in the gate, all of them with full counts marked ``soak``."""

from __future__ import annotations

import pytest

from tests.survive.faults import FAULTS, SAMPLED
from tests.survive.outcome import Fault, Outcome
from tests.survive.scratch import scratch

SEED = 20261122
MANY = 20
"""So many runs cannot all have come too late."""


def check(outcomes: list[Outcome], count: int) -> None:
    lost = [one.losses for one in outcomes if one.losses]
    assert lost == []
    assert len(outcomes) == count
    assert any(one.struck for one in outcomes) or count < MANY, "the fault never struck"


@pytest.mark.parametrize("fault", SAMPLED, ids=lambda fault: fault.name)
def test_a_sample_of(fault: Fault) -> None:
    with scratch() as folder:
        check(list(fault.runs(folder, SEED, fault.gate)), fault.gate)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_all_of(fault: Fault) -> None:
    with scratch() as folder:
        check(list(fault.runs(folder, SEED + 1, fault.full)), fault.full)
