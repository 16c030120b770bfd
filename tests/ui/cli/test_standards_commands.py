"""``station grade``, ``checklist`` and ``standards`` keep the contract of the command line."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from station.places import RESOURCES
from station.standards.library import shipped
from ui.cli.main import main

GOLDEN = RESOURCES / "standards" / "examples" / "golden"
VERDICT_KEYS = {"channel", "standard", "version", "result", "grades", "missing", "deciding", "borderline"}


def result_of(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(words) == 0
    return json.loads(capsys.readouterr().out)


def test_grade_prints_a_list_of_verdicts(capsys: pytest.CaptureFixture[str]) -> None:
    facts = str(GOLDEN / "d06.facts.json")
    verdicts = result_of(capsys, "grade", "--facts", facts, "--channel", "back-market", "--json")
    assert [(one["result"], one["gate"]) for one in verdicts] == [("not_accepted", "BM-G1")]
    assert verdicts[0].keys() >= VERDICT_KEYS
    assert verdicts[0]["deciding"] == [
        {"clause": "BM-G1", "item": "PB-02", "observed": "79 %", "limit": "≥ 80 %"}
    ]


def test_grade_without_a_channel_asks_every_channel_and_explains(capsys: pytest.CaptureFixture[str]) -> None:
    verdicts = result_of(capsys, "grade", "--facts", str(GOLDEN / "d03.facts.json"), "--explain")
    assert [one["channel"] for one in verdicts] == [
        one.id for one in shipped().channel_standards("smartphone")
    ]
    for verdict in verdicts:
        assert verdict["explanation"].keys() == {"zh", "en"}
        assert len(verdict["explanation"]["zh"]) == len(verdict["explanation"]["en"]) > 1
    back_market = next(one for one in verdicts if one["channel"] == "back-market")["explanation"]
    assert "1 处磕碰" in " ".join(back_market["zh"])
    assert "1 dent on the frame" in " ".join(back_market["en"])


def test_grade_takes_a_standard_file_and_facts_from_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = io.BytesIO((GOLDEN / "d01.facts.json").read_bytes())
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=facts))
    file = RESOURCES / "standards" / "channels" / "b-stock-superior-2026-11-22.toml"
    verdicts = result_of(capsys, "grade", "--facts", "-", "--standard", str(file))
    assert [one["grades"] for one in verdicts] == [["A+"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("not json", "FACT-001"),
        ("[]", "FACT-001"),
        ('{"category": "smartphone"}', "FACT-001"),
        ('{"category": "teapot", "observations": {}}', "STD-003"),
        ('{"category": "smartphone", "observations": {"PB-02": {"value": 88}}}', "FACT-001"),
        ('{"category": "smartphone", "observations": {"XX-01": {"value": "1"}}}', "FACT-001"),
    ],
)
def test_malformed_facts_are_a_known_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, code: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_text(content, "utf-8")
    assert main(["grade", "--facts", str(file)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(code)


def test_checklist_lists_items_in_working_order(capsys: pytest.CaptureFixture[str]) -> None:
    items = result_of(capsys, "checklist", "--category", "smartphone", "--json")
    assert len(items) == 70
    assert items[0]["item"] == "ID-01"
    scratches = next(item for item in items if item["item"] == "FG-01")
    assert scratches["zones"][0] == {"id": "Z1", "title": {"zh": "屏幕显示区", "en": "Display area"}}
    assert (scratches["kind"], scratches["defect_kinds"]) == ("defects", ["scratch", "wear"])
    citing = {one.id for one in shipped().channel_standards("smartphone") if "FG-01" in one.items}
    assert set(scratches["asked_by"]) == citing
    mass = next(item for item in items if item["item"] == "WD-01")
    assert (mass["unit"], mass["resolution"], mass["instrument_demanded"]) == ("g", "0.1", True)


def test_checklist_of_an_unknown_channel_is_a_known_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["checklist", "--category", "smartphone", "--channel", "corner-shop"]) == 1
    assert capsys.readouterr().err.startswith("STD-002")


def test_standards_list_names_every_standard(capsys: pytest.CaptureFixture[str]) -> None:
    listed = result_of(capsys, "standards", "list", "--json")
    assert {one["id"] for one in listed} >= {"smartphone", "bench_check", "back-market", "tongjian-itemised"}
    assert main(["standards", "list", "--lang", "zh"]) == 0
    assert "渠道标准" in capsys.readouterr().out


@pytest.mark.parametrize("name", [standard.id for standard in shipped().channel_standards()])
def test_standards_show_tells_clauses_and_rules(capsys: pytest.CaptureFixture[str], name: str) -> None:
    shown = result_of(capsys, "standards", "show", name, "--json")
    assert shown["id"] == name
    assert main(["standards", "show", name, "--lang", "zh"]) == 0
    plain = capsys.readouterr().out
    standard = shipped().channel_standard(name)
    assert all(standard.clause_text(clause).zh in plain for clause, _ in standard.rules())


def test_standards_show_tells_the_internal_standard(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["standards", "show", "bench_check", "--lang", "en"]) == 0
    assert "100 g reference mass" in capsys.readouterr().out
