"""Sums over rows of inspections in work, which no ledger covers yet: what the disk changed is not used."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pydantic_core import to_json

from station.errors import KnownError
from station.store.connection import Row

_SUM_BYTES = 7


def with_sum(values: Sequence[object]) -> tuple[object, ...]:
    """The values of a row, as SQLite gives them back, and their sum: the first 56 bits of BLAKE2b over them
    as JSON."""
    return (*values, _sum(values))


def check_sum(row: Row, columns: int) -> None:
    """Check the first ``columns`` of a row against its sum; rows of schema 0001 have none.

    Raises:
        ValueError: the disk changed the row.
    """
    if row.sum is not None and row.sum != _sum(row[:columns]):
        raise ValueError("a stored row is not as it was written")


@contextmanager
def told_as_damage(connection: sqlite3.Connection) -> Iterator[None]:
    """Turn what cannot be read as it was written into a known error.

    Raises:
        KnownError: STO-001.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, sqlite3.OperationalError) as error:
        if getattr(error, "sqlite_errorcode", None) is not None:
            raise
        path = connection.execute("PRAGMA database_list").fetchone()[2]
        raise KnownError("STO-001", path=str(path), why=str(error)) from error


def _sum(values: Sequence[object]) -> int:
    return int.from_bytes(hashlib.blake2b(to_json(values), digest_size=_SUM_BYTES).digest())
