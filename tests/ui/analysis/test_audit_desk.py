"""Audits at the screen: planned by the tables, seen unit by unit, printed; for those alone who may."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from station.model.person import Role
from station.model.unit import WorkOrder
from station.store.audits import Audited, audits
from station.store.clock import to_text
from station.store.work_orders import put_work_order
from tests.analysis.test_agreement import ANNA, LI, look
from tests.store.many_records import enter
from tests.ui.analysis.conftest import words_of
from tests.ui.language_switch import left_behind, settle
from ui.context import Context
from ui.screens.analysis.audits.desk import AuditDesk
from ui.screens.analysis.desks import AUDITS
from ui.screens.analysis.view import AnalysisView

LOT = 60
"""Of 60 by level II and AQL 2.5 the tables draw 20 and accept one that differs."""


@pytest.fixture
def sealed(context: Context) -> None:
    now = to_text(datetime.now(UTC))
    looks = [{**look(number, ANNA), "sealed_at": now} for number in range(LOT)]
    enter(context.keep.store, [("record_sealed", one) for one in looks])


def desk_of(view: AnalysisView) -> AuditDesk:
    view.show_page("audits")
    view.desks.open(AUDITS)
    desk = view.desks.shown
    assert isinstance(desk, AuditDesk)
    return desk


@pytest.fixture
def desk(context: Context, qtbot: QtBot, view: AnalysisView) -> AuditDesk:
    opened = desk_of(view)
    settle(context, qtbot)
    return opened


def planned(context: Context, qtbot: QtBot, desk: AuditDesk) -> Any:
    QTest.keyClick(desk, Qt.Key.Key_F3)
    settle(context, qtbot)
    QTest.keyClick(desk, Qt.Key.Key_F9)
    settle(context, qtbot)
    (audit,) = audits(context.keep.store)
    return audit


def test_the_plan_stands_there_before_anything_is_drawn(
    context: Context, qtbot: QtBot, desk: AuditDesk
) -> None:
    QTest.keyClick(desk, Qt.Key.Key_F3)
    settle(context, qtbot)
    assert "20" in words_of(desk.form.notice) and "ISO 2859-1" in words_of(desk.form.notice)
    assert audits(context.keep.store) == ()
    QTest.keyClick(desk, Qt.Key.Key_F9)
    settle(context, qtbot)
    (audit,) = audits(context.keep.store)
    person = context.session.person
    assert person is not None
    assert (audit.subject, audit.n, audit.accept, audit.person) == (ANNA, 20, 1, person.id)
    assert desk.unit_rows.rowCount() == audit.n


def test_records_of_somebody_else_decide_it(context: Context, qtbot: QtBot, desk: AuditDesk) -> None:
    audit = planned(context, qtbot, desk)
    numbers = [int(one.codes[0].removeprefix("U-")) for one in audit.drawn]
    again = [look(number + 7000, LI, unit=number, grade="B") for number in numbers[:2]]
    enter(context.keep.store, [("record_sealed", one) for one in again])
    desk.entered()
    settle(context, qtbot)
    line = desk.audit_rows.row(desk.audit_rows.index(0, 0)).cells
    assert context.translator.tr("audits.state.rejected") in line
    first = desk.unit_rows.row(desk.unit_rows.index(0, 0))
    assert context.translator.tr("audits.found.nonconforming") in first.cells


def test_the_sample_is_printed_to_be_inspected_again(context: Context, qtbot: QtBot, desk: AuditDesk) -> None:
    audit = planned(context, qtbot, desk)
    QTest.keyClick(desk, Qt.Key.Key_F7)
    settle(context, qtbot)
    sheet = desk.sheets.sheet
    assert sheet is not None
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(context, qtbot)
    paper = context.home.output / f"audit-sample-{audit.id}-zh.pdf"
    assert paper.read_bytes().startswith(b"%PDF")
    with context.keep.store.read() as connection:
        (row,) = connection.execute("SELECT body FROM ledger WHERE kind = 'report_printed'").fetchall()
    assert json.loads(row[0])["audit"] == audit.id


def test_a_lot_that_is_too_small_is_told_beside_the_form(
    context: Context, qtbot: QtBot, desk: AuditDesk
) -> None:
    order = WorkOrder("O-1", "smartphone", ("back-market",), source="市场 A")
    with context.keep.store.write() as connection:
        put_work_order(connection, order, to_text(datetime.now(UTC)))
    desk.entered()
    settle(context, qtbot)
    QTest.keyClick(desk, Qt.Key.Key_F3)
    desk.form.kind.mark(Audited.SOURCE)
    desk.form.kind.chosen.emit(Audited.SOURCE.value)
    settle(context, qtbot)
    assert "ANA-002" in words_of(desk.form.notice)
    assert not desk.form.draw.isEnabled()


def test_who_may_not_see_single_inspectors_is_offered_no_audit(
    context: Context, qtbot: QtBot, view: AnalysisView, desk: AuditDesk
) -> None:
    planned(context, qtbot, desk)
    first = context.session.person
    assert first is not None
    engineer = context.keep.accounts.add("工程师", Role.QUALITY_ENGINEER, "7391", first.id)
    context.session.sign_in(engineer)
    settle(context, qtbot)
    assert desk.audit_rows.rowCount() == 0 and desk.unit_rows.rowCount() == 0
    assert view.desks.shown is None
    assert not view.desks.bar.isVisible()


@pytest.mark.usefixtures("sealed")
def test_everything_is_said_in_the_other_language_at_once(context: Context, qtbot: QtBot) -> None:
    def listed(view: AnalysisView) -> None:
        desk_of(view)

    def form(view: AnalysisView) -> None:
        desk_of(view).new.click()

    pages = {"list": listed, "form": form}
    assert left_behind(context, qtbot, "analysis", AnalysisView, pages) == {}
