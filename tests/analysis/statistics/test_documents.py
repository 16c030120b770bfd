"""``station stats`` prints every published quantity under its name, from whole files and bare data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.analysis.statistics.documents.kinds import KINDS, compute
from station.errors import KnownError
from station.texts import Lang, error_text
from tests.analysis.statistics.published import DATA, published
from ui.cli.commands.stats import KINDS as OFFERED

RINGS, JUICE = published("qcc_pistonrings"), published("qcc_orangejuice")
CAPABLE, KAPPA = published("qcc_capability_unit_test"), published("kappa")
SUMS, AQL = published("qcc_cusum_ewma_unit_tests"), published("aql")


def agree(ours: Any, wanted: Any, within: float | None, place: str = "") -> None:
    """Every published quantity is there and equal: within ``within``, else to the last digit printed."""
    if isinstance(wanted, dict):
        for key, value in wanted.items():
            if key not in ("rule", "ci", "note_std_dev"):
                assert key in ours, f"{place}.{key} is missing"
                agree(ours[key], value, within, f"{place}.{key}")
    elif isinstance(wanted, list):
        assert len(ours) == len(wanted), place
        for index, (one, other) in enumerate(zip(ours, wanted, strict=True)):
            agree(one, other, within, f"{place}[{index}]")
    elif isinstance(wanted, float):
        assert ours == pytest.approx(wanted, rel=0, abs=within or half_a_digit(wanted)), place
    elif isinstance(wanted, int) and within is None and not isinstance(wanted, bool):
        assert round(ours) == wanted, place
    else:
        assert ours == pytest.approx(wanted, abs=within) if within else ours == wanted, place


def half_a_digit(printed: float) -> float:
    """Half of the last decimal printed, and what a float leaves of it."""
    decimals = repr(printed).partition(".")[2]
    return 0.5001 * 10.0 ** -len(decimals) + 1e-12


def only(file: Any, *names: str) -> Any:
    """Some of a file's published results."""
    return {name: file["expected"][name] for name in names}


# kind, file, published, tolerance; without tolerance to the digits printed
WHOLE = [
    ("c", "nist_c_chart", published("nist_c_chart")["expected"], 0.01),
    ("ewma", "nist_ewma", published("nist_ewma")["expected"], 0.0051),
    ("type1", "jasp_type1_gauge", published("jasp_type1_gauge")["expected"], None),
    ("grr", "aiag_grr", only(published("aiag_grr"), "anova_full", "anova_pooled_interaction_removed"), None),
    ("xbar-r", "qcc_pistonrings", only(RINGS, "xbar", "R"), None),
    ("xbar-s", "qcc_pistonrings", only(RINGS, "S"), None),
    ("ewma", "qcc_pistonrings", only(RINGS, "ewma_lambda0.2_3sigma", "ewma_lambda0.2_2.7sigma"), None),
    ("capability", "qcc_pistonrings", only(RINGS, "capability"), None),
    ("p", "qcc_orangejuice", only(JUICE, "p_trial", "p_trial_without_15_23"), None),
    ("np", "qcc_orangejuice", only(JUICE, "np_trial"), None),
    (
        "capability",
        "qcc_capability_unit_test",
        {"target_10.02": CAPABLE["expected_target_10.02_Cpm_Ppm"]},
        1e-6,
    ),
    ("cusum", "qcc_cusum_ewma_unit_tests", {"pos": SUMS["cusum"]["pos"], "neg": SUMS["cusum"]["neg"]}, 1e-12),
]


@pytest.mark.parametrize(("kind", "name", "wanted", "within"), WHOLE)
def test_whole_files(kind: str, name: str, wanted: Any, within: float | None) -> None:
    agree(compute(kind, published(name)), wanted, within)


@pytest.mark.parametrize(
    ("kind", "name", "wanted"),
    [(kind, name, wanted) for kind, name, wanted, _ in WHOLE if kind in ("c", "xbar-r", "xbar-s", "p", "np")]
    + [("ewma", "qcc_pistonrings", only(RINGS, "ewma_lambda0.2_3sigma", "ewma_lambda0.2_2.7sigma"))],
)
def test_bare_data_gives_the_same(kind: str, name: str, wanted: Any) -> None:
    agree(compute(kind, published(name)["data"]), wanted, None)


