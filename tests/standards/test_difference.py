"""The difference of two versions: nothing forgotten, nothing made up, and told in words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from station.grading.evaluate import evaluate
from station.model.answer import Measured
from station.model.checklist import Title
from station.model.verdict import Result
from station.standards.channel import ChannelStandard, Criterion, Publication, Ruling
from station.standards.channel_file import channel_document
from station.standards.difference import Change, difference
from station.standards.difference_wording import change_message
from station.standards.library import channel_standard, internal_standard
from station.standards.rule_direction import direction
from station.standards.rules import AllOf, AnyOf, DefectLimit, Not, Number, Options, Rule
from station.texts import Lang
from tests.standards.made import standards

PHONE = internal_standard("smartphone")
BACK_MARKET = channel_standard("back-market")
EIGHTY = Number(rule="number", item="PB-02", at_least=Decimal("80"), unit="%")
EIGHTY_FIVE = replace(EIGHTY, at_least=Decimal("85"))


def saying(standard: ChannelStandard) -> dict[str, object]:
    """What a version says, with the day from which it counts, whichever field states it."""
    document = channel_document(standard)
    counts_from = standard.valid_from or standard.version
    kept = {key: value for key, value in document.items() if key not in {"version", "publication"}}
    return kept | {"valid_from": counts_from}


@settings(max_examples=60, deadline=None)
@given(old=standards(), new=standards())
def test_equal_standards_and_only_they_have_no_difference(old: ChannelStandard, new: ChannelStandard) -> None:
    assert difference(old, old) == ()
    assert (difference(old, new) == ()) == (saying(old) == saying(new))
    there, back = difference(old, new), difference(new, old)
    assert {(one.place, one.before is None) for one in there} == {
        (one.place, one.after is None) for one in back
    }
    for change in there:
        assert all(change_message(change, PHONE).of(lang) for lang in Lang)


def the_change(old: ChannelStandard, new: ChannelStandard) -> Change:
    (change,) = difference(old, new)
    return change


def with_gate(*rules: Rule) -> ChannelStandard:
    return replace(BACK_MARKET, gates=tuple(Criterion("BM-G1", rule) for rule in rules))


def test_a_moved_limit_is_told_with_its_direction() -> None:
    change = the_change(with_gate(EIGHTY), with_gate(EIGHTY_FIVE))
    assert (change.sort, change.clause, change.item, change.direction) == (
        "changed", "BM-G1", "PB-02", "stricter",
    )  # fmt: skip
    words = change_message(change, PHONE)
    assert words.en.endswith("at least 80 % → at least 85 % (stricter)")
    assert words.zh.endswith("不小于 80 % → 不小于 85 %（更严）")
    assert the_change(with_gate(EIGHTY_FIVE), with_gate(EIGHTY)).direction == "looser"


def test_publication_and_version_alone_are_no_difference_but_the_day_is() -> None:
    published = replace(
        BACK_MARKET, version="2026-12-01", valid_from="2026-11-22", publication=Publication("a", "b", "c")
    )
    assert difference(BACK_MARKET, published) == ()
    assert the_change(BACK_MARKET, replace(published, valid_from=None)).after == "2026-12-01"


def test_what_comes_and_goes_is_named() -> None:
    added = the_change(with_gate(EIGHTY), with_gate(EIGHTY, EIGHTY_FIVE))
    assert (added.sort, added.direction, added.after) == ("added", "stricter", EIGHTY_FIVE)
    gone = the_change(with_gate(EIGHTY, EIGHTY_FIVE), with_gate(EIGHTY))
    assert (gone.sort, gone.direction, gone.before) == ("removed", "looser", EIGHTY_FIVE)
    ruling = Ruling("BM-G1", "陈静", "2026-11-22", Title("从严", "strictly"), "gap")
    ruled = replace(BACK_MARKET, rulings=(*BACK_MARKET.rulings, ruling))
    assert {change.place.sort for change in difference(BACK_MARKET, ruled)} == {"ruling", "ruling_by"}


def test_silence_that_no_longer_passes_is_stricter() -> None:
    mild = replace(BACK_MARKET, silence=replace(BACK_MARKET.silence, when_silent="ignore"))
    strict = replace(BACK_MARKET, silence=replace(BACK_MARKET.silence, when_silent="undetermined"))
    assert the_change(mild, strict).direction == "stricter"


def told(old: Rule, new: Rule) -> str:
    return direction(old, new, BACK_MARKET.vocabulary.ranks)


def test_directions_that_can_be_told() -> None:
    scratches = DefectLimit(
        rule="defects", items=("FG-01",), measure="longest", at_most=Decimal(3), unit="mm"
    )
    some = Options(rule="options", item="PB-01", allowed=("boots_stable", "boots_unstable"))
    fewer = replace(some, allowed=("boots_stable",))
    assert told(scratches, replace(scratches, at_most=Decimal("0.3"), unit="cm")) == "other"
    assert told(scratches, replace(scratches, at_most=Decimal("0.2"), unit="cm")) == "stricter"
    assert told(scratches, replace(scratches, at_most=None, below=Decimal(3))) == "stricter"
    assert told(some, fewer) == "stricter"
    assert told(Not(rule="not", of=some), Not(rule="not", of=fewer)) == "looser"
    assert told(AllOf(rule="all", of=(EIGHTY,)), AllOf(rule="all", of=(EIGHTY, some))) == "stricter"
    assert told(AnyOf(rule="any", of=(EIGHTY,)), AnyOf(rule="any", of=(EIGHTY, some))) == "looser"
    assert told(EIGHTY, replace(EIGHTY, item="PB-03")) == "other"
    assert told(EIGHTY, replace(EIGHTY, at_least=Decimal(70), at_most=Decimal(90))) == "other"


LIMITS = st.none() | st.sampled_from([Decimal(20), Decimal(50), Decimal(80)])


def limits() -> st.SearchStrategy[Number]:
    fixed = {"rule": st.just("number"), "item": st.just("PB-02"), "unit": st.just("%")}
    return st.builds(Number, **fixed, at_least=LIMITS, at_most=LIMITS, above=LIMITS, below=LIMITS)


@settings(max_examples=100, deadline=None)
@given(old=limits(), new=limits())
def test_what_is_called_stricter_lets_nothing_more_through(old: Number, new: Number) -> None:
    sense = told(old, new)
    for value in range(10, 101, 5):
        facts = {"PB-02": Measured(Decimal(value), "%")}
        was, is_now = (evaluate(with_gate(rule), facts).result is Result.NOT_ACCEPTED for rule in (old, new))
        assert is_now or not was or sense != "stricter"
        assert was or not is_now or sense != "looser"
