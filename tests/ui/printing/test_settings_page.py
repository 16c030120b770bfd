"""Settings › Printing, by what a person presses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from devices.bench.label_printer import SimulatedPrinter
from station.inspection.label_queue import LabelQueue
from station.texts import Lang
from ui.context import Context
from ui.printing.addresses import Way, address_of, way_of
from ui.screens.settings.view import SettingsView


@given(
    st.sampled_from(Way), st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1).map(str.strip)
)
def test_an_address_is_shown_as_it_was_given(way: Way, where: str) -> None:
    address = address_of(way, where)
    assert way_of(address) == ((way, where) if address else (Way.NONE, ""))


@pytest.mark.parametrize(
    "address", ["", "socket://10.0.0.9:9100", "serial:COM3", "printer:Zebra%20ZD421", "file:/tmp/a"]
)
def test_an_address_that_stands_in_the_settings_comes_back(address: str) -> None:
    assert address_of(*way_of(address)) == address


def _press(view: SettingsView, words: str) -> None:
    next(
        button
        for button in view.printing.findChildren(QPushButton)
        if words in (button.text(), button.accessibleName())
    ).click()


def _seen(view: SettingsView) -> str:
    return "\n".join(one.text() for one in view.printing.findChildren(QLabel) if not one.isHidden())


def test_a_network_printer_is_set_up_and_tried_out(context: Context, qtbot: QtBot) -> None:
    view = SettingsView(context)
    qtbot.addWidget(view)
    view.show_page("printing")
    with SimulatedPrinter() as printer:
        _press(view, "网络")
        field = view.printing.labels.findChild(QLineEdit)
        assert field is not None
        field.setText(printer.url.removeprefix("socket://"))
        _press(view, "300 dpi")
        _press(view, "保存")
        assert context.settings.now.label_printer == printer.url
        assert context.settings.now.label.dpi == 300
        _press(view, "打印测试标签")
        qtbot.waitUntil(lambda: len(printer.printed) == 1)


def test_what_waits_is_shown_with_the_reason_and_can_be_dropped(context: Context, qtbot: QtBot) -> None:
    view = SettingsView(context)
    qtbot.addWidget(view)
    LabelQueue(context.home, context.clock).add("R-20261122-0147", Lang.ZH, "")
    context.labels.refresh()
    qtbot.waitUntil(lambda: "R-20261122-0147" in _seen(view))
    assert "没有设置标签打印机" in _seen(view)
    _press(view, "不要了")
    qtbot.waitUntil(lambda: context.labels.waiting == ())
    assert "没有等待的标签" in _seen(view)