def test_flow_rates() -> None:
    file = published("nist_imr_flowrate")
    wanted = {name: one for name, one in file["expected"].items() if name != "UCL_MR"}
    for document in (file, file["data"]):
        agree(compute("imr", document), wanted, file["tolerance"])


def test_gauge_study_by_ranges() -> None:
    file = published("aiag_grr")
    wanted = file["expected"]["average_range"]
    shares = {name: one for name, one in wanted.items() if name.startswith("pct_")}
    parts = {name: one for name, one in wanted.items() if not name.startswith("pct_")}
    for document in (file, file["data"]):
        found = compute("grr", document)
        agree(found["average_range"], parts, 1.5e-4)
        agree(found["average_range"], shares, 0.02)
        assert found["chosen"] == "anova_pooled_interaction_removed"


def test_capability_of_a_small_sample() -> None:
    found = compute("capability", CAPABLE["data"])
    for name, wanted in zip(CAPABLE["expected_order"], CAPABLE["expected_target_10.0"], strict=True):
        agree(found[name], wanted, CAPABLE["tolerance"])
    aimed = compute("capability", CAPABLE["data"], {"target": 10.02})
    agree(aimed, CAPABLE["expected_target_10.02_Cpm_Ppm"], CAPABLE["tolerance"])


def test_sums_and_averages() -> None:
    found = compute("cusum", SUMS["cusum"])
    names = ("pos", "neg", "upper_violations", "lower_violations")
    agree(found, {name: SUMS["cusum"][name] for name in names}, 1e-12)
    wanted = {name: SUMS["ewma"][name] for name in ("ewma", "sigma")}
    agree(compute("ewma", SUMS["ewma"]), wanted, 1e-12)
    agree(compute("ewma", SUMS)["ewma"], wanted, 1e-12)


def test_rules() -> None:
    file = published("qcc_rules_unit_tests")
    found = compute("rules", file)
    for block in ("western_electric", "nelson"):
        for ours, case in zip(found[block], file[block], strict=True):
            agree(ours, {key: places for key, places in case.items() if key not in ("rule", "x")}, None)
    assert compute("rules", [0, 3.2, -3.5, 2.9])["WER1"] == [2, 3]
    assert compute("rules", {"x": [5, 8.2], "center": 5, "std_dev": 1})["NEL1"] == [2]


def test_certified_digits() -> None:
    file = published("nist_strd_univariate")
    found = compute("univariate", file)
    for name in ("Michelso", "Mavro"):
        for ours in (
            found[name],
            compute("univariate", file[name]),
            compute("univariate", file[name]["data"]),
        ):
            assert ours["mean"] == pytest.approx(file[name]["mean"], rel=1e-14)
            assert ours["sd"] == pytest.approx(file[name]["sd"], rel=1e-12)


def test_defects_per_million() -> None:
    file = published("dpmo_sigma")
    agree(compute("dpmo", file), {name: file[name] for name in file if name.endswith("1.5")}, 0.6)
    assert compute("dpmo", file["one_tail_shift_1.5"])["3"] == pytest.approx(66807, abs=0.5)
    found = compute("dpmo", {"dpmo": 66807})
    assert found["sigma"] == pytest.approx(3, abs=1e-4)
    assert found["convention"] == "one_tail_shift_1.5"
    assert compute("dpmo", {"defects": 0, "units": 5, "opportunities": 3})["sigma"] is None


def test_agreement() -> None:
    found = compute("kappa", KAPPA)
    agree(found["fleiss1971"], KAPPA["fleiss1971"]["expected"], None)
    agree(found["anxiety"]["raters_2_3"], KAPPA["anxiety"]["expected_raters_2_3"], None)
    agree(found["cohen_sas"], KAPPA["cohen_sas"]["expected"], None)
    assert found["fleiss_wikipedia"]["kappa"] == pytest.approx(0.21, abs=KAPPA["fleiss_wikipedia"]["tol"])
    for ours, wanted in zip(found["randolph"], KAPPA["randolph"], strict=True):
        agree(ours, {name: wanted[name] for name in ("fleiss", "free")}, None)
    for name, wanted in KAPPA["aiag_attribute_2x2"].items():
        agree(found["aiag_attribute_2x2"][name]["kappa"], wanted["kappa"], None)


