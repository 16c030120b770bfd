"""The model catalogue of this station."""

from __future__ import annotations

from decimal import Decimal
from sqlite3 import Connection

from station.model.unit import CatalogueModel
from station.store.connection import Row
from station.store.database import Store
from station.store.importing import Change

_TAC_LENGTH = 8


class Catalogue:
    """Finds models by key, barcode or the type allocation code that an IMEI begins with."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str) -> CatalogueModel | None:
        """The model with this key, or None."""
        with self._store.read() as connection:
            row = connection.execute("SELECT * FROM catalogue_models WHERE key = ?", (key,)).fetchone()
            return _model(connection, row) if row else None

    def all(self) -> tuple[CatalogueModel, ...]:
        """Every model, by brand and name."""
        with self._store.read() as connection:
            rows = connection.execute("SELECT * FROM catalogue_models ORDER BY brand, name, key").fetchall()
            return tuple(_model(connection, row) for row in rows)

    def by_barcode(self, code: str) -> tuple[CatalogueModel, ...]:
        """Models that carry this barcode."""
        return self._by_code(code, "barcode")

    def by_imei(self, imei: str) -> tuple[CatalogueModel, ...]:
        """Models whose type allocation code begins this IMEI."""
        return self._by_code(imei[:_TAC_LENGTH], "tac")

    def _by_code(self, code: str, kind: str) -> tuple[CatalogueModel, ...]:
        with self._store.read() as connection:
            rows = connection.execute(
                "SELECT catalogue_models.* FROM catalogue_codes JOIN catalogue_models ON key = model_key"
                " WHERE code = ? AND kind = ? ORDER BY key",
                (code, kind),
            ).fetchall()
            return tuple(_model(connection, row) for row in rows)


def put_model(connection: Connection, model: CatalogueModel) -> Change:
    """Add or replace one model inside the caller's transaction."""
    row = connection.execute("SELECT * FROM catalogue_models WHERE key = ?", (model.key,)).fetchone()
    if row is not None and _model(connection, row) == model:
        return Change.UNCHANGED
    connection.execute("DELETE FROM catalogue_models WHERE key = ?", (model.key,))
    connection.execute(
        "INSERT INTO catalogue_models VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            model.key,
            model.category,
            model.brand,
            model.name,
            model.storage,
            model.colour,
            _digits(model.mass_g),
            _digits(model.thickness_mm),
        ),
    )
    codes = [(code, "tac") for code in model.tac] + [(code, "barcode") for code in model.barcodes]
    for code, kind in codes:
        connection.execute("INSERT INTO catalogue_codes VALUES (?, ?, ?)", (code, kind, model.key))
    return Change.ADDED if row is None else Change.UPDATED


def _digits(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _model(connection: Connection, row: Row) -> CatalogueModel:
    codes = connection.execute(
        "SELECT code, kind FROM catalogue_codes WHERE model_key = ? ORDER BY code", (row.key,)
    ).fetchall()
    return CatalogueModel(
        key=row.key,
        category=row.category,
        brand=row.brand,
        name=row.name,
        storage=row.storage,
        colour=row.colour,
        tac=tuple(code for code, kind in codes if kind == "tac"),
        barcodes=tuple(code for code, kind in codes if kind == "barcode"),
        mass_g=None if row.mass_g is None else Decimal(row.mass_g),
        thickness_mm=None if row.thickness_mm is None else Decimal(row.thickness_mm),
    )
