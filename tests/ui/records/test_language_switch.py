"""Every page of the Records screen tells everything in the language chosen while it is shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from pytestqt.qtbot import QtBot

from station.inspection.corrections import Corrections
from station.model.answer import Measured
from station.model.record import Record
from tests.ui.language_switch import Pages, left_behind, one_by_one, settle
from tests.ui.records.conftest import PIN, Seal
from ui.context import Context
from ui.screens.records.view import RecordsView

_TABS = ("verdicts", "facts", "photos", "history", "unit", "proof")
_BATTERY, _NOW = "PB-02", Measured(Decimal("79"), "%")


def test_nothing_stays_in_the_language_before(
    record: Record, seal: Seal, context: Context, qtbot: QtBot
) -> None:
    assert left_behind(context, qtbot, "records", RecordsView, _pages(record, context, qtbot)) == {}


def _pages(record: Record, context: Context, qtbot: QtBot) -> Pages[RecordsView]:
    amended = _amended(context, record)

    def opened(view: RecordsView) -> None:
        view.home(view.detail)
        view.open(amended)
        settle(context, qtbot)

    def tab(name: str) -> Callable[[RecordsView], None]:
        return one_by_one(opened, lambda view: view.detail.show_tab(name))

    def amending(view: RecordsView) -> None:
        opened(view)
        view.detail.amend_asked.emit()
        settle(context, qtbot)
        view.amend.items.opened.emit(_BATTERY)

    def signing(view: RecordsView) -> None:
        amending(view)
        view.amend.changes[_BATTERY] = Measured(Decimal("66"), "%")
        view.amend.sign_asked.emit()
        view.sign.why.press("C")

    return {
        "find": lambda view: view.home(view.finding),
        **{name: tab(name) for name in _TABS},
        "amend": amending,
        "sign": signing,
        "void": one_by_one(opened, lambda view: view.detail.void_asked.emit()),
        "compare": one_by_one(opened, lambda view: view.model.compare(record.id)),
        "queue": one_by_one(
            lambda view: view.home(view.finding), lambda view: view.finding.queue_asked.emit()
        ),
        "certificate": one_by_one(opened, lambda view: view.model.print_certificate()),
    }


def _amended(context: Context, record: Record) -> str:
    person, keep = context.session.person, context.keep
    assert person is not None
    corrections = Corrections(keep.store, context.clock, keep.accounts)
    return corrections.amend(record.id, {_BATTERY: _NOW}, "re_measured", "79 %", person.id, PIN).id
