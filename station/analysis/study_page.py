"""A measurement study judged: the page that the screen shows, the paper prints and the workbook holds."""

from __future__ import annotations

from station.analysis.gauge_page import gauge_page
from station.analysis.study_form import (
    StudyForm,
    StudyKind,
    gauge_study,
    reference_of,
    tolerance_of,
    type1_readings,
)
from station.analysis.type1_page import type1_page
from station.model.analysis_page import AnalysisPage, Cell, Column, Table
from station.texts import Lang, text


def study_page(form: StudyForm, lang: Lang) -> AnalysisPage:
    """The figures of the study and what follows from them.

    Raises:
        KnownError: ANA-002 no figure can be given, ANA-004 a cell or field that is no number.
    """
    covers, unit, tolerance = size_of(form, lang), form.unit.strip(), tolerance_of(form)
    if form.kind is StudyKind.GAUGE:
        return gauge_page(lang, gauge_study(form), covers=covers, unit=unit, tolerance=tolerance)
    return type1_page(
        lang,
        type1_readings(form),
        covers=covers,
        unit=unit,
        reference=reference_of(form),
        tolerance=tolerance,
    )


def size_of(form: StudyForm, lang: Lang) -> str:
    """Of how many appraisers, parts and trials a study is, or of how many readings."""
    if form.kind is StudyKind.TYPE1:
        return text(lang, "studies.type1.size", count=len(type1_readings(form)))
    study = gauge_study(form)
    return text(
        lang,
        "statistics.gauge.size",
        appraisers=len(study.appraisers),
        parts=study.parts,
        trials=study.trials,
    )


def readings_page(form: StudyForm, lang: Lang) -> AnalysisPage:
    """The readings themselves, for the workbook; raises as :func:`study_page`."""
    rows = _gauge_rows(form) if form.kind is StudyKind.GAUGE else _plain_rows(form)
    heads = (
        ("appraiser", "trial", "part", "reading") if form.kind is StudyKind.GAUGE else ("number", "reading")
    )
    columns = tuple(
        Column(
            text(lang, f"studies.column.{one}"), form.unit if one == "reading" else "", one == "reading", 6
        )
        for one in heads
    )
    title = text(lang, "studies.readings")
    return AnalysisPage(
        "readings", title, size_of(form, lang), (), (Table("readings", title, columns, rows),)
    )


def _gauge_rows(form: StudyForm) -> tuple[tuple[Cell, ...], ...]:
    study = gauge_study(form)
    return tuple(
        (appraiser, trial, part, reading)
        for appraiser, table in study.readings.items()
        for trial, row in enumerate(table, 1)
        for part, reading in enumerate(row, 1)
    )


def _plain_rows(form: StudyForm) -> tuple[tuple[Cell, ...], ...]:
    return tuple(enumerate(type1_readings(form), 1))
