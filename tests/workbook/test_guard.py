"""Workbooks from outside: what is hostile is refused by name, in bounded memory, before anything opens it."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from station.errors import KnownError
from station.workbook.reading import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PEAK_MB = 150
"""Most resident memory that refusing or reading a workbook may take in a process of its own."""


def plain_workbook(path: Path) -> Path:
    workbook = Workbook()
    workbook.worksheets[0].append(["Grade", "Text"])
    workbook.worksheets[0].append(["A", "No scratches"])
    workbook.save(path)
    return path


def changed(path: Path, parts: dict[str, bytes | Callable[[bytes], bytes]]) -> Path:
    """The workbook at ``path`` with parts replaced, changed or added."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for name, part in parts.items():
        content[name] = part if isinstance(part, bytes) else part(content[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    return path


def sheet(rows: str, before: str = "") -> bytes:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData></worksheet>'.encode()


def nested_zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("inside", b"x")
    return content.getvalue()


def macro_type(content: bytes) -> bytes:
    sheet_type = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return content.replace(sheet_type, b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")


SHEET = "xl/worksheets/sheet1.xml"
BOMB = b"""<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
HOSTILE: dict[str, tuple[str, dict[str, bytes | Callable[[bytes], bytes]]]] = {
    "macro project": ("IMP-005", {"xl/vbaProject.bin": b"x"}),
    "macro sort": ("IMP-005", {"[Content_Types].xml": macro_type}),
    "old macro sheet": ("IMP-005", {"xl/macrosheets/sheet1.xml": b"<a/>"}),
    "embedded program": ("IMP-005", {"xl/embeddings/oleObject1.bin": b"x"}),
    "link to a file": ("IMP-007", {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
    "data connection": ("IMP-007", {"xl/connections.xml": b"<a/>"}),
    "archive inside": ("IMP-008", {"xl/media/more.zip": nested_zip()}),
    "unfolding part": ("IMP-008", {"xl/media/image1.png": bytes(8 * 2**20)}),
    "entity bomb in a sheet": ("IMP-008", {SHEET: BOMB + sheet("<row><c><v>1</v></c></row>")}),
    "entity bomb in the styles": ("IMP-008", {"xl/styles.xml": BOMB + b"<styleSheet/>"}),
    "endless nesting": ("IMP-008", {"xl/styles.xml": b"<a>" * 5000}),
    "a sheet stored as something else": (
        "IMP-008",
        {"xl/_rels/workbook.xml.rels": lambda content: content.replace(b"sheet1.xml", b"sheet1.png")},
    ),
    "endless empty rows": (
        "IMP-003",
        {SHEET: sheet("".join(f'<row r="{n}" ht="{n % 97}"/>' for n in range(1, 60_000)))},
    ),
    "one far row": ("IMP-003", {SHEET: sheet('<row r="1048576"><c r="A1048576"/></row>')}),
    "one far column": ("IMP-003", {SHEET: sheet('<row r="1"><c r="ZZZZZZ1"/></row>')}),
    "too many cells": ("IMP-003", {SHEET: sheet(("<row>" + "<c/>" * 200 + "</row>") * 1200)}),
    "broken XML": ("IMP-001", {SHEET: b"<worksheet>"}),
}


def refusal(path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        read_workbook(path)
    return caught.value


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_is_refused_by_name(name: str, tmp_path: Path) -> None:
    code, parts = HOSTILE[name]
    assert refusal(changed(plain_workbook(tmp_path / "book.xlsx"), parts)).code == code


def test_a_formula_is_refused_with_its_sheet_and_cell(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_sheet("价格")["C7"] = "=1+1"
    workbook.save(tmp_path / "book.xlsx")
    found = refusal(tmp_path / "book.xlsx")
    assert (found.code, found.details["sheet"], found.details["cell"]) == ("IMP-006", "价格", "C7")


def test_a_text_that_begins_like_a_formula_is_a_text(tmp_path: Path) -> None:
    workbook = Workbook()
    cell = workbook.worksheets[0]["A1"]
    cell.value = "=1+1"
    cell.data_type = "s"
    workbook.save(tmp_path / "book.xlsx")
    assert read_workbook(tmp_path / "book.xlsx")[0].cell(0, 0) == "=1+1"


def test_an_old_or_locked_workbook_is_told_apart_from_a_damaged_one(tmp_path: Path) -> None:
    old = tmp_path / "old.xls"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert refusal(old).code == "IMP-004"
    torn = plain_workbook(tmp_path / "torn.xlsx")
    torn.write_bytes(torn.read_bytes()[:500])
    assert refusal(torn).code == "IMP-001"
    assert refusal(tmp_path / "absent.xlsx").code == "IMP-001"


def test_a_workbook_without_a_sheet_of_cells_is_refused(tmp_path: Path) -> None:
    path = plain_workbook(tmp_path / "sheetless.xlsx")
    with zipfile.ZipFile(path) as archive:
        kept = {one: archive.read(one) for one in archive.namelist() if "worksheets/" not in one}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in kept.items():
            archive.writestr(name, part)
    assert refusal(path).code == "IMP-001"


def test_many_parts_are_refused(tmp_path: Path) -> None:
    parts: dict[str, bytes | Callable[[bytes], bytes]] = {f"x/{n}.png": b"" for n in range(2100)}
    assert refusal(changed(plain_workbook(tmp_path / "book.xlsx"), parts)).code == "IMP-008"


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
    lying = sheet(rows, '<dimension ref="A1:XFD1048576"/>')
    book = changed(plain_workbook(tmp_path / "book.xlsx"), {SHEET: lying})
    assert read_workbook(book)[0].rows == (("x",),)


def test_merged_cells_per_cents_and_digits_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    workbook = Workbook()
    page = workbook.worksheets[0]
    page.append(["Battery", 0.85, 1001, 0.5])
    page["B1"].number_format = "0%"
    page.append([None, "x"])
    page.merge_cells("A1:A2")
    workbook.save(tmp_path / "book.xlsx")
    read = read_workbook(tmp_path / "book.xlsx")[0]
    assert read.rows == (("Battery", "85%", "1001", "0.5"), ("Battery", "x"))


MANY_STYLES = b"<a>" + b"".join(b'<b c="%d"/>' % (n * 7919 % 99991) for n in range(400_000)) + b"</a>"
CHILD = """
import sys
from pathlib import Path
from station.errors import KnownError
from station.workbook.reading import read_workbook
try:
    read_workbook(Path(sys.argv[1]))
except KnownError as error:
    print(error.code, end=" ")
status = Path('/proc/self/status').read_text()
print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("IMP-008", {SHEET: sheet("<row/>" * 8_000_000)}),
        ("IMP-003", {"xl/styles.xml": MANY_STYLES}),
        ("IMP-008", {SHEET: BOMB + sheet("<row><c><v>&b;</v></c></row>" * 1000)}),
        ("IMP-003", {SHEET: sheet('<row r="1"><c r="ZZZZZZ1"/></row>')}),
    ],
    ids=["rows", "styles", "entities", "column"],
)
def test_refusing_takes_bounded_memory(
    code: str, parts: dict[str, bytes | Callable[[bytes], bytes]], tmp_path: Path
) -> None:
    book = changed(plain_workbook(tmp_path / "book.xlsx"), parts)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(book)], capture_output=True, text=True, check=True, timeout=60
    )
    told, peak = done.stdout.split()
    assert told == code
    assert int(peak) < PEAK_MB