def test_agreement_from_bare_lists() -> None:
    agree(compute("kappa", KAPPA["fleiss1971"]["ratings"]), KAPPA["fleiss1971"]["expected"], None)
    agree(compute("kappa", KAPPA["cohen_sas"]["table"]), KAPPA["cohen_sas"]["expected"], None)
    two = [row[1:] for row in KAPPA["anxiety"]["ratings_20x3"]]
    agree(compute("kappa", {"ratings": two}), KAPPA["anxiety"]["expected_raters_2_3"], None)


def test_sampling() -> None:
    found = compute("aql", AQL | {"table2A_normal_single": {}})
    for name in ("test_vectors", "table1_code_letters", "sample_size_by_letter", "table2A_normal_single"):
        agree(found[name], AQL[name], None)
    wanted = {name: AQL["bad_example"][name] for name in ("standard", "P_accept_at_10pct_defective")}
    agree(found["bad_example"], wanted, 5e-4)
    checks = AQL["cross_checks"]
    agree(
        found["cross_checks"], {name: checks[name] for name in ("P_accept_at_AQL", "n_times_p_by_Ac")}, None
    )
    for ours, case in zip(found["cross_checks"]["literature"], checks["literature"], strict=True):
        agree(ours["computed"], case["computed"], None)
        agree(ours["computed"], case["expected"], None)


def test_every_plan_names_its_edition_and_reduced_is_not_available() -> None:
    plan = compute("aql", {"lot": 500, "aql": "1.0", "nonconforming": 2})
    assert (plan["edition"], plan["current_edition_compared"]) == ("ISO 2859-1:1999", False)
    assert (plan["Ac"], plan["accepted"]) == (1, False)
    reduced = compute("aql", {"lot": 500, "aql": "1.0", "severity": "reduced"})
    assert (reduced["plan"], reduced["reason"]) == (None, "reduced_not_available")


def test_switching_stops_where_inspection_is_discontinued() -> None:
    found = compute("aql", {"lots": [True, False, False] + [False] * 6})
    assert found["stages"] == ["normal", "normal"] + ["tightened"] * 5 + ["discontinued"]
    assert found["not_inspected"] == 1


def test_factors_by_size() -> None:
    rows = compute("constants", published("constants"))["published"]
    assert rows[3]["A2"] == pytest.approx(0.577, abs=6e-4)


def test_the_command_offers_what_is_computed() -> None:
    assert OFFERED.keys() == KINDS.keys()


@pytest.mark.parametrize(
    ("kind", "document", "where"),
    [
        ("imr", {"data": [1, "x"]}, "data[1]"),
        ("imr", {"data": [1, float("nan")]}, "data[1]"),
        ("imr", {"data": [1, True]}, "data[1]"),
        ("imr", {}, "JSON"),
        ("imr", 7, "JSON"),
        ("xbar-r", {"groups": [[1, 2], [1, "y"]]}, "data.groups[1][1]"),
        ("xbar-r", {"groups": [[1, 2]], "phase1": [1]}, "data.phase1"),
        ("p", {"D": [1], "size": ["a"]}, "data.size[0]"),
        ("p", {"D": [1, 2], "size": 5, "trial": [True]}, "data.trial"),
        ("ewma", {"data": [1, 2], "params": {"lambda": "wide"}}, "params.lambda"),
        ("capability", {"data": [1, 2], "LSL": {}}, "params.LSL"),
        ("grr", {"A": [[1, 2], [1, None]], "B": [[1, 2], [1, 2]]}, "data.A[1][1]"),
        ("kappa", {"ratings": [[1, 2], [1]]}, "data.ratings"),
        ("kappa", {"table": [[1, 2], [3]]}, "data.table"),
        ("rules", {"x": [1], "rule": "NEL9"}, "data.rule"),
        ("aql", {"lot": "many", "aql": "1.0"}, "data.lot"),
        ("aql", {"lot": 5, "aql": "1.0", "severity": "lax"}, "severity"),
        ("aql", {"lots": [1]}, "lots[0]"),
    ],
)
def test_a_malformed_document_is_refused_with_the_place(kind: str, document: Any, where: str) -> None:
    with pytest.raises(KnownError, match="ANA-001") as refused:
        compute(kind, document)
    assert refused.value.details["where"] == where
    assert all(error_text(lang, refused.value) for lang in Lang)


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        ("imr", [1]),
        ("imr", []),
        ("univariate", []),
        ("univariate", [1e308, 1e308, -1e308]),
        ("xbar-r", [[1], [2]]),
        ("xbar-r", {"groups": [[1, 2]], "phase1": [1, 9]}),
        ("p", {"D": [9], "size": [5]}),
        ("c", [-1]),
        ("cusum", [1, 1, 1]),
        ("capability", [1, 2, 3]),
        ("capability", {"data": [1, 2, 3], "LSL": 5, "USL": 4}),
        ("grr", {"A": [[1, 2], [1, 2]], "B": [[1, 2]]}),
        ("grr", {"A": [[1, 2]], "B": [[1, 2]]}),
        ("type1", {"data": [1, 2], "params": {"reference": 1, "tolerance_range": -1}}),
        ("kappa", {"table": [[0, 0], [0, 0]]}),
        ("dpmo", {"dpmo": 2e6}),
        ("dpmo", {"defects": 5, "units": 2, "opportunities": 2}),
        ("aql", {"lot": 1, "aql": "1.0"}),
        ("aql", {"lot": 50, "aql": "1.1"}),
        ("aql", {"lot": 50, "aql": "one"}),
        ("aql", {"lot": 50, "aql": "1.0", "level": "IV"}),
        ("constants", {"n": 26}),
    ],
)
def test_what_gives_no_figure_is_refused(kind: str, document: Any) -> None:
    with pytest.raises(KnownError, match="ANA-002") as refused:
        compute(kind, document)
    assert all(error_text(lang, refused.value) for lang in Lang)


