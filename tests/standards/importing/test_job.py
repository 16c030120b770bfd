"""From a channel's workbook to a standard that grades facts: nothing silent, every ruling a person's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from station.errors import KnownError
from station.grading.evaluate import evaluate
from station.model.facts_json import facts_from_json
from station.model.verdict import Verdict
from station.places import RESOURCES
from station.standards.channel import ChannelStandard
from station.standards.channel_file import channel_document
from station.standards.channel_writer import write_channel
from station.standards.importing.job import ImportJob
from station.standards.library import Library, internal_standard, load_channel
from station.standards.notation import rule_text
from tests.standards.importing.workbooks import (
    DISTANCES,
    OPTIONS_ZH,
    TABLE_EN,
    Rows,
    close_all,
    opened,
    written,
)

PHONE = internal_standard("smartphone")


def verdict(standard: ChannelStandard, **observations: Any) -> Verdict:
    document = {"category": "smartphone", "observations": observations}
    named = {name.replace("_", "-"): value for name, value in observations.items()}
    return evaluate(standard, facts_from_json({**document, "observations": named}, PHONE))


def option(code: str) -> dict[str, str]:
    return {"value": code}


SOUND: dict[str, Any] = {
    **{name: {"defects": []} for name in ("FG_01", "FG_02", "FR_01", "FR_02", "BK_01", "BK_02")},
    **{name: {"defects": []} for name in ("DP_01", "DP_02")},
    "PB_02": {"value": "95", "unit": "%"},
    "SN_01": option("works"),
}


def scratch(zone: str, length: str, visible_cm: str = "10") -> dict[str, Any]:
    one = {"zone": zone, "kind": "scratch", "length_mm": length, "visible_cm": visible_cm}
    return {"defects": [one]}


def refused(call: Any, *arguments: Any, **named: Any) -> KnownError:
    with pytest.raises(KnownError) as caught:
        call(*arguments, **named)
    return caught.value


def test_an_option_list_with_weights_becomes_an_itemised_standard(tmp_path: Path) -> None:
    job = opened(tmp_path, OPTIONS_ZH)
    assert job.assignment is not None
    assert (job.assignment.shape, job.assignment.heading_row) == ("questions", 2)
    assert [one.text for one in job.clauses if one.state == "unknown_answer"] == ["未检测"]
    close_all(job)
    standard = job.standard()
    assert standard.aggregation == "itemised"
    assert [[one.code for one in question.options] for question in standard.questions] == [
        ["101", "102", "103"],
        ["201", "202", "203"],
        ["301", "302", "303", "304"],
    ]
    assert [one.weight for one in standard.questions[0].options] == ["0", "-5", "-12"]
    given = verdict(
        standard, PB_02={"value": "84.5", "unit": "%"}, ID_05=option("on_locked"), DP_04=option("legible")
    )
    assert [one.option for one in given.options] == ["102", "203", "303"]


def test_a_grade_table_in_prose_becomes_a_standard_that_grades(tmp_path: Path) -> None:
    job = opened(tmp_path, TABLE_EN)
    close_all(job)
    standard = job.standard()
    assert standard.grades == ("A", "B", "C")
    assert verdict(standard, **SOUND).grades == ("A",)
    scratched = {**SOUND, "FG_01": scratch("Z1", "9.9"), "PB_02": {"value": "85", "unit": "%"}}
    assert verdict(standard, **scratched).grades == ("B",)
    longer = {**scratched, "FG_01": scratch("Z1", "10")}
    assert verdict(standard, **longer).grades == ("C",)


def test_a_list_of_distances_grades_by_what_is_seen_from_where(tmp_path: Path) -> None:
    job = opened(tmp_path, DISTANCES)
    close_all(job)
    standard = job.standard()
    assert [rule_text(one.rule) for one in job.clauses if one.rule and one.source.grade == "Good"][1] == (
        "farthest_visible of BK-01 BK-02 < 20 in"
    )
    seen = {**SOUND, "BK_01": scratch("Z4", "5", "50.7")}
    assert verdict(standard, **seen).grades == ("Good",)
    assert verdict(standard, **{**SOUND, "BK_01": scratch("Z4", "5", "19.9")}).grades == ("Excellent",)


def test_the_built_standard_is_a_file_like_any_other(tmp_path: Path) -> None:
    job = opened(tmp_path, TABLE_EN)
    close_all(job)
    write_channel(job.standard(), tmp_path / "built.toml")
    read = load_channel(tmp_path / "built.toml")
    assert channel_document(read) == channel_document(job.standard())
    assert read.originals["R4-A"] == "≥ 90%"
    assert {ruling.by for ruling in read.rulings} == {"q1"}


def test_nothing_is_mapped_before_a_person_says_so(tmp_path: Path) -> None:
    job = opened(tmp_path, TABLE_EN)
    assert job.draft() is None
    assert {one.code for one in job.open_findings} >= {"mapping_open", "grade_order", "silence_unruled"}
    count = len(job.open_findings)
    found = refused(job.standard)
    assert (found.code, found.details["count"]) == ("STD-043", count)


@pytest.mark.parametrize(("person", "says"), [("", "because"), ("q1", " ")])
def test_a_ruling_needs_a_person_and_a_reason(person: str, says: str, tmp_path: Path) -> None:
    job = opened(tmp_path, TABLE_EN)
    assert refused(job.confirm_exact, person, says).code == "STD-046"
    assert refused(job.rule, job.open_findings[0].id, person, says).code == "STD-046"
    assert all(one.state == "open" for one in job.clauses)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    job = opened(tmp_path, TABLE_EN)
    assert refused(job.clause, "R99").code == "STD-044"
    assert refused(job.rule, "gap/x", "q1", "why").code == "STD-044"
    assert refused(job.map, "R2-A", "XX-99", person="q1", says="why").code == "STD-046"
    assert refused(job.map, "R2-A", "DP-04", "purple", person="q1", says="why").code == "STD-046"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Flux aligned", "unknown_term"),
        ("≤ 3", "unit_missing"),
        ("No visible scratches", "distance_missing"),
        ("No obvious scratches", "vague_wording"),
        ("No scratches, dents", "demand_without_item"),
        ("No scratches under moonlight", "unread_words"),
        ("Two scratches", "unread_words"),
    ],
)
def test_what_is_not_plain_is_a_finding(cell: str, code: str, tmp_path: Path) -> None:
    term = "Bend" if code == "unit_missing" else "Screen"
    job = opened(tmp_path, (("Criterion", "A", "B"), (term, cell, ""), ("Battery health", "90% +", "80% +")))
    assert code in {one.code for one in job.clauses[0].findings}


def test_ambiguous_words_are_not_chosen_between(tmp_path: Path) -> None:
    rows = (("Criterion", "A", "B"), ("磕碰掉漆", "正常", ""), ("电池健康度", "90%以上", "80%以上"))
    job = opened(tmp_path, rows)
    assert not job.clauses[0].proposed
    assert {one.code for one in job.clauses[0].findings} & {"ambiguous_term", "mapping_open", "unknown_term"}


def test_a_method_the_bench_does_not_know_is_a_finding(tmp_path: Path) -> None:
    rows = (
        ("Grade", "Item", "Requirement", "Method", "Condition"),
        ("A", "Battery health", "90% or above", "software", "500-1000 lx, 5 s"),
        ("B", "Battery health", "80% or above", "x-ray", "by moonlight"),
    )
    job = opened(tmp_path, rows, text="Requirement")
    assert not {one.code for one in job.clauses[0].findings} - {"mapping_open"}
    assert {"method_not_offered", "unread_words"} <= {one.code for one in job.clauses[1].findings}
    job.confirm_exact("q1", "same words")
    draft = job.draft()
    assert draft is not None
    criterion = draft.graded[0].criteria[0]
    assert criterion.methods == ("tool",)
    assert criterion.viewing is not None
    assert [criterion.viewing.light_at_least_lx, criterion.viewing.at_most_s] == [500, 5]


def test_rewording_keeps_the_original_and_reads_the_new_words(tmp_path: Path) -> None:
    job = opened(tmp_path, (("Criterion", "A", "B"), ("Bend", "≤ 0.3", "≤ 0.5 mm")))
    job.reword("R2-A", "≤ 0.3 mm", "q1", "the channel wrote back")
    job.confirm_exact("q1", "same words")
    clause = job.clause("R2-A")
    assert (clause.original, clause.text) == ("≤ 0.3", "≤ 0.3 mm")
    assert rule_text(clause.criteria[0]) == "FR-03 <= 0.3 mm"


def test_rulings_are_remembered_for_the_channel_and_for_no_other(tmp_path: Path) -> None:
    rows = (("Criterion", "A", "B"), ("Juice level", "90% or above", "80% or above"))
    first = opened(tmp_path, rows)
    assert not first.clauses[0].suggestions
    first.map("R2-A", "PB-02", person="q1", says="the channel means battery health")
    again = ImportJob.open(
        written(tmp_path / "next.xlsx", rows), "some-channel", "smartphone", folder=tmp_path / "imports"
    )
    best = again.clauses[0].suggestions[0]
    assert (best.item, best.reason, again.clauses[0].state) == ("PB-02", "earlier_ruling", "open")
    other = opened(tmp_path, rows, channel="other-channel")
    assert not other.clauses[0].suggestions


def test_the_columns_are_assigned_once(tmp_path: Path) -> None:
    rows = (("Merkmal", "Soll", "Stufe"), ("Battery health", "≥ 90%", "A"), ("Battery health", "≥ 80%", "B"))
    job = opened(tmp_path, rows)
    assert (job.assignment, job.clauses) == (None, ())
    assert refused(job.assign, {"grade": "Stufe", "text": "Z"}).code == "STD-040"
    assert refused(job.assign, {"grade": "Stufe"}).code == "STD-041"
    job.assign({"grade": "Stufe", "item": "A", "text": "Soll"})
    assert [one.source.place for one in job.clauses] == ["Sheet!B2", "Sheet!B3"]
    path = written(tmp_path / "next.xlsx", rows)
    again = ImportJob.open(path, "some-channel", "smartphone", folder=tmp_path / "imports")
    assert again.assignment == job.assignment


def test_a_saved_job_goes_on_where_it_was(tmp_path: Path) -> None:
    job = opened(tmp_path, TABLE_EN)
    job.confirm_exact("q1", "same words")
    assert job.file is not None
    (tmp_path / "sheet.xlsx").unlink()
    again = ImportJob.load(job.file)
    assert (again.clauses, again.findings) == (job.clauses, job.findings)
    close_all(again)
    assert channel_document(ImportJob.load(job.file).standard()) == channel_document(again.standard())


def test_an_altered_copy_or_a_torn_job_file_is_told(tmp_path: Path) -> None:
    job = opened(tmp_path, TABLE_EN)
    assert job.file is not None
    kept = tmp_path / "imports" / "workbooks" / f"{job.sha256}.xlsx"
    written(kept, DISTANCES)
    assert refused(ImportJob.load, job.file).code == "STD-045"
    job.file.write_text("{", "utf-8")
    assert refused(ImportJob.load, job.file).code == "STD-045"


def test_grades_may_stand_in_rows(tmp_path: Path) -> None:
    rows = (("", "Screen", "Battery health"), ("A+", "No scratches", "≥ 90%"), ("B", "No cracks", "≥ 80%"))
    job = opened(tmp_path, rows)
    assert job.assignment is not None
    assert job.assignment.shape == "grade_rows"
    told = [(one.source.grade, one.source.term, one.text) for one in job.clauses]
    assert told[1] == ("A+", "Battery health", "≥ 90%")


def unread(job: ImportJob) -> list[str]:
    return [one.values["words"] for one in job.findings if one.code == "unread_words" and not one.clause]


def test_rows_that_make_no_clause_are_told_and_ruled_on(tmp_path: Path) -> None:
    rows = (
        ("Grade", "Surface", "Description"),
        (None, None, "All devices must be unlocked"),
        ("Excellent", None, None),
        (None, "Screen", "No scratches"),
        ("Fair", None, None),
        ("Good", "Screen", "No cracks"),
        ("* Prices change daily", None, None),
    )
    job = opened(tmp_path, rows, grade="A", surface="B", text="C")
    assert [(one.source.grade, one.text) for one in job.clauses] == [
        ("Excellent", "No scratches"),
        ("Good", "No cracks"),
    ]
    assert unread(job) == [
        "Sheet!C2: All devices must be unlocked",
        "Sheet!A5: Fair",
        "Sheet!A7: * Prices change daily",
    ]
    close_all(job)
    assert job.standard()


@pytest.mark.parametrize("rows", [OPTIONS_ZH, TABLE_EN, DISTANCES])
def test_a_sheet_read_to_its_end_leaves_no_words(rows: Rows, tmp_path: Path) -> None:
    assert unread(opened(tmp_path, rows)) == []


def test_an_import_reads_against_the_internal_standard_of_its_own_station(tmp_path: Path) -> None:
    shelf = tmp_path / "home" / "internal"
    shelf.mkdir(parents=True)
    shipped_file = RESOURCES / "standards" / "internal" / f"smartphone-{PHONE.version}.toml"
    newer = shipped_file.read_text("utf-8").replace(f'"{PHONE.version}"', '"2099-01-01"', 1)
    (shelf / "smartphone-2099-01-01.toml").write_text(newer, "utf-8")
    library = Library([RESOURCES / "standards", tmp_path / "home"])
    path = written(tmp_path / "sheet.xlsx", TABLE_EN)
    job = ImportJob.open(path, "some-channel", "smartphone", folder=tmp_path / "imports", library=library)
    assert job.internal.version == "2099-01-01"
    assert job.file is not None
    assert ImportJob.load(job.file, library=library).internal.version == "2099-01-01"
