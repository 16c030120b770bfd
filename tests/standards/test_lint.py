"""Lint on hand-made standards: one for every finding, and what must not alarm."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

import station.standards.lint
from station.model.checklist import InternalStandard, Title
from station.model.defect import DefectKind
from station.model.observation import Method
from station.standards.channel import (
    Attribute,
    Axis,
    ChannelStandard,
    Criterion,
    Grade,
    Question,
    QuestionOption,
    Row,
    Ruling,
    Viewing,
)
from station.standards.channel_writer import write_channel
from station.standards.findings import CATALOGUE, Finding
from station.standards.library import channel_standard, channel_standards, internal_standard
from station.standards.lint import lint
from station.standards.rules import (
    AllOf,
    AnyOf,
    AtWorst,
    Case,
    DefectLimit,
    Depends,
    Good,
    Not,
    Number,
    Options,
    Presumed,
    Rule,
    Vague,
    Which,
)
from ui.cli.main import main

PHONE = internal_standard("smartphone")
WORD = Title("级", "grade")
ALL_GOOD = Good(rule="good", items=("FG-01",))


def at_most(limit: str, item: str = "FR-03", unit: str = "mm") -> Number:
    return Number(rule="number", item=item, at_most=Decimal(limit), unit=unit)


def at_least(limit: str, item: str = "FR-03", unit: str = "mm") -> Number:
    return Number(rule="number", item=item, at_least=Decimal(limit), unit=unit)


def marks(
    most: str, measure: Literal["count", "longest"] = "count", which: Which | None = None
) -> DefectLimit:
    unit = "mm" if measure == "longest" else "1"
    return DefectLimit(
        rule="defects",
        items=("FG-01",),
        measure=measure,
        which=which or Which(),
        at_most=Decimal(most),
        unit=unit,
    )


def standard(*grades: Rule | Criterion) -> ChannelStandard:
    """A best-grade standard with one criterion per grade, its clauses named after the grades."""
    told = [one if isinstance(one, Criterion) else Criterion(f"C{n}", one) for n, one in enumerate(grades)]
    graded = tuple(Grade("ABCDE"[n], WORD, (one,)) for n, one in enumerate(told))
    shipped = channel_standard("back-market")
    clauses = {one.clause: WORD for one in told}
    return replace(
        shipped, graded=graded, clauses=clauses, gates=(), rulings=(),
        silence=replace(shipped.silence, watched=()),
    )  # fmt: skip


def codes(made: ChannelStandard, internal: InternalStandard = PHONE) -> list[str]:
    return [one.code for one in lint(made, internal)]


def the(code: str, made: ChannelStandard, internal: InternalStandard = PHONE) -> Finding:
    (found,) = [one for one in lint(made, internal) if one.code == code]
    return found


def asked(*options: Rule | None) -> ChannelStandard:
    """An itemised standard with one question."""
    told = tuple(QuestionOption(str(n), WORD, one) for n, one in enumerate(options))
    made = replace(channel_standard("tongjian-itemised"), questions=(Question("Q", told),))
    return replace(made, clauses={"Q": WORD})


def rows(*listed: tuple[Rule, str]) -> ChannelStandard:
    """A decision list over the grades A and B."""
    told = tuple(Row(f"R{n}", rule, gives) for n, (rule, gives) in enumerate(listed))
    graded = (Grade("A", WORD), Grade("B", WORD))
    made = replace(standard(ALL_GOOD), aggregation="first_match", graded=graded, rows=told)
    return replace(made, clauses={row.clause: WORD for row in told})


def test_limits_best_grade_first_are_no_finding() -> None:
    assert codes(standard(at_most("1"), at_most("3"), at_most("5"))) == []
    assert codes(standard(marks("0"), marks("2"), marks("5"))) == []


def test_bands_name_overlap_edge_and_gap_with_their_place() -> None:
    def band(low: str, high: str) -> Number:
        return replace(at_least(low), at_most=Decimal(high))

    assert the("overlap", standard(band("0", "2"), band("1", "3"))).values["where"] == "FR-03 ≥ 1 mm, ≤ 2 mm"
    assert the("shared_edge", standard(band("0", "3"), band("3", "5"))).values["where"] == "FR-03 = 3 mm"
    gap = the("gap", standard(band("1", "3"), replace(at_most("5"), above=Decimal(3))))
    assert (gap.item, gap.values["where"]) == ("FR-03", "FR-03 ≥ 0 mm, < 1 mm")


def test_whole_numbers_leave_no_gap_between_two_and_three() -> None:
    three = replace(marks("5"), at_least=Decimal(3))
    assert codes(standard(marks("2"), three)) == []


def test_a_question_must_answer_everything_and_an_attribute_need_not() -> None:
    battery = at_least("80", "PB-02", "%")
    assert the("gap", asked(battery)).values["where"] == "PB-02 ≥ 1 %, < 80 %"
    assert codes(asked(battery, None)) == []
    spare = Attribute("T", "attribute", (QuestionOption("x", WORD, battery),))
    told = standard(at_most("1"))
    assert codes(replace(told, attributes=(spare,), clauses={**told.clauses, "T": WORD})) == []


def test_two_options_that_fit_one_fact() -> None:
    region = [
        Options(rule="options", item="ID-04", allowed=own)
        for own in (("demo", "bs_unit"), ("demo", "home_market"))
    ]
    assert the("two_options_fit", asked(*region, None)).values["where"] == "ID-04 demo"


def test_a_grade_that_the_gates_or_the_better_grades_leave_nothing() -> None:
    assert the("unreachable_grade", standard(at_most("3"), at_most("1"))).values["by"] == "A"
    gated = replace(standard(at_most("1")), gates=(Criterion("G", at_least("2")),))
    gated = replace(gated, clauses={**gated.clauses, "G": WORD})
    assert sorted(codes(gated)) == ["contradiction", "unreachable_grade"]
    assert the("contradiction", gated).values["other"] == "G"


def test_a_long_scratch_needs_a_scratch_and_a_far_one_a_distance() -> None:
    none_but_long = AllOf(rule="all", of=(marks("0"), Not(rule="not", of=marks("5", "longest"))))
    assert "unreachable_grade" in codes(standard(none_but_long))
    seen = DefectLimit(
        rule="defects", items=("FG-01",), measure="farthest_visible", below=Decimal(20), unit="cm"
    )
    counted = marks("0", which=Which(visible_at_cm=Decimal(20)))
    assert codes(standard(seen, counted)) == ["identical_grades"]


def test_a_count_over_two_lists_is_the_sum_of_both() -> None:
    both = DefectLimit(rule="defects", items=("FG-01", "BK-01"), at_most=Decimal(3))
    split = AnyOf(
        rule="any",
        of=tuple(
            AllOf(rule="all", of=(marks(str(n)), replace(marks(str(3 - n)), items=("BK-01",))))
            for n in range(4)
        ),
    )
    assert codes(standard(both, split)) == ["identical_grades"]


def test_a_better_grade_that_asks_less() -> None:
    looser = AllOf(rule="all", of=(marks("3"), at_most("1")))
    stricter = AllOf(rule="all", of=(marks("2"), at_most("3")))
    told = the("non_monotone", standard(looser, stricter))
    assert (told.values["better"], told.values["worse"], told.item) == ("A", "B", "FG-01")


def test_rows_are_taken_in_their_order() -> None:
    assert codes(rows((at_most("1"), "A"), (at_most("3"), "B"))) == []
    late = rows((at_most("3"), "A"), (at_most("1"), "B"))
    assert the("unreachable_option", late).values == {"option": "R1", "by": "R0"}
    only = rows((at_most("1"), "A"))
    assert the("unreachable_grade", only).values["grade"] == "B"


def test_axes_are_linted_one_by_one() -> None:
    ends = replace(at_most("5"), above=Decimal(3))
    apart = AnyOf(rule="any", of=(at_most("2"), ends))
    axes = tuple(
        Axis(
            name, WORD, "best_grade", (Grade("1", WORD, (Criterion(name, rule),)),), otherwise="not_accepted"
        )
        for name, rule in (("looks", apart), ("works", ALL_GOOD))
    )
    made = replace(standard(ALL_GOOD), aggregation="axes", graded=(), axes=axes, joined="{looks}{works}")
    made = replace(made, clauses={"looks": WORD, "works": WORD})
    gap = the("gap", made)
    assert (gap.clause, gap.values["where"]) == ("looks", "FR-03 > 2 mm, ≤ 3 mm")


def test_a_demand_by_case_that_says_nothing_for_the_rest() -> None:
    case = Case(when=at_least("1"), require=marks("0"))
    told = the("gap", standard(Depends(rule="depends", cases=(case,))))
    assert told.values["where"].startswith("FR-03")


def test_words_without_a_measure_and_presumptions_want_a_ruling_on_their_clause() -> None:
    vague = Vague(rule="vague", surely=at_most("1"), at_least=at_most("2"))
    open_ = standard(AllOf(rule="all", of=(vague, Presumed(rule="presumed", of=ALL_GOOD))))
    assert codes(open_) == ["vague_wording", "presumption"]
    ruled = replace(open_, rulings=(Ruling("C0", "Lin", "2026-11-22", WORD),))
    assert [one.is_open for one in lint(ruled, PHONE)] == [False, False]


def test_silence_open_ends_and_clauses_that_nobody_ruled_on() -> None:
    made = standard(at_most("1"))
    told = replace(
        made, otherwise="undetermined", open_end="END", silence=replace(made.silence, by=""),
        clauses={**made.clauses, "END": WORD, "SPARE": WORD},
    )  # fmt: skip
    assert sorted(codes(told)) == ["clause_without_rule", "open_end", "silence_unruled"]
    assert "rule_without_clause" in codes(replace(made, clauses={}))


@pytest.mark.parametrize(
    ("original", "rule", "code"),
    [
        ("scratches up to 3", marks("3", "longest"), "unit_missing"),
        ("划痕不超过 3", marks("3", "longest"), "unit_missing"),
        ("up to 3 mm", marks("3", "longest"), None),
        ("no visible scratch", marks("0"), "distance_missing"),
        ("肉眼不可见划痕", marks("0"), "distance_missing"),
        ("no scratch visible at 30 cm", marks("0"), None),
        ("invisible at arm's length", marks("0"), None),
    ],
)
def test_originals_without_unit_or_distance(original: str, rule: Rule, code: str | None) -> None:
    made = replace(standard(rule), originals={"C0": original})
    assert codes(made) == ([code] if code else [])


@pytest.mark.parametrize(
    "rule",
    [
        at_most("3", unit="1"),
        at_least("80", "PB-02", unit="1"),
        DefectLimit(rule="defects", items=("FG-01",), measure="longest", at_most=Decimal(3)),
    ],
)
def test_a_limit_without_a_unit_on_what_is_measured_in_one(rule: Rule) -> None:
    found = codes(standard(rule))
    assert "unit_missing" in found
    assert "malformed_rule" not in found


def test_a_share_needs_no_unit_and_words_are_no_number() -> None:
    assert "unit_missing" not in codes(standard(at_least("0.8", "PB-02", unit="1")))
    assert "unit_missing" not in codes(standard(at_least("3", "TC-01", unit="1")))
    assert "malformed_rule" in codes(standard(at_least("3", "ID-01", unit="1")))


def test_terms_that_the_internal_standard_does_not_know() -> None:
    for rule, term in (
        (at_most("1", "XX-99"), "XX-99"),
        (Options(rule="options", item="ID-04", allowed=("moon",)), "moon"),
        (AtWorst(rule="at_worst", item="DP-04", option="awful"), "awful"),
        (marks("0", which=Which(zones=("Z99",))), "Z99"),
    ):
        assert term in [
            one.values["term"] for one in lint(standard(rule), PHONE) if one.code == "unknown_term"
        ]


def test_a_kind_that_no_list_holds_is_a_demand_without_an_item() -> None:
    cracked = marks("0", which=Which(kinds=(DefectKind.CRACK,)))
    assert the("demand_without_item", standard(cracked)).values["words"] == "crack"


def test_what_the_bench_cannot_observe_and_ways_it_does_not_offer() -> None:
    bare = tuple(replace(item, methods=()) if item.id == "FR-03" else item for item in PHONE.items)
    assert codes(standard(at_most("1")), replace(PHONE, items=bare)) == ["not_observable"]
    scales = tuple(
        replace(item, methods=("instrument",), quantity="hardness") if item.id == "FR-03" else item
        for item in PHONE.items
    )
    assert codes(standard(at_most("1")), replace(PHONE, items=scales)) == ["not_observable"]
    query = Criterion(
        "C0", at_least("1", "ID-11", "d"), (Method.CAMERA,), ("video",), Viewing(distance_cm=Decimal(20))
    )
    assert sorted(codes(standard(query))) == [
        "evidence_not_offered",
        "method_not_offered",
        "viewing_not_offered",
    ]


def test_a_rule_that_cannot_be_evaluated_is_a_finding_and_no_crash() -> None:
    for rule in (
        AllOf(rule="all", of=()),
        DefectLimit(rule="defects", items=()),
        at_most("1", "FR-03", "kg"),
    ):
        assert "malformed_rule" in codes(standard(rule))


def test_too_many_combinations_are_told_and_nothing_is_claimed() -> None:
    kinds = (DefectKind.SCRATCH, DefectKind.WEAR)
    many = tuple(
        replace(marks(str(9 + n)), which=Which(kinds=kinds[: 1 + n % 2], length_above_mm=Decimal(n)))
        for n in range(6)
    )
    assert "too_complex" in codes(standard(AllOf(rule="all", of=many)))


def test_every_finding_on_a_shipped_standard_is_ruled() -> None:
    unruled = {
        (made.id, one.code, one.clause)
        for made in channel_standards()
        for one in lint(made, internal_standard(made.category))
        if one.is_open
    }
    assert unruled == set()


def test_every_code_that_lint_raises_is_raised_in_these_tests() -> None:
    quoted = re.compile(r'"([a-z_]+)"')
    raised = {
        word
        for file in Path(station.standards.lint.__path__[0]).glob("*.py")
        for word in quoted.findall(file.read_text("utf-8"))
    }
    here = set(quoted.findall(Path(__file__).read_text("utf-8")))
    assert raised & set(CATALOGUE) - here == set()


def test_the_command_lints_files_and_published_standards(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "made.toml"
    write_channel(standard(at_most("3"), at_most("1")), file)
    assert main(["standards", "lint", str(file), "--json", "--home", str(tmp_path)]) == 0
    (told,) = [
        one for one in json.loads(capsys.readouterr().out)["findings"] if one["code"] != "non_monotone"
    ]
    assert (told["code"], told["severity"], told["clause"]) == ("unreachable_grade", "error", "C1")
    assert told["message"]["zh"] and told["message"]["en"]
    assert main(["standards", "lint", "back-market", "--json", "--home", str(tmp_path)]) == 0
    assert all(one["ruling"]["by"] for one in json.loads(capsys.readouterr().out)["findings"])
    assert main(["standards", "lint", "nowhere", "--json", "--home", str(tmp_path)]) == 1


def test_a_file_with_an_unknown_option_is_linted_though_it_does_not_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "made.toml"
    write_channel(standard(Options(rule="options", item="ID-04", allowed=("home_market",))), file)
    file.write_text(file.read_text("utf-8").replace("home_market", "moon"), "utf-8")
    assert main(["standards", "lint", str(file), "--json", "--home", str(tmp_path)]) == 0
    assert "unknown_term" in {one["code"] for one in json.loads(capsys.readouterr().out)["findings"]}
