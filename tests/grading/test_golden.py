"""The seven golden devices give their listed verdicts in all three channels."""

import json

import pytest

from station.grading.evaluate import evaluate
from station.model.answer import Answer, Choice
from station.model.facts_json import facts_from_json
from station.model.verdict import Result, Verdict
from station.places import RESOURCES
from station.standards.library import channel_standard, internal_standard

GOLDEN = RESOURCES / "standards" / "examples" / "golden"
CHANNELS = ("back-market", "amazon-renewed", "b-stock-superior")
LISTED = {
    "d01": ("PREMIUM", "PREMIUM|EXCELLENT", "A+"),
    "d02": ("EXCELLENT", "PREMIUM|EXCELLENT", "A+|B+"),
    "d03": ("FAIR", "U", "B+"),
    "d04": ("FAIR", "U", "B+"),
    "d05": ("FAIR", "PREMIUM|EXCELLENT", "B+"),
    "d06": ("REJECT", "U", "U"),
    "d07": ("U", "PREMIUM|EXCELLENT", "A+"),
}


def facts_of(device: str) -> dict[str, Answer]:
    document = json.loads((GOLDEN / f"{device}.facts.json").read_text("utf-8"))
    return facts_from_json(document, internal_standard("smartphone"))


def as_listed(verdict: Verdict) -> str:
    if verdict.result is Result.NOT_ACCEPTED:
        return "REJECT"
    return "U" if verdict.result is Result.UNDETERMINED else "|".join(verdict.grades)


@pytest.mark.parametrize("device", LISTED)
def test_device_gives_its_listed_verdicts(device: str) -> None:
    verdicts = [evaluate(channel_standard(channel), facts_of(device)) for channel in CHANNELS]
    assert tuple(as_listed(verdict) for verdict in verdicts) == LISTED[device]


def test_the_refusing_gate_and_the_missing_fact_are_named() -> None:
    back_market = channel_standard("back-market")
    assert evaluate(back_market, facts_of("d06")).gate == "BM-G1"
    assert evaluate(back_market, facts_of("d07")).missing == ("PB-02",)


def test_liquid_indicator_is_presumed_in_the_open_and_a_tripped_one_refuses() -> None:
    b_stock = channel_standard("b-stock-superior")
    facts = facts_of("d01")
    assert evaluate(b_stock, facts).presumed == ("WR-01",)
    tripped = evaluate(b_stock, facts | {"WR-01": Choice("tripped")})
    assert (tripped.grades, tripped.presumed) == (("B+",), ())
