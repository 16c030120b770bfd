"""States of the Devices screen worth a picture."""

from __future__ import annotations

from devices.bench.instruments import SimulatedBench
from station.model.person import Role
from station.ports import DeviceState
from ui.scenes import Scene, Stage


def _bench(stage: Stage) -> SimulatedBench:
    bench = stage.station.bench
    if bench is None or bench.instruments is None:
        raise RuntimeError("no practice bench")
    return bench.instruments


def _live(stage: Stage) -> None:
    stage.sign_in(Role.INSPECTOR)
    stage.station.window.show_screen("devices")
    hub = stage.context.devices
    stage.wait_until(lambda: hub.statuses)
    _bench(stage).set_load(174.2)
    stage.wait_until(lambda: all(status.state is DeviceState.ONLINE for status in hub.statuses))
    _bench(stage).press_data()
    stage.wait_until(lambda: all(status.reading is not None for status in hub.statuses))
    stage.wait_until(lambda: hub.frame_size is not None)


def _lost(stage: Stage) -> None:
    _live(stage)
    _bench(stage).unplug("multimeter")
    hub = stage.context.devices
    stage.wait_until(lambda: any(status.state is DeviceState.LOST for status in hub.statuses))


SCENES = (Scene("devices-live", _live, 60), Scene("devices-lost", _lost, 61))
