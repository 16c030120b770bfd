"""Importing work orders and models: what fits is taken, what does not is refused row by row with a reason."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from station.errors import KnownError
from station.store.catalogue import Catalogue
from station.store.catalogue_import import import_catalogue
from station.store.importing import ImportResult
from station.store.orders import import_work_orders
from station.store.sheet import LARGEST_FILE, LARGEST_UNPACKED
from station.store.work_orders import WorkOrders
from tests.stations import Station, open_station

GOOD_IMEI = "001013015973953"
HEADING = "code,category,channels,model_key,imei,serial,source"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    with open_station(tmp_path / "home") as opened:
        yield opened


def import_orders(station: Station, path: Path) -> ImportResult:
    return import_work_orders(station.store, path, {"smartphone"}, {"strict", "mild"})


def orders_file(folder: Path, *rows: str, heading: str = HEADING, encoding: str = "utf-8") -> Path:
    path = folder / "orders.csv"
    path.write_text("\n".join((heading, *rows)), encoding)
    return path


def test_an_order_is_added_then_unchanged_then_updated(station: Station, tmp_path: Path) -> None:
    row = f"W1,smartphone,strict;mild,,{GOOD_IMEI},SN1,lot 7"
    results = [
        import_orders(station, orders_file(tmp_path, line))
        for line in (row, row, row.replace("lot 7", "lot 8"))
    ]
    assert [(one.added, one.unchanged, one.updated) for one in results] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    (order,) = WorkOrders(station.store).find("SN1")
    assert (order.code, order.channels, order.imei, order.source) == (
        "W1",
        ("strict", "mild"),
        GOOD_IMEI,
        "lot 8",
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",smartphone,,,,,", "imports.empty"),
        ("W1,toaster,,,,,", "imports.category"),
        ("W1,smartphone,strict;nowhere,,,,", "imports.channel"),
        ("W1,smartphone,,,001013015973954,,", "imports.imei"),
        ("W1,smartphone,,,1.01302E+12,,", "imports.imei"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_alone(
    station: Station, tmp_path: Path, row: str, reason: str
) -> None:
    result = import_orders(station, orders_file(tmp_path, row, "W2,smartphone,mild,,,,"))
    assert result.added == 1
    assert [(refusal.row, refusal.reason.key) for refusal in result.refused] == [(2, reason)]


def test_the_second_of_two_equal_codes_or_imeis_is_refused(station: Station, tmp_path: Path) -> None:
    rows = (f"W1,smartphone,,,{GOOD_IMEI},,", "W1,smartphone,,,,,", f"W3,smartphone,,,{GOOD_IMEI},,")
    result = import_orders(station, orders_file(tmp_path, *rows))
    assert result.added == 1
    assert [(refusal.row, refusal.reason.values["row"]) for refusal in result.refused] == [(3, 2), (4, 2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headings_and_encodings_are_understood(
    station: Station, tmp_path: Path, encoding: str
) -> None:
    path = orders_file(
        tmp_path, "W1;smartphone;strict、mild;回收", heading="工单号;品类;目标渠道;来源", encoding=encoding
    )
    assert import_orders(station, path).added == 1
    assert WorkOrders(station.store).find("W1")[0].source == "回收"


def test_a_workbook_keeps_the_digits_of_numbers(station: Station, tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["IMEI", "Code", "Category"])
    sheet.append([352099001761481, "W1", "smartphone"])
    sheet.append([352099001761481.0, "W2", "smartphone"])
    path = tmp_path / "orders.xlsx"
    workbook.save(path)
    result = import_orders(station, path)
    assert (result.added, [refusal.reason.key for refusal in result.refused]) == (1, ["imports.duplicate"])
    assert WorkOrders(station.store).find("352099001761481")[0].code == "W1"


def refused_code(station: Station, path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        import_orders(station, path)
    return caught.value.code


def test_a_missing_column_is_named(station: Station, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        import_orders(station, orders_file(tmp_path, "W1", heading="code"))
    assert (caught.value.code, caught.value.details["columns"]) == ("IMP-002", ["category"])


def test_what_is_no_table_is_refused(station: Station, tmp_path: Path) -> None:
    assert refused_code(station, tmp_path / "absent.csv") == "IMP-001"
    for name, content in (("a.xlsx", b"PK no zip"), ("b.csv", b"\xff\xfe\x00\x81"), ("c.csv", b'"code\n')):
        (tmp_path / name).write_bytes(content)
        assert refused_code(station, tmp_path / name) == "IMP-001"
    (tmp_path / "empty.csv").write_bytes(b"")
    assert refused_code(station, tmp_path / "empty.csv") == "IMP-002"


def test_a_file_too_large_and_a_zip_bomb_are_refused(station: Station, tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    large.write_bytes(b"")
    with large.open("r+b") as file:
        file.truncate(LARGEST_FILE + 1)
    assert refused_code(station, large) == "IMP-003"
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("sheet", "w") as part:
        for _ in range(LARGEST_UNPACKED // 2**20 + 1):
            part.write(bytes(2**20))
    assert refused_code(station, bomb) == "IMP-003"


def test_a_model_is_found_by_barcode_and_by_imei(station: Station, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text(
        "key,category,brand,name,tac,barcodes,mass_g,thickness_mm\n"
        "p1,smartphone,Maker,One,00101301;00101302,2000000000015,174,7.65\n"
        "p2,smartphone,Maker,Two,1234,,,\n"
        "p3,smartphone,Maker,Three,,,-1,\n"
        "p4,smartphone,Maker,Four,,,NaN,\n",
        "utf-8",
    )
    result = import_catalogue(station.store, path, {"smartphone"})
    keys = ["imports.tac", "imports.size", "imports.size"]
    assert (result.added, [refusal.reason.key for refusal in result.refused]) == (1, keys)
    (model,) = Catalogue(station.store).by_barcode("2000000000015")
    assert Catalogue(station.store).by_imei("001013029999999") == (model,)
    assert (model.mass_g, model.thickness_mm) == (Decimal("174"), Decimal("7.65"))
    assert import_catalogue(station.store, path, {"smartphone"}).unchanged == 1


def test_a_workbook_without_its_ending_is_read_and_bytes_that_are_no_text_are_not(
    station: Station, tmp_path: Path
) -> None:
    book, plain = Workbook(), tmp_path / "stdin"
    for row in (["code", "category"], ["W1", "smartphone"]):
        book.worksheets[0].append(row)
    book.save(plain)
    assert import_orders(station, plain).added == 1
    with pytest.raises(KnownError) as caught:
        import_orders(station, orders_file(tmp_path, "W\0,smartphone"))
    assert caught.value.code == "IMP-001"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize("content", [b"<broken", b"", b"<a/>", b"\xff\xfe\x00"])
def test_a_damaged_workbook_is_told_not_crashed_on(
    station: Station, tmp_path: Path, part: str, content: bytes
) -> None:
    Workbook().save(tmp_path / "good.xlsx")
    path = tmp_path / "bad.xlsx"
    with zipfile.ZipFile(tmp_path / "good.xlsx") as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, content if name == part else good.read(name))
    with pytest.raises(KnownError) as caught:
        import_orders(station, path)
    assert caught.value.code in {"IMP-001", "IMP-002"}
