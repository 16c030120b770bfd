"""Importing the model catalogue from .csv or .xlsx."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path

from station.model.unit import CatalogueModel
from station.store.catalogue import put_model
from station.store.database import Store
from station.store.importing import Importer, ImportResult, RefusedRowError
from station.store.sheet import Column, SheetRow, read_sheet

COLUMNS = (
    Column("key", ("型号编码", "model_key"), required=True),
    Column("category", ("品类",), required=True),
    Column("brand", ("品牌",), required=True),
    Column("name", ("型号", "model"), required=True),
    Column("storage", ("容量",)),
    Column("colour", ("颜色", "color")),
    Column("tac", ("TAC",)),
    Column("barcodes", ("条码", "barcode", "ean")),
    Column("mass_g", ("质量", "重量", "mass")),
    Column("thickness_mm", ("厚度", "thickness")),
)
"""Columns of a catalogue file; several codes in one cell are separated by ``;``, ``,``, ``|`` or blanks."""

_SEPARATORS = re.compile(r"[;,|、；，\s]+")
_TAC = re.compile(r"[0-9]{8}")


def import_catalogue(store: Store, path: Path, categories: Collection[str]) -> ImportResult:
    """Import models; those known by key are replaced. ``categories`` are those known.

    Raises:
        KnownError: IMP-001, IMP-002, IMP-003, STO-002, STO-003.
    """
    importer = Importer(
        parse=lambda row: _model(row, categories), names=lambda model: [model.key], put=put_model
    )
    return importer.run(store, read_sheet(path, COLUMNS))


def _model(row: SheetRow, categories: Collection[str]) -> CatalogueModel:
    cells = row.cells
    for column in ("key", "brand", "name"):
        if not cells[column]:
            raise RefusedRowError("empty", column=column)
    if cells["category"] not in categories:
        raise RefusedRowError("category", name=cells["category"])
    return CatalogueModel(
        key=cells["key"],
        category=cells["category"],
        brand=cells["brand"],
        name=cells["name"],
        storage=cells["storage"],
        colour=cells["colour"],
        tac=_tacs(cells["tac"]),
        barcodes=_codes(cells["barcodes"]),
        mass_g=_size(cells, "mass_g"),
        thickness_mm=_size(cells, "thickness_mm"),
    )


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(sorted(set(filter(None, _SEPARATORS.split(cell)))))


def _tacs(cell: str) -> tuple[str, ...]:
    codes = _codes(cell)
    for code in codes:
        if not _TAC.fullmatch(code):
            raise RefusedRowError("tac", tac=code)
    return codes


def _size(cells: Mapping[str, str], column: str) -> Decimal | None:
    if not cells[column]:
        return None
    try:
        size = Decimal(cells[column])
    except InvalidOperation as error:
        raise RefusedRowError("size", column=column, value=cells[column]) from error
    if not size.is_finite() or size <= 0:
        raise RefusedRowError("size", column=column, value=cells[column])
    return size
