"""What a person does to the simulated bench, as lines of text: over a TCP port or standard input."""

from __future__ import annotations

import math
import socketserver
import threading
from collections.abc import Callable, Sequence
from decimal import Decimal

from devices.bench.camera import SimulatedCamera
from devices.bench.instruments import SimulatedBench
from devices.bench.label_printer import SimulatedPrinter

HELP = """\
load GRAMS            put a load on the balance        length MM         move the caliper's jaws
voltage VOLTS         touch a voltage                  press             press the caliper's data key
unplug NAME           pull the cable                   replug NAME       put it back in
cut NAME              pull it in mid-reply             on NAME, off NAME switch the instrument
noise NAME [REPLIES]  garble the next replies          overload NAME     exceed the range
unit NAME wrong|right press the unit key               drift G_PER_MIN   let the balance drift
view VIEW             turn the phone under the camera
fault FAULT           let the label printer need a person
mend FAULT            see to it
NAME is balance, caliper or multimeter
FAULT is paper_out, ribbon_out, head_open, paused, buffer_full, too_hot or too_cold"""


class BenchControl:
    """Turns lines such as ``unplug balance`` into acts on a bench and its camera."""

    def __init__(self, bench: SimulatedBench, camera: SimulatedCamera, printer: SimulatedPrinter) -> None:
        self._acts: dict[str, tuple[int, int, Callable[..., object]]] = {
            "load": (1, 1, lambda grams: bench.set_load(_finite(grams))),
            "length": (1, 1, lambda mm: bench.set_length(Decimal(str(_finite(mm))))),
            "voltage": (1, 1, lambda volts: bench.set_voltage(_finite(volts))),
            "press": (0, 0, bench.press_data),
            "unplug": (1, 1, bench.unplug),
            "replug": (1, 1, bench.replug),
            "cut": (1, 1, bench.unplug_mid_frame),
            "on": (1, 1, lambda name: bench.switch(name, True)),
            "off": (1, 1, lambda name: bench.switch(name, False)),
            "noise": (1, 2, lambda name, replies="3": bench.noise(name, int(replies))),
            "overload": (1, 1, bench.overload),
            "unit": (2, 2, lambda name, which: bench.wrong_unit(name, which == "wrong")),
            "view": (1, 1, camera.set_view),
            "fault": (1, 1, printer.fault),
            "mend": (1, 1, lambda name: printer.fault(name, present=False)),
            "drift": (1, 1, lambda grams: bench.drift(_finite(grams))),
        }

    @property
    def verbs(self) -> tuple[str, ...]:
        """The commands it knows."""
        return tuple(self._acts)

    def obey(self, line: str) -> str:
        """Do what the line says; ``ok``, the help, or ``error: …`` with the reason."""
        words = line.split()
        if not words or words[0] == "help":
            return HELP
        try:
            self._act(words[0], words[1:])
        except ValueError as error:
            return f"error: {error}"
        return "ok"

    def _act(self, verb: str, words: Sequence[str]) -> None:
        if verb not in self._acts:
            raise ValueError(f"no command {verb}; try help")
        fewest, most, act = self._acts[verb]
        if not fewest <= len(words) <= most:
            raise ValueError(f"{verb} takes {fewest} to {most} words")
        act(*words)


def _finite(word: str) -> float:
    number = float(word)
    if not math.isfinite(number):
        raise ValueError(f"{word} is no amount")
    return number


class ControlServer:
    """Serves :class:`BenchControl` on a TCP port of 127.0.0.1, one answer per line."""

    def __init__(self, control: BenchControl) -> None:
        self._server = _Server(("127.0.0.1", 0), _handler(control))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="bench control")

    @property
    def address(self) -> str:
        """``127.0.0.1:port``."""
        host, port = self._server.server_address[:2]
        return f"{host!s}:{port}"

    def start(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Serve no more; open conversations end when their callers leave."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


def _handler(control: BenchControl) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            for line in self.rfile:
                self.wfile.write((control.obey(line.decode("utf-8", "replace")) + "\n").encode())

    return Handler
