"""Studies out of files: every shape gives the same study; what is none is refused with its reason."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from station.analysis.statistics.gauge_anova import gauge_anova
from station.analysis.study_files import form_in
from station.analysis.study_form import StudyForm, StudyKind, document_of, gauge_study, type1_readings
from station.analysis.study_page import readings_page, study_page
from station.analysis.workbook import workbook_of
from station.errors import KnownError
from station.reports.gauge_paper import study_pdf
from station.texts import Lang, Phrase
from tests.analysis.statistics.published import published

GAUGE, TYPE1 = published("aiag_grr"), published("jasp_type1_gauge")


def written(folder: Path, name: str, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_text("\n".join(lines), encoding)
    return file


def listed() -> list[str]:
    return [
        f"{who},{part},{trial},{reading}"
        for who, table in GAUGE["data"].items()
        for trial, row in enumerate(table, 1)
        for part, reading in enumerate(row, 1)
    ]


def as_json(folder: Path) -> Path:
    return written(folder, "study.json", json.dumps(GAUGE))


def as_list(folder: Path) -> Path:
    return written(folder, "list.csv", "Operator,Part,Trial,Value", *reversed(listed()))


def as_chinese_list(folder: Path) -> Path:
    rows = (line.replace(",", "\t") for line in listed())
    return written(folder, "清单.csv", "评价人\t零件\t轮次\t测量值", *rows, encoding="gb18030")


def as_form(folder: Path) -> Path:
    """As the form of AIAG: the appraiser only beside the first trial."""
    book = Workbook()
    sheet = book.worksheets[0]
    parts = len(next(iter(GAUGE["data"].values()))[0])
    sheet.append(["appraiser", "trial", *range(1, parts + 1)])
    for who, table in GAUGE["data"].items():
        for trial, row in enumerate(table, 1):
            sheet.append([who if trial == 1 else None, trial, *row])
    book.save(folder / "form.xlsx")
    return folder / "form.xlsx"


@pytest.mark.parametrize("shape", [as_json, as_list, as_chinese_list, as_form])
def test_every_shape_gives_the_published_study(shape: Callable[[Path], Path], tmp_path: Path) -> None:
    study = gauge_study(form_in(shape(tmp_path)))
    readings = {who: sorted(map(sorted, zip(*table, strict=True))) for who, table in study.readings.items()}
    wanted = {who: sorted(map(sorted, zip(*table, strict=True))) for who, table in GAUGE["data"].items()}
    assert readings == wanted
    kept = gauge_anova(study).full.variances["repeatability"]
    assert kept == pytest.approx(GAUGE["expected"]["anova_full"]["repeatability"]["MS"], rel=1e-3)


def test_a_column_of_readings_is_a_type_1_study(tmp_path: Path) -> None:
    values = TYPE1["data"]
    form = form_in(written(tmp_path, "type1.csv", "读数", *map(str, values)))
    assert form.kind is StudyKind.TYPE1
    assert type1_readings(form) == pytest.approx(values)


def test_the_json_of_station_stats_comes_back_as_it_was(tmp_path: Path) -> None:
    form = form_in(as_json(tmp_path))
    again = form_in(written(tmp_path, "again.json", json.dumps(document_of(form))))
    assert (again.kind, again.cells, again.appraisers) == (form.kind, form.cells, form.appraisers)


@pytest.mark.parametrize(
    ("name", "lines", "code"),
    [
        ("empty.csv", ("appraiser,part,reading",), "IMP-001"),
        ("nothing.csv", ("",), "IMP-001"),
        ("others.csv", ("unit,grade", "U-1,A"), "IMP-001"),
        ("half.csv", ("appraiser,part", "A,1"), "IMP-002"),
        ("missing.csv", ("appraiser,part,reading", "A,1,2", "A,2,2", "B,1,2"), "ANA-002"),
        ("one.csv", ("appraiser,part,reading", "A,1,2", "A,2,2"), "ANA-002"),
        (
            "word.csv",
            ("appraiser,part,reading", *("A,1,2", "A,1,x", "A,2,1", "A,2,1"), *("B,1,2",)),
            "ANA-002",
        ),
        ("formula.csv", ("appraiser,1,2", "A,=1+1,2", "A,1,2", "B,1,2", "B,1,2"), "ANA-004"),
        ("broken.json", ("{",), "ANA-001"),
        ("deep.json", ("[" * 100_000,), "ANA-001"),
        ("nothing.xlsx", ("PK",), "IMP-001"),
        (
            "large.csv",
            ("appraiser,part,reading", *(f"A,{n},1" for n in range(60)), *(f"B,{n},1" for n in range(60))),
            "ANA-002",
        ),
    ],
)
def test_what_is_no_study_is_refused(name: str, lines: tuple[str, ...], code: str, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        form_in(written(tmp_path, name, *lines))
    assert refused.value.code == code


def test_a_workbook_with_macros_is_refused(tmp_path: Path) -> None:
    file = as_form(tmp_path)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(KnownError) as refused:
        form_in(file)
    assert refused.value.code == "IMP-005"


def test_a_cell_without_a_number_is_named() -> None:
    form = StudyForm(
        StudyKind.GAUGE, appraisers=("A", "B"), trials=2, cells=(("1", "2"),) * 3 + (("1", "１e"),)
    )
    with pytest.raises(KnownError) as refused:
        study_page(form, Lang.ZH)
    where = refused.value.details["where"]
    assert isinstance(where, Phrase) and where.values == {"appraiser": "B", "trial": 2, "part": 2}


@pytest.mark.parametrize("lang", Lang)
def test_a_type_1_study_says_its_published_figures_and_a_verdict(lang: Lang) -> None:
    params = TYPE1["params"]
    rows = tuple((str(one),) for one in TYPE1["data"])
    form = StudyForm(
        StudyKind.TYPE1, "Z", "mm", str(params["tolerance_range"]), str(params["reference"]), cells=rows
    )
    page = study_page(form, lang)
    tiles = {one.key: one for one in page.tiles}
    assert tiles["cg"].value == pytest.approx(TYPE1["expected"]["Cg"], abs=0.005)
    assert tiles["cgk"].value == pytest.approx(TYPE1["expected"]["Cgk"], abs=0.005)
    assert tiles["cgk"].note
    assert study_pdf(form, lang) == study_pdf(form, lang)
    assert workbook_of([page, readings_page(form, lang)], lang).startswith(b"PK")


def test_without_a_reference_a_type_1_study_judges_nothing() -> None:
    form = StudyForm(StudyKind.TYPE1, cells=(("1", "2", "３"),))
    tiles = {one.key: one.value for one in study_page(form, Lang.EN).tiles}
    assert tiles == dict.fromkeys(tiles)
