"""The matrix of channels: who is strictest, what does not go together, what only one asks."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from station.model.checklist import Title
from station.model.observation import Method
from station.places import RESOURCES
from station.standards.channel import ChannelStandard, Criterion, Grade, Viewing
from station.standards.channel_writer import write_channel
from station.standards.library import Library, channel_standard, shipped
from station.standards.matrix import Matrix, matrix
from station.standards.matrix_wording import MatrixWording
from station.standards.rules import AtWorst, DefectLimit, Good, Number, Options, Rule
from station.texts import Lang
from ui.cli.main import main

BEND, BATTERY, MARKS, ORIGIN = "FR-03", "PB-02", "FG-01", "ID-04"


def channel(name: str, *grades: tuple[Criterion, ...]) -> ChannelStandard:
    """A channel whose grades A, B … make these demands."""
    graded = tuple(Grade("ABCDE"[n], Title("级", "grade"), criteria) for n, criteria in enumerate(grades))
    clauses = {one.clause: Title("条文", "clause") for criteria in grades for one in criteria}
    shipped = channel_standard("back-market")
    return replace(
        shipped, id=name, clauses=clauses, gates=(), graded=graded, rulings=(),
        silence=replace(shipped.silence, watched=()),
    )  # fmt: skip


def demand(
    clause: str, rule: Rule, methods: tuple[Method, ...] = (), viewing: Viewing | None = None
) -> Criterion:
    """One criterion."""
    return Criterion(clause, rule, methods, (), viewing)


def compared(folder: Path, *standards: ChannelStandard) -> Matrix:
    """The matrix of these channels, read from files as a library holds them."""
    (folder / "channels").mkdir()
    for one in standards:
        write_channel(one, folder / "channels" / f"{one.id}-{one.version}.toml")
    library = Library([RESOURCES / "standards", folder])
    assert library.problems() == ()
    return matrix("smartphone", [one.id for one in standards], library)


def at_most(item: str, limit: str, unit: str) -> Number:
    """An upper limit."""
    return Number(rule="number", item=item, at_most=Decimal(limit), unit=unit)


def test_the_strictest_is_told_across_units_for_the_best_and_the_worst_grade(tmp_path: Path) -> None:
    inches = channel(
        "inches", (demand("I1", at_most(BEND, "0.1", "in")),), (demand("I2", at_most(BEND, "0.2", "in")),)
    )
    metric = channel(
        "metric", (demand("M1", at_most(BEND, "2.6", "mm")),), (demand("M2", at_most(BEND, "3", "mm")),)
    )
    row = compared(tmp_path, inches, metric).row(BEND)
    assert row is not None
    assert [(one.level, one.channels) for one in row.strictest] == [
        ("best", ("inches",)),
        ("accepting", ("metric",)),
    ]
    assert [(one.sort, dict(one.by_channel)) for one in row.conflicts] == [
        ("units", {"inches": ("in",), "metric": ("mm",)})
    ]


def test_no_defect_at_all_is_stricter_than_any_limit(tmp_path: Path) -> None:
    none = channel("none", (demand("N1", Good(rule="good", items=(MARKS,))),))
    far = DefectLimit(
        rule="defects", items=(MARKS,), measure="farthest_visible", below=Decimal(20), unit="cm"
    )
    row = compared(tmp_path, none, channel("far", (demand("F1", far),))).row(MARKS)
    assert row is not None
    assert {one.channels for one in row.strictest} == {("none",)}


def test_a_distance_rule_and_a_size_rule_do_not_convert(tmp_path: Path) -> None:
    far = DefectLimit(
        rule="defects", items=(MARKS,), measure="farthest_visible", below=Decimal(20), unit="cm"
    )
    long = DefectLimit(rule="defects", items=(MARKS,), measure="longest", at_most=Decimal(5), unit="mm")
    row = compared(
        tmp_path, channel("far", (demand("F1", far),)), channel("long", (demand("L1", long),))
    ).row(MARKS)
    assert row is not None
    assert row.strictest == ()
    assert [(one.sort, dict(one.by_channel)) for one in row.conflicts] == [
        ("measures", {"far": ("distance",), "long": ("size",)})
    ]


def test_methods_distances_and_light_that_do_not_meet(tmp_path: Path) -> None:
    rule = Good(rule="good", items=(MARKS,))
    bright = Viewing(distance_cm=Decimal(20), light_at_least_lx=Decimal(1000))
    dim = Viewing(distance_cm=Decimal(50), light_at_most_lx=Decimal(500))
    eye = channel("eye", (demand("E1", rule, methods=(Method.MANUAL,), viewing=bright),))
    machine = channel("machine", (demand("M1", rule, methods=(Method.CAMERA,), viewing=dim),))
    row = compared(tmp_path, eye, machine).row(MARKS)
    assert row is not None
    assert {one.sort: dict(one.by_channel) for one in row.conflicts} == {
        "methods": {"eye": ("manual",), "machine": ("camera",)},
        "distance": {"eye": ("20 cm",), "machine": ("50 cm",)},
        "light": {"eye": ("≥ 1000 lx",), "machine": ("≤ 500 lx",)},
    }


def test_what_one_demands_another_refuses(tmp_path: Path) -> None:
    home = Options(rule="options", item=ORIGIN, allowed=("home_market",))
    abroad = Options(rule="options", item=ORIGIN, allowed=("hk_mo_tw", "other_unlocked"))
    row = compared(
        tmp_path, channel("home", (demand("H1", home),)), channel("abroad", (demand("A1", abroad),))
    ).row(ORIGIN)
    assert row is not None
    assert row.strictest == ()
    assert [(one.sort, dict(one.by_channel)) for one in row.conflicts][:1] == [
        ("excluded", {"home": ("H1",), "abroad": ("A1",)})
    ]


def test_scales_compare_by_their_order_and_one_may_ask_alone(tmp_path: Path) -> None:
    strict = channel("strict", (demand("S1", AtWorst(rule="at_worst", item="DP-04", option="none")),))
    mild = channel(
        "mild",
        (
            demand("M1", AtWorst(rule="at_worst", item="DP-04", option="faint")),
            demand("M2", at_most(BEND, "1", "mm")),
        ),
    )
    found = compared(tmp_path, strict, mild)
    scale, bend = found.row("DP-04"), found.row(BEND)
    assert scale is not None and bend is not None
    assert {one.channels for one in scale.strictest} == {("strict",)}
    assert (scale.only, bend.only) == (None, "mild")
    assert found.row(BATTERY) is None


def test_every_item_that_a_shipped_channel_asks_has_its_row_in_working_order() -> None:
    found = matrix("smartphone")
    asked = {item for standard in found.channels for item in standard.items}
    assert [row.item.id for row in found.rows] == [one.id for one in found.internal.items if one.id in asked]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_command_tells_the_matrix_in_words(
    lang: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    chosen = ["--channel", "back-market", "--channel", "amazon-renewed", "--home", str(tmp_path)]
    assert main(["standards", "matrix", "--category", "smartphone", *chosen, "--lang", lang]) == 0
    assert "50 cm" in capsys.readouterr().out
    assert main(["standards", "matrix", "--category", "smartphone", *chosen, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["channels"] == ["back-market", "amazon-renewed"]
    (row,) = [row for row in told["rows"] if row["item"] == "PB-02"]
    assert (row["only"], row["cells"][0]["clauses"]) == ("back-market", ["BM-G1"])


def test_many_channels_are_counted_where_there_is_little_room() -> None:
    channels = [standard.id for standard in shipped().channel_standards("smartphone")]
    found = matrix("smartphone", channels, shipped())
    row = next(row for row in found.rows if row.strictest and len(row.strictest[0].channels) > 4)
    crowd = len(row.strictest[0].channels)
    short = MatrixWording(found.internal, Lang.EN, at_most=3).strictest(row.strictest[0])
    assert f"{crowd - 3} more" in short
    assert row.strictest[0].channels[3] not in short
    assert row.strictest[0].channels[-1] in MatrixWording(found.internal, Lang.EN).strictest(row.strictest[0])
