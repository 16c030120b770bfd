"""What a unit lacks, told from tables, is what the plain interpreter calls missing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from station.grading.compiled.lacking import Lacking
from station.grading.evaluate import evaluate
from station.model.answer import Answer
from station.standards.channel import ChannelStandard
from station.standards.library import channel_standards
from tests.compiled.standards import facts, many_units, standards
from tests.grading.strategies import sound_but

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Generated standards are deep: making a failing one smaller takes minutes."""

gate = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=NO_SHRINKING)


def agree(standard: ChannelStandard, units: Sequence[dict[str, Answer]]) -> None:
    lacking = Lacking(standard)
    for seen in units:
        assert lacking.missing(seen) == evaluate(standard, seen).missing


@gate
@given(standard=standards(), units=st.lists(facts(), min_size=1, max_size=5), seed=st.integers(0, 1 << 32))
def test_any_standard_any_facts(standard: ChannelStandard, units: list[dict[str, Answer]], seed: int) -> None:
    agree(standard, [*units, *many_units(seed, 10)])


@settings(gate, max_examples=10)
@given(seen=sound_but(4), unseen=st.data())
def test_shipped_standards(seen: dict[str, Answer], unseen: st.DataObject) -> None:
    gone = unseen.draw(st.sets(st.sampled_from(sorted(seen)), max_size=6))
    left = {item: answer for item, answer in seen.items() if item not in gone}
    for standard in channel_standards("smartphone"):
        agree(standard, [{}, left])


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(gate, max_examples=3000)
@given(standard=standards(), units=st.lists(facts(), min_size=1, max_size=20))
def test_any_standard_any_facts_at_length(standard: ChannelStandard, units: list[dict[str, Answer]]) -> None:
    agree(standard, units)
