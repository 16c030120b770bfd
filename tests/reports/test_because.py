"""A verdict in parts: the rows, the way up, what is left, and what is seen in passing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from station.grading.evaluate import evaluate
from station.model.answer import Answer, Choice, Defects, Measured
from station.model.defect import Defect, DefectKind
from station.model.verdict import Upgrade, UpgradeStep, Verdict
from station.reports.verdicts import glance, verdict_content
from station.reports.wording import Wording
from station.standards.library import channel_standards, shipped
from station.texts import Lang

LIBRARY = shipped()
PHONE = LIBRARY.internal_standard("smartphone")
SEEN_AT = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
FACTS: dict[str, Answer] = {
    "PB-02": Measured(Decimal(79), "%"),
    "FG-01": Defects((Defect("Z1", DefectKind.SCRATCH, visible_cm=Decimal(35)),)),
    "ID-02": Choice("used"),
}


def _verdict(channel: str) -> Verdict:
    return evaluate(LIBRARY.channel_standard(channel), FACTS, {"PB-02": SEEN_AT})


def _wording(lang: Lang = Lang.EN) -> Wording:
    return Wording(lang, PHONE, timedelta())


def test_a_row_tells_clause_item_observation_and_limit() -> None:
    content = verdict_content(_verdict("back-market"), _wording(), LIBRARY)
    [row] = content.because
    assert (row.clause, row.item, row.title) == ("BM-G1", "PB-02", "Battery health")
    assert (row.observed, row.limit) == ("79 %", "at least 80 %")
    assert row.says and not row.says.endswith(".")
    assert content.oldest is not None
    assert (content.oldest.item, content.oldest.taken_at) == ("PB-02", SEEN_AT)


def test_the_way_up_cleans_before_it_checks_and_checks_before_it_changes() -> None:
    steps = (
        UpgradeStep("PB-02", "change"),
        UpgradeStep("FG-01", "check", Decimal("0.5")),
        UpgradeStep("CL-01", "clean", Decimal(4)),
    )
    verdict = replace(_verdict("back-market"), upgrade=Upgrade("GOOD", ("PB-02",), steps))
    path = verdict_content(verdict, _wording(), LIBRARY).path
    assert path is not None
    assert [step.act for step in path.steps] == ["clean", "check", "change"]
    assert path.minutes is None, "nobody knows how long a repair takes"


def test_a_standard_that_is_gone_names_its_clauses_by_their_ids() -> None:
    verdict = replace(_verdict("back-market"), channel="gone", standard="Gone")
    content = verdict_content(verdict, _wording(), LIBRARY)
    assert content.channel == "Gone"
    assert [(row.clause, row.says) for row in content.because] == [("BM-G1", "BM-G1")]


@pytest.mark.parametrize("lang", Lang)
def test_in_passing_every_channel_says_the_same_as_in_full(lang: Lang) -> None:
    for standard in channel_standards("smartphone"):
        verdict = evaluate(standard, FACTS)
        short = glance(verdict, _wording(lang), LIBRARY)
        full = verdict_content(verdict, _wording(lang), LIBRARY)
        assert (short.channel, short.version, short.state, short.word, short.short) == (
            full.channel,
            full.version,
            full.state,
            full.word,
            full.short,
        )
        assert short.missing == len(full.still)
        assert short.to == (full.path.to if full.path else "")
        assert short.line and len(short.short) <= len(short.word)
