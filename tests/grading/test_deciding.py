"""What a verdict says decided it: legible sizes, defects already seen, open gates, the row that was taken."""

from decimal import Decimal

from station.grading.evaluate import evaluate
from station.model.answer import Answer, Choice, Defects, Measured
from station.model.checklist import ItemKind
from station.model.defect import Defect, DefectKind, Depth
from station.model.verdict import Deciding, Result
from station.standards.library import channel_standard, internal_standard

FELT = Defect("Z1", DefectKind.SCRATCH, length_mm=Decimal(6), depth=Depth.TACTILE, visible_cm=Decimal(31))


def sound() -> dict[str, Answer]:
    """A sound phone."""
    facts: dict[str, Answer] = {}
    for item in internal_standard("smartphone").items:
        if item.options:
            facts[item.id] = Choice(next(option.value for option in item.options if option.good))
        elif item.kind is ItemKind.DEFECTS:
            facts[item.id] = Defects()
        elif item.unit:
            facts[item.id] = Measured(Decimal(97 if item.unit == "%" else 0), item.unit)
    return facts


def decided(channel: str, facts: dict[str, Answer]) -> dict[str, Deciding]:
    """What decided, by clause."""
    return {one.clause: one for one in evaluate(channel_standard(channel), facts).deciding}


def test_a_size_told_in_another_unit_is_legible() -> None:
    told = decided("amazon-renewed-single", sound() | {"FG-01": Defects((FELT,))})
    assert told["AS-L1"].observed == "1 × scratch Z1, 12.205 in"


def test_a_defect_already_seen_is_told_although_another_item_was_not_looked_at() -> None:
    facts = sound() | {"FG-01": Defects((FELT,))}
    del facts["BK-01"]
    assert decided("ctia", facts)["CT-B1"].observed == "1 × scratch Z1"
    assert decided("amazon-renewed-single", facts)["AS-L1"].observed == "1 × scratch Z1, ≥ 12.205 in"


def test_a_gate_that_words_leave_open_is_named() -> None:
    facts = sound() | {"FR-04": Measured(Decimal("0.25"), "mm")}
    assert decided("htc-inspection", facts)["HT-G1"].observed == "0.25 mm"


def test_the_row_that_settles_the_list_is_named_although_an_earlier_one_is_open() -> None:
    facts = sound() | {"PT-01": Choice("no_response")}
    del facts["FR-03"]
    assert evaluate(channel_standard("apple-trade-in"), facts).result is Result.GRADE
    told = decided("apple-trade-in", facts)
    assert list(told) == ["AP-N2"]
    assert (told["AP-N2"].item, told["AP-N2"].observed) == ("PT-01", "no_response")
