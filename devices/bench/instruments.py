"""The simulated bench: balance, caliper and multimeter on TCP ports, and what a person does to them."""

from __future__ import annotations

from decimal import Decimal

from devices.bench.balance import SimulatedBalance
from devices.bench.caliper import SimulatedCaliper
from devices.bench.multimeter import SimulatedMultimeter
from devices.bench.wire import Wire

_OVERLOAD_G = 5000.0
_OVERLOAD_V = 5000.0

PROFILES = {"balance": "mettler-mt-sics", "caliper": "mitutoyo-01a", "multimeter": "scpi-dmm-voltage"}
"""Profile by which each simulated instrument is read."""


class SimulatedBench:
    """Three instruments that behave like hardware, each behind ``socket://127.0.0.1:port``.

    A context manager. Methods may be called from any thread; each returns when the change has taken effect.
    """

    def __init__(self) -> None:
        self.balance = SimulatedBalance()
        self.caliper = SimulatedCaliper()
        self.multimeter = SimulatedMultimeter()
        self._wires = {
            "balance": Wire("balance", self.balance, b"\r\n"),
            "caliper": Wire("caliper", self.caliper, b"\r"),
            "multimeter": Wire("multimeter", self.multimeter, b"\n"),
        }

    def start(self) -> None:
        """Plug everything in."""
        for wire in self._wires.values():
            wire.plug()

    def stop(self) -> None:
        """Unplug everything. Safe to call twice."""
        for wire in self._wires.values():
            wire.unplug()

    def __enter__(self) -> SimulatedBench:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def urls(self) -> dict[str, str]:
        """URL of each instrument, by name; the same after unplug and replug."""
        return {name: f"socket://127.0.0.1:{wire.port}" for name, wire in self._wires.items()}

    def set_load(self, grams: float) -> None:
        """Put ``grams`` on the balance in place of what is there."""
        with self._wires["balance"].lock:
            self.balance.set_load(grams)

    def set_length(self, mm: Decimal) -> None:
        """Move the caliper's jaws to ``mm``."""
        with self._wires["caliper"].lock:
            self.caliper.set_length(mm)

    def set_voltage(self, volts: float) -> None:
        """Touch ``volts`` with the multimeter's probes."""
        with self._wires["multimeter"].lock:
            self.multimeter.set_value("VOLT", volts)

    def press_data(self) -> None:
        """Press the caliper's data key."""
        self._wires["caliper"].send(self.caliper.data_line())

    def unplug(self, name: str) -> None:
        """Pull the cable of ``name``."""
        self._wire(name).unplug()

    def unplug_mid_frame(self, name: str) -> None:
        """Pull the cable of ``name`` in the middle of its next reply."""
        self._wire(name).cut_next_reply()

    def replug(self, name: str) -> None:
        """Put the cable of ``name`` back in."""
        self._wire(name).plug()

    def switch(self, name: str, on: bool) -> None:
        """Switch ``name`` on or off with its cable in; the caliper's input tool then answers 911."""
        wire = self._wire(name)
        if name == "caliper":
            self.caliper.powered = on
        else:
            wire.switch(on)

    def noise(self, name: str, replies: int = 3) -> None:
        """Garble the next ``replies`` replies of ``name``."""
        self._wire(name).disturb(replies)

    def wrong_unit(self, name: str, wrong: bool = True) -> None:
        """Press the unit or function key of ``name``: ounces, inches, amperes; ``wrong=False`` back."""
        with self._wire(name).lock:
            self._press_unit_key(name, wrong)

    def drift(self, grams_per_min: float) -> None:
        """Let the balance drift."""
        self.balance.drift_g_per_min = grams_per_min

    def overload(self, name: str) -> None:
        """Put more than its range on the balance or the multimeter.

        Raises:
            ValueError: the instrument cannot be overloaded.
        """
        if name == "balance":
            self.set_load(_OVERLOAD_G)
        elif name == "multimeter":
            self.set_voltage(_OVERLOAD_V)
        else:
            raise ValueError(f"{name} cannot be overloaded")

    def _press_unit_key(self, name: str, wrong: bool) -> None:
        if name == "balance":
            self.balance.ounces = wrong
        elif name == "caliper":
            self.caliper.inches = wrong
        else:
            self.multimeter.function = "CURR" if wrong else "VOLT"

    def _wire(self, name: str) -> Wire:
        if name not in self._wires:
            raise ValueError(f"no instrument {name}; there are {', '.join(self._wires)}")
        return self._wires[name]
