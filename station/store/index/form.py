"""The form of the index by which records are found."""

from __future__ import annotations

from station.store.index.derived import Form
from station.store.index.digest import digest
from station.store.index.speaking import SPEAKS
from station.store.index.tables import TABLES, VERSION
from station.store.index.writing import Batch

FOUND = Form("index", VERSION, TABLES, SPEAKS, Batch, digest)
"""Lines, words and numbers of every record."""
