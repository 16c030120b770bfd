"""States of the desks beside the figures that are worth a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime

from station.analysis.study_form import StudyForm, StudyKind
from station.model.event import EventKind
from station.model.person import Role
from station.standards.library import home_library
from station.store.audits import Audit
from station.store.channel_results import GradesOf
from station.store.clock import to_text
from station.store.index.query import Query
from station.store.ledger import append
from station.store.records import RecordBook
from ui.context import Keep
from ui.scenes import Scene, Stage
from ui.screens.analysis.audits.desk import AuditDesk
from ui.screens.analysis.desks import AUDITS, RESULTS, STUDIES
from ui.screens.analysis.results.desk import ResultsDesk
from ui.screens.analysis.studies.desk import StudyDesk
from ui.screens.analysis.view import AnalysisView

_ORDER = 110
"""After the pages of figures: the example week is there by then."""
_APPRAISERS = ("王敏", "李强", "赵小云")
_LOOKED, _DIFFERS = 9, 4
_PARTS, _TRIALS, _READINGS, _REPORTED = 10, 3, 50, 40


def _view(stage: Stage) -> AnalysisView:
    stage.sign_in(Role.SUPERVISOR)
    stage.station.window.show_screen("analysis")
    view = stage.station.window.view("analysis")
    if not isinstance(view, AnalysisView):
        raise TypeError("analysis is not the Analysis screen")
    if view.wall is not None:
        view.wall.take_down()
    stage.settle()
    return view


def _study_desk(stage: Stage, form: StudyForm) -> StudyDesk:
    view = _view(stage)
    view.show_page(STUDIES)
    desk = view.desks.shown
    if not isinstance(desk, StudyDesk):
        raise TypeError("the desk shown is not that of studies")
    desk.sheets.close()
    desk.show_form(form)
    stage.settle()
    return desk


def _gauge_form(filled: int) -> StudyForm:
    """A caliper at ten frames of phones; only the first ``filled`` rows are measured."""
    true = [7.2 + 0.031 * (7 * part % _PARTS) for part in range(_PARTS)]
    offsets = (0.0, 0.012, -0.008)
    rows = [
        tuple(f"{one + offset + _scatter(nth + 17 * trial, 0.02):.3f}" for nth, one in enumerate(true))
        for offset in offsets
        for trial in range(_TRIALS)
    ]
    cells = tuple(row if place < filled else ("",) * _PARTS for place, row in enumerate(rows))
    return StudyForm(StudyKind.GAUGE, "卡尺 SZ-07", "mm", "0.8", "", _APPRAISERS, _TRIALS, cells)


def _scatter(nth: int, width: float) -> float:
    """Looks like chance, and is the same in every picture."""
    return width * math.sin(12.9898 * nth * nth + 4.1)


def _type1_form() -> StudyForm:
    readings = [f"{10.004 + _scatter(nth, 0.01):.3f}" for nth in range(_READINGS)]
    rows = tuple(tuple(readings[first : first + 10]) for first in range(0, _READINGS, 10))
    return StudyForm(StudyKind.TYPE1, "卡尺 SZ-07", "mm", "0.4", "10", cells=rows)


def _typing(stage: Stage) -> None:
    desk = _study_desk(stage, _gauge_form(6))
    desk.show_result.click()
    stage.settle()


def _gauge(stage: Stage) -> None:
    _study_desk(stage, _gauge_form(9)).show_result.click()
    stage.settle()


def _type1(stage: Stage) -> None:
    _study_desk(stage, _type1_form()).show_result.click()
    stage.settle()


def _print(stage: Stage) -> None:
    desk = _study_desk(stage, _gauge_form(9))
    desk.show_result.click()
    stage.settle()
    desk.result.print.click()
    stage.settle()


def _results(stage: Stage) -> None:
    """A file of the channel with two rows that cannot be taken."""
    view, keep = _view(stage), stage.context.keep
    view.show_page("disagreement")
    stage.settle()
    file = stage.context.home.root / "渠道回传-2026-11.csv"
    grades = {one.id: one.grades for one in home_library(stage.context.home).channel_standards()}
    file.write_text("\n".join(stage.on_database(lambda: list(_reported(keep.records, grades)))), "utf-8")
    view.desks.open(RESULTS)
    desk = view.desks.shown
    if not isinstance(desk, ResultsDesk):
        raise TypeError("the desk shown is not that of results")
    desk.read_file(file)
    stage.settle()


def _reported(records: RecordBook, grades: GradesOf) -> Iterator[str]:
    yield "IMEI,渠道,渠道结果,判定日期,批次,备注"
    yield "R-19990101-0001,back-market,A,2026-11-20,BM-118,"
    for record in records.search(Query(), _REPORTED).rows:
        told = ((channel, result.split("|")[-1]) for channel, result in record.results.items())
        for channel, grade in [one for one in told if one[1] in grades.get(one[0], ())][:1]:
            yield f"{record.unit_code},{channel},{grade},2026-11-20,BM-118,"
    yield "R-20261120-1001,back-market,,2026-11-20,BM-118,"


def _audit_desk(stage: Stage) -> AuditDesk:
    view = _view(stage)
    view.show_page("audits")
    stage.settle()
    view.desks.open(AUDITS)
    stage.settle()
    desk = view.desks.shown
    if not isinstance(desk, AuditDesk):
        raise TypeError("the desk shown is not that of audits")
    desk.sheets.close()
    return desk


def _audit_form(stage: Stage) -> AuditDesk:
    """The plan of an audit of the first inspector whose lot is large enough for one."""
    desk = _audit_desk(stage)
    desk.new.click()
    stage.settle()
    for place in range(desk.form.subject.count()):
        desk.form.subject.setCurrentIndex(place)
        stage.settle()
        if desk.form.draw.isEnabled():
            break
    return desk


def _audit_plan(stage: Stage) -> None:
    _audit_form(stage)


def _audit_sample(stage: Stage) -> None:
    """A sample that somebody else has begun to inspect again."""
    desk = _audit_form(stage)
    desk.form.draw.click()
    stage.settle()
    found = desk.shown
    if found is None:
        return  # the example week is too small for a plan
    keep, now = stage.context.keep, stage.context.clock.now()
    stage.on_database(lambda: _look_again(keep, found.audit, now))
    desk.entered()
    stage.settle()


def _look_again(keep: Keep, audit: Audit, now: datetime) -> None:
    with keep.store.write() as connection:
        for number, drawn in enumerate(audit.drawn[:_LOOKED]):
            before = keep.records.get(drawn.of).document
            verdicts = [dict(one) for one in before["verdicts"]]
            if number == _DIFFERS:
                verdicts[0] |= {"result": "grade", "grades": ["D"]}
            again = {
                "record": f"{now:%Y%m%d}-{before['station']['id']}-{9000 + number}",
                "sealed_at": to_text(now),
                "inspector": {**before["inspector"], "id": "P-000990", "name": "周岚"},
                "verdicts": verdicts,
            }
            append(keep.store, connection, EventKind.RECORD_SEALED, now, {**before, **again})


DESK_SCENES = (
    Scene("analysis-study-typing", _typing, _ORDER),
    Scene("analysis-study-gauge", _gauge, _ORDER + 1),
    Scene("analysis-study-type1", _type1, _ORDER + 2),
    Scene("analysis-study-print", _print, _ORDER + 3),
    Scene("analysis-results", _results, _ORDER + 4),
    Scene("analysis-audit-plan", _audit_plan, _ORDER + 5),
    Scene("analysis-audit-sample", _audit_sample, _ORDER + 6),
)