def test_what_does_not_vary_gives_null_with_a_reason() -> None:
    found = compute("capability", {"data": [5.0] * 4, "LSL": 4, "USL": 6})
    assert (found["Cp"], found["reasons"]["Cp"]) == (None, "no_spread")
    one_sided = compute("capability", {"data": [5.0, 5.1, 5.2], "USL": 6})
    assert (one_sided["Cp"], one_sided["reasons"]["Cp_l"]) == (None, "no_lower_limit")
    assert one_sided["Cp_k"] == pytest.approx([*compute("capability", [5.0, 5.1, 5.2], {"USL": 6})["Cp_k"]])
    gauge = compute("type1", [1.0, 1.0])
    assert (gauge["Cg"], gauge["missing"]) == (None, ["reference", "tolerance_range", "spread"])
    assert compute("kappa", {"table": [[5, 0], [0, 0]]})["kappa"] is None
    still = compute("grr", {"A": [[1, 1], [1, 1]], "B": [[1, 1], [1, 1]]})
    assert (still["average_range"]["pct_GRR"], still["anova_full"]["interaction"]["F"]) == (None, None)


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.floats() | st.sampled_from(["A", "1.0", "II", "x"]),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "data",
                        "x",
                        "groups",
                        "D",
                        "size",
                        "lot",
                        "aql",
                        "lots",
                        "table",
                        "ratings",
                        "params",
                        "LSL",
                        "USL",
                    ),
                    *(
                        "A",
                        "B",
                        "3",
                        "sigma",
                        "defects",
                        "units",
                        "n",
                        "trial",
                        "phase1",
                        "exclude",
                        "phases",
                        "expected",
                    ),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=14,
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(KINDS)), anything)
def test_any_document_gives_json_or_a_known_error(kind: str, document: Any) -> None:
    try:
        json.dumps(compute(kind, document), allow_nan=False)
    except KnownError as refused:
        assert refused.code in ("ANA-001", "ANA-002")


def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("station")
    return subprocess.run(
        [program, "stats", *words], input=stdin, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_command_reads_a_file_and_standard_input() -> None:
    file = DATA / "nist_imr_flowrate.json"
    done = run("imr", str(file), "--json")
    assert json.loads(done.stdout) == compute("imr", published("nist_imr_flowrate"))
    assert run("imr", "-", stdin=file.read_text("utf-8")).stdout == done.stdout
    aimed = run("capability", "-", "--set", "USL=55", stdin="[50, 51, 52]")
    assert json.loads(aimed.stdout)["USL"] == 55
    refused = run("imr", "-", stdin="[1")
    assert (refused.returncode, refused.stderr[:9]) == (1, "ANA-001: ")
