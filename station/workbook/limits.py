"""How much of a workbook is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Sizes in bytes, the rest as counts; a workbook past any of them is refused.

    ``packed`` is the file, ``unpacked`` all its parts together, ``part`` one part that is held in memory
    whole (everything but the sheets), ``ratio`` how far a part larger than ``ratio_from`` may unfold.
    ``cells`` counts over all sheets, ``row`` and ``column`` are the last numbers a sheet may use, ``depth``
    is how deep XML may nest. ``elements`` bounds each sheet and the shared texts, ``others`` any
    other part.
    """

    packed: int = 20 * 2**20
    unpacked: int = 100 * 2**20
    part: int = 24 * 2**20
    ratio: int = 250
    ratio_from: int = 2**20
    parts: int = 2_000
    sheets: int = 64
    cells: int = 200_000
    row: int = 20_000
    column: int = 256
    elements: int = 1_000_000
    others: int = 100_000
    depth: int = 128


STANDARDS = Limits()
"""A channel's standard: a person wrote it, so it is small."""

TABLES = Limits(
    unpacked=200 * 2**20,
    part=96 * 2**20,
    ratio=2_000,
    cells=4_000_000,
    row=200_001,
    column=16_384,
    elements=12_000_000,
)
"""Work orders and catalogues: a program wrote them, so they may be long."""
