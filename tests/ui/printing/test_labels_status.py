"""Labels that wait show in the status line, and how the printer is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from devices.bench.label_printer import SimulatedPrinter
from station.errors import KnownError
from station.texts import Lang
from tests.ui.records.conftest import Seal, seal
from ui.context import Context
from ui.example import CODE
from ui.widgets.labels_status import LabelsStatus

__all__ = ["seal"]


def test_what_waits_is_counted_until_it_is_printed(context: Context, seal: Seal, qtbot: QtBot) -> None:
    entry = LabelsStatus(context.labels, context.translator, context.theme)
    qtbot.addWidget(entry)
    assert entry.isHidden()
    record = seal(CODE)
    with SimulatedPrinter() as printer:
        printer.fault("head_open")
        context.settings.change(label_printer=printer.url)
        context.labels.print(record, Lang.ZH, "", clear=True)
        told = context.translator.error(KnownError("LAB-004", printer=printer.url))[0]
        qtbot.waitUntil(lambda: told in entry.toolTip())
        assert entry.words() == "1" and not entry.isHidden()
        printer.fault("head_open", present=False)
        context.labels.go_on()
        qtbot.waitUntil(entry.isHidden)
