"""A standard exported as a workbook imports back equal, whatever it says; the workbook is safe to open."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from station.errors import KnownError
from station.model.checklist import Title
from station.standards.channel import ChannelStandard, Ruling
from station.standards.channel_file import channel_document
from station.standards.exporting import workbook_bytes
from station.standards.importing.job import ImportJob
from station.standards.importing.template import read_template
from station.standards.library import channel_standards, internal_standard
from station.workbook.reading import read_workbook
from tests.standards.made import standards

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def back(standard: ChannelStandard, folder: Path) -> ChannelStandard:
    path = folder / "exported.xlsx"
    path.write_bytes(workbook_bytes(standard))
    return read_template(read_workbook(path), path.name, internal_standard(standard.category))


@pytest.mark.parametrize("standard", channel_standards(), ids=lambda one: one.id)
def test_every_shipped_standard_survives(standard: ChannelStandard, tmp_path: Path) -> None:
    assert channel_document(back(standard, tmp_path)) == channel_document(standard)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(standard=standards())
def test_every_made_standard_survives(standard: ChannelStandard, tmp_path: Path) -> None:
    assert channel_document(back(standard, tmp_path)) == channel_document(standard)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=ANY_TEXT)
def test_any_words_survive(words: str, tmp_path: Path) -> None:
    standard = replace(
        channel_standards()[0], notes=Title(words, words[::-1]), originals={"clause": f"{words}."}
    )
    assert channel_document(back(standard, tmp_path)) == channel_document(standard)


@pytest.mark.parametrize(
    "words", ["=1+1", "+49", "-", "@x", "\t=1+1", "\r=1+1", '=HYPERLINK("http://x")', "_x0041_", "a\rb"]
)
def test_no_text_becomes_a_formula(words: str, tmp_path: Path) -> None:
    """A standard is the only thing written as a spreadsheet; bundles and lists are JSON, papers PDF."""
    shipped, said, at = channel_standards()[0], Title(words, words), "2026-11-22T08:00:00Z"
    clause = next(iter(shipped.clauses))
    standard = replace(
        shipped,
        notes=said,
        originals={clause: words},
        rulings=(Ruling(clause=clause, says=said, by=words, at=at),),
    )
    told = back(standard, tmp_path)
    assert (told.notes, told.originals, told.rulings) == (said, standard.originals, standard.rulings)
    workbook = load_workbook(tmp_path / "exported.xlsx")
    cells = [cell for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    starts = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@\t\r"]
    assert all(cell.quotePrefix for cell in starts)


def test_the_file_carries_neither_macros_nor_links() -> None:
    with zipfile.ZipFile(BytesIO(workbook_bytes(channel_standards()[0]))) as archive:
        assert not [name for name in archive.namelist() if "vba" in name or "external" in name]


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    standard = replace(channel_standards()[0], notes=Title("x" * 40_000, ""))
    with pytest.raises(KnownError) as caught:
        workbook_bytes(standard)
    assert caught.value.code == "STD-047"


def edited(standard: ChannelStandard, folder: Path, sheet: str, cell: str, value: str) -> Path:
    path = folder / "edited.xlsx"
    workbook = load_workbook(BytesIO(workbook_bytes(standard)))
    workbook[sheet][cell] = value
    workbook.save(path)
    return path


def test_a_rule_changed_in_the_spreadsheet_is_the_new_rule(tmp_path: Path) -> None:
    standard = next(one for one in channel_standards() if one.id == "back-market")
    path = edited(standard, tmp_path, "criteria", "F2", "PB-02 >= 85 %")
    job = ImportJob.open(path, standard.id, standard.category, folder=tmp_path / "imports")
    assert job.clauses[0].text == "PB-02 >= 85 %"
    draft = job.draft()
    assert draft is not None
    assert draft.gates[0] != standard.gates[0]
    assert draft.gates[1:] == standard.gates[1:]


@pytest.mark.parametrize("rule", ["PB-02 >= x %", "sudo make", "all(", "good", "a" * 30_000, "not(" * 60])
def test_a_rule_that_makes_no_sense_is_told_with_sheet_and_row(rule: str, tmp_path: Path) -> None:
    standard = channel_standards()[0]
    path = edited(standard, tmp_path, "criteria", "F2", rule)
    with pytest.raises(KnownError) as caught:
        read_template(read_workbook(path), path.name, internal_standard(standard.category))
    assert (caught.value.code, caught.value.details["sheet"], caught.value.details["row"]) == (
        "STD-048",
        "criteria",
        2,
    )
