"""The hub and the Devices screen over the simulated bench: real sockets, real states."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from devices.bench.instruments import PROFILES, SimulatedBench
from station.ports import DeviceState
from station.settings import Settings
from ui.bridge import Bridge
from ui.context import Context
from ui.device_set import make_devices
from ui.device_watch import DeviceWatch
from ui.screens.devices.view import DevicesView
from ui.screens.devices.viewmodel import shown_bytes

PATIENCE_MS = 15_000


@pytest.fixture
def bench() -> Iterator[SimulatedBench]:
    """Instruments on TCP."""
    with SimulatedBench() as made:
        yield made


@pytest.fixture
def view(context: Context, bench: SimulatedBench, qtbot: QtBot) -> Iterator[DevicesView]:
    """The screen with the bench's balance online."""
    setting = {"name": "balance", "url": bench.urls["balance"], "profile": PROFILES["balance"]}
    made = make_devices(Settings.model_validate({"instruments": [setting]}))
    shown = DevicesView(context)
    qtbot.addWidget(shown)
    shown.show()
    context.devices.start(made.sources, made.camera)
    qtbot.waitUntil(lambda: _state(context) is DeviceState.ONLINE, timeout=PATIENCE_MS)
    yield shown
    context.devices.close()
    shown.close()


def _state(context: Context) -> DeviceState:
    status = context.devices.status("balance")
    assert status is not None
    return status.state


def _words(view: DevicesView) -> set[str]:
    return {label.text() for label in view.findChildren(QLabel) if label.isVisible()}


def test_raw_bytes_stand_beside_the_decoded_value(
    view: DevicesView, bench: SimulatedBench, qtbot: QtBot
) -> None:
    bench.set_load(174.2)
    qtbot.waitUntil(lambda: "174.20" in _words(view), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: any("174.20 g\\r\\n" in word for word in _words(view)), timeout=PATIENCE_MS)


@pytest.mark.expect_log("lost|INS-001", at_least=0)
def test_a_lost_instrument_shows_no_value_is_told_and_comes_back(
    view: DevicesView, context: Context, bench: SimulatedBench, qtbot: QtBot
) -> None:
    watch = DeviceWatch(context.devices, context.messages, context.translator)
    context.devices.state_changed.emit("balance", DeviceState.ONLINE)
    bench.set_load(174.2)
    qtbot.waitUntil(lambda: "174.20" in _words(view), timeout=PATIENCE_MS)
    bench.unplug("balance")
    qtbot.waitUntil(lambda: _state(context) is DeviceState.LOST, timeout=PATIENCE_MS)
    assert "174.20" not in _words(view)
    assert context.messages.history[0].code == "INS-001"
    bench.replug("balance")
    qtbot.waitUntil(lambda: _state(context) is DeviceState.ONLINE, timeout=PATIENCE_MS)
    assert context.messages.history[0].what == "天平 恢复了。"
    watch.deleteLater()


def test_reconnect_opens_the_instrument_again(view: DevicesView, context: Context, qtbot: QtBot) -> None:
    seen: list[DeviceState] = []
    context.devices.state_changed.connect(lambda _name, state: seen.append(state))
    view.model.reconnect("balance")
    qtbot.waitUntil(lambda: seen[-1:] == [DeviceState.ONLINE], timeout=PATIENCE_MS)
    assert DeviceState.OFF in seen


def test_what_cannot_be_made_is_refused_and_the_rest_works(bench: SimulatedBench) -> None:
    good = {"name": "a", "url": bench.urls["balance"], "profile": PROFILES["balance"]}
    wrong = [{**good, "name": "b", "profile": "nothing"}, {**good, "name": "c", "url": "carrier-pigeon"}]
    made = make_devices(Settings.model_validate({"instruments": [good, *wrong]}))
    assert [source.info.name for source in made.sources] == ["a"]
    assert [refusal.code for refusal in made.refusals] == ["INS-009", "INS-012"]


def test_pictures_are_dropped_not_queued_when_the_window_is_slow(qtbot: QtBot) -> None:
    bridge = Bridge("camera")
    seen: list[object] = []
    bridge.frame.connect(seen.append)

    def camera() -> None:
        for number in range(1, 1001):
            bridge.put_frame(number)

    thread = threading.Thread(target=camera)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [1000]


@pytest.mark.parametrize(("raw", "shown"), [(b"S S 1.00 g\r\n", "S S 1.00 g\\r\\n"), (b"\xff'", "\\xff'")])
def test_bytes_are_shown_escaped(raw: bytes, shown: str) -> None:
    assert shown_bytes(raw) == shown
