"""Measurement studies from files: tables (.csv, .xlsx), and the JSON that ``station stats`` reads.

A table is a list (appraiser, part, reading; a trial where it is told), the form of AIAG (a row for each
appraiser and trial, a column for each part, headed 1, 2, …), or one column of readings of one part.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from station.analysis.statistics.documents.gauges import gauge_study_of
from station.analysis.statistics.documents.reading import is_numbers, malformed
from station.analysis.statistics.documents.study import study
from station.analysis.statistics.gauge_study import GaugeStudy
from station.analysis.statistics.refusal import cannot
from station.analysis.study_form import (
    ACROSS,
    MOST_APPRAISERS,
    MOST_PARTS,
    MOST_READINGS,
    MOST_TRIALS,
    StudyForm,
    StudyKind,
    gauge_study,
    written,
)
from station.errors import KnownError
from station.store.sheet import LARGEST_FILE, Column, RowTold, SheetRow, read_sheet
from station.texts import Phrase
from station.workbook.guard import megabytes

_APPRAISER, _PART, _TRIAL, _READING = "appraiser", "part", "trial", "reading"
_PARTS = tuple(str(number) for number in range(1, MOST_PARTS + 1))
_COLUMNS = (
    Column(_APPRAISER, ("operator", "评价人", "测量人", "操作员", "检验员")),
    Column(_PART, ("sample", "零件", "样件", "样品", "零件号")),
    Column(_TRIAL, ("repeat", "replicate", "轮", "轮次", "次数", "测量次数")),
    Column(_READING, ("value", "measurement", "测量值", "读数", "数值", "测值")),
    *(Column(one, (f"part {one}", f"零件 {one}", f"p{one}")) for one in _PARTS),
)


def form_in(path: Path, told: RowTold = lambda _row: None) -> StudyForm:
    """The study in a file; ``told`` as :func:`station.store.sheet.read_sheet` calls it.

    Raises:
        KnownError: IMP-001 to IMP-008 the file cannot be read as a table or has none of the columns, ANA-001
            malformed, ANA-002 not everybody measured every part equally often, or too many readings,
            ANA-004 a cell that is empty or no number.
    """
    return _of_json(path) if path.suffix.lower() == ".json" else _of_table(path, told)


def _of_json(path: Path) -> StudyForm:
    document = _parsed(path)
    found = study(document, {})
    if is_numbers(found.content):
        told = {name: _text(found.number(*names)) for name, names in _TOLD.items()}
        return _type1(path, [f"{one:.12g}" for one in found.values()], **told)
    readings, tolerance = gauge_study_of(document, {})
    return _gauge(path, readings, _text(tolerance))


_TOLD = {"tolerance": ("tolerance_range", "tolerance"), "reference": ("reference",)}


def _text(value: float | None) -> str:
    return "" if value is None else f"{value:.12g}"


def _parsed(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnownError("IMP-003", file=path.name, limit=megabytes(LARGEST_FILE))
        return json.loads(path.read_bytes())
    except OSError as error:
        raise KnownError("IMP-001", file=path.name, why=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise malformed(path.name, "json", why=str(error)) from error


def _of_table(path: Path, told: RowTold) -> StudyForm:
    rows = read_sheet(path, _COLUMNS, told)
    if not rows:
        raise KnownError("IMP-001", file=path.name, why=Phrase("studies.no_rows"))
    named = {name for row in rows for name, cell in row.cells.items() if cell}
    if {_APPRAISER, _PART, _READING} <= named:
        return _listed(path, rows)
    if {_APPRAISER, *_PARTS[:2]} <= named:
        return _laid_out(path, rows, [one for one in _PARTS if one in named])
    if _READING in named and not named & {_APPRAISER, _PART}:
        return _type1(path, [row.cells[_READING] for row in rows])
    raise KnownError("IMP-002", file=path.name, columns=Phrase("studies.columns"))


def _listed(path: Path, rows: Sequence[SheetRow]) -> StudyForm:
    cells: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        said = row.cells
        cells.setdefault((said[_APPRAISER], said[_PART]), []).append((said[_TRIAL], said[_READING]))
    appraisers, parts = (tuple(dict.fromkeys(key[place] for key in cells)) for place in (0, 1))
    trials = {len(readings) for readings in cells.values()}
    if len(trials) > 1 or len(cells) < len(appraisers) * len(parts):
        raise cannot("unbalanced_study")
    columns = {key: [one for _, one in sorted(readings, key=_by_trial)] for key, readings in cells.items()}
    count = trials.pop()
    table = (
        tuple(columns[appraiser, part][trial] for part in parts)
        for appraiser in appraisers
        for trial in range(count)
    )
    return _sized(
        StudyForm(StudyKind.GAUGE, path.stem, appraisers=appraisers, trials=count, cells=tuple(table))
    )


def _by_trial(reading: tuple[str, str]) -> tuple[int, str]:
    """Trials that are numbers by their number; without trials as they stand."""
    trial = reading[0]
    return (int(trial), "") if trial.isdecimal() else (0, trial)


def _laid_out(path: Path, rows: Sequence[SheetRow], parts: Sequence[str]) -> StudyForm:
    """An appraiser named only in the first of the rows, as in a merged cell, holds on."""
    tables: dict[str, list[tuple[str, ...]]] = {}
    appraiser = ""
    for row in rows:
        appraiser = row.cells[_APPRAISER] or appraiser
        tables.setdefault(appraiser, []).append(tuple(row.cells[one] for one in parts))
    trials = {len(table) for table in tables.values()}
    if len(trials) > 1:
        raise cannot("unbalanced_study")
    cells = tuple(row for table in tables.values() for row in table)
    form = StudyForm(StudyKind.GAUGE, path.stem, appraisers=tuple(tables), trials=trials.pop(), cells=cells)
    return _sized(form)


def _gauge(path: Path, readings: GaugeStudy, tolerance: str) -> StudyForm:
    cells = tuple(written(row) for table in readings.readings.values() for row in table)
    names = tuple(readings.appraisers)
    form = StudyForm(StudyKind.GAUGE, path.stem, "", tolerance, "", names, readings.trials, cells)
    return _sized(form)


def _type1(path: Path, readings: Sequence[str], tolerance: str = "", reference: str = "") -> StudyForm:
    if len(readings) > MOST_READINGS:
        raise cannot("large_study", most=MOST_READINGS)
    rest = iter(readings)
    rows = iter(lambda: tuple(islice(rest, ACROSS)), ())
    return StudyForm(StudyKind.TYPE1, path.stem, "", tolerance, reference, cells=tuple(rows))


def _sized(form: StudyForm) -> StudyForm:
    """Refuse what no table on a screen holds, and what is no study."""
    parts = max(map(len, form.cells))
    if len(form.appraisers) > MOST_APPRAISERS or form.trials > MOST_TRIALS or parts > MOST_PARTS:
        raise cannot("large_study", most=MOST_APPRAISERS * MOST_TRIALS * MOST_PARTS)
    gauge_study(form)
    return form
