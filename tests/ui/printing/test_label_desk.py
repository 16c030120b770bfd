"""Labels on a simulated printer that runs out of paper, is switched off, and comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from devices.bench.label_printer import SimulatedPrinter
from station.inspection.label_queue import LabelQueue
from station.model.record import Record
from station.texts import Lang
from tests.ui.records.conftest import Seal, seal
from ui.context import Context
from ui.example import CODE
from ui.printing.label_desk import LabelDesk

__all__ = ["seal"]


@pytest.fixture
def printer(context: Context) -> Iterator[SimulatedPrinter]:
    with SimulatedPrinter() as running:
        context.settings.change(label_printer=running.url)
        yield running


@pytest.fixture
def record(seal: Seal) -> Record:
    return seal(CODE)


def _ask(context: Context, record: Record) -> None:
    context.labels.print(record, Lang.ZH, "", clear=True)


def _told_in_ledger(context: Context) -> list[str]:
    """Whom papers went to, asked once the lane has nothing else to do."""
    entries = context.keep.ledger.entries()
    return [str(json.loads(one.body)["to"]) for one in entries if one.kind == "report_printed"]


def test_a_label_prints_by_itself_and_the_ledger_says_so(
    context: Context, printer: SimulatedPrinter, record: Record, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.labels.printed) as printed:
        _ask(context, record)
    assert printed.args == [record.id]
    qtbot.waitUntil(lambda: len(printer.printed) == 1)
    qtbot.waitUntil(lambda: context.labels.waiting == () and context.database.waiting == 0)
    assert _told_in_ledger(context) == [printer.url]


def test_without_paper_the_label_waits_and_is_told_once(
    context: Context, printer: SimulatedPrinter, record: Record, qtbot: QtBot
) -> None:
    printer.fault("paper_out")
    for _ in range(2):
        _ask(context, record)
    qtbot.waitUntil(lambda: context.labels.trouble is not None and len(context.labels.waiting) == 2)
    context.labels.go_on()
    qtbot.waitUntil(lambda: context.labels.under_way == 0)
    assert [one.code for one in context.messages.history if one.code] == ["LAB-003"]
    assert printer.printed == [] and not any(one.unsure for one in context.labels.waiting)
    printer.fault("paper_out", present=False)
    context.labels.go_on()
    qtbot.waitUntil(lambda: len(printer.printed) == 2)
    qtbot.waitUntil(lambda: context.labels.waiting == () and context.labels.trouble is None)


def test_a_printer_that_is_off_loses_nothing_and_another_may_take_over(
    context: Context, printer: SimulatedPrinter, record: Record, qtbot: QtBot
) -> None:
    printer.off()
    _ask(context, record)
    qtbot.waitUntil(lambda: context.labels.trouble is not None)
    assert context.labels.trouble is not None and context.labels.trouble.code == "LAB-001"
    with SimulatedPrinter() as other, qtbot.waitSignal(context.labels.printed):
        context.settings.change(label_printer=other.url)


def test_labels_of_before_a_restart_print_and_doubtful_ones_wait_for_a_person(
    context: Context, printer: SimulatedPrinter, record: Record, qtbot: QtBot
) -> None:
    queue = LabelQueue(context.home, context.clock)
    left, doubtful = (queue.add(record.id, lang, "") for lang in (Lang.ZH, Lang.EN))
    queue.leaving(doubtful)
    desk = LabelDesk(context.clock, context.settings, context.messages, context.database)
    with qtbot.waitSignal(desk.printed):
        desk.attach(context.keep)
    qtbot.waitUntil(lambda: [one.id for one in desk.waiting] == [doubtful.id])
    assert desk.waiting[0].unsure and left.id != doubtful.id
    desk.go_on()
    assert desk.under_way == 0
    with qtbot.waitSignal(desk.printed):
        desk.print_again(desk.waiting[0])
    qtbot.waitUntil(lambda: desk.waiting == ())
    desk.close()


def test_a_label_nobody_wants_goes(context: Context, record: Record, qtbot: QtBot) -> None:
    _ask(context, record)
    qtbot.waitUntil(lambda: len(context.labels.waiting) == 1)
    assert context.labels.trouble is None, "no printer is set: nothing is tried"
    context.labels.remove(context.labels.waiting[0])
    qtbot.waitUntil(lambda: context.labels.waiting == ())


def test_copies_and_the_dots_of_the_printer(
    context: Context, printer: SimulatedPrinter, record: Record, qtbot: QtBot
) -> None:
    context.settings.change(label={"copies": 3, "dpi": 300, "template": "label-small"})
    with qtbot.waitSignal(context.labels.printed):
        _ask(context, record)
    qtbot.waitUntil(lambda: len(printer.printed) == 3)
    assert all(b"^PW600^LL360" in one for one in printer.printed)


def test_a_trial_label(context: Context, printer: SimulatedPrinter, qtbot: QtBot) -> None:
    done: list[bool] = []
    context.labels.try_out(lambda _: done.append(True))
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: len(printer.printed) == 1)
    context.settings.change(label_printer="")
    with qtbot.waitSignal(context.messages.posted):
        context.labels.try_out(lambda _: done.append(True))
    assert context.messages.history[0].code == "LAB-002"


def test_a_file_in_the_queue_that_cannot_be_read_is_a_doubtful_label(context: Context) -> None:
    queue = LabelQueue(context.home, context.clock)
    label = queue.add("R-20261122-0147", Lang.ZH, "")
    (context.home.root / "labels" / f"{label.id}.json").write_bytes(b"{")
    assert [(one.record, one.unsure) for one in queue.waiting()] == [("R-20261122-0147", True)]
