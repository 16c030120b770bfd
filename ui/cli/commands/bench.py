"""``station bench serve``: the simulated bench, for training and for trying the station without hardware."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from contextlib import ExitStack
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.command import add_command, add_group, emit_line, say

if TYPE_CHECKING:
    from devices.bench.control import BenchControl
    from ui.cli.command import Commands

_LOOK_S = 0.5
"""Windows delivers Ctrl-C only between waits."""


def register(commands: Commands) -> None:
    """Add ``station bench serve``."""
    group = add_group(
        commands, "bench", "The simulated bench: balance, caliper, multimeter, camera and label printer"
    )
    parser = add_command(group, "serve", serve, "Serve the simulated bench until Ctrl-C or SIGTERM")
    parser.epilog = (
        "Lines such as 'load 187.3', 'unplug balance', 'replug balance' or 'noise caliper', on standard "
        "input or on the control port, change the bench while it serves; 'help' lists them."
    )


def serve(arguments: argparse.Namespace) -> None:
    """Start everything, print the addresses, and serve until told to stop."""
    from devices.bench.camera import SimulatedCamera
    from devices.bench.control import BenchControl, ControlServer
    from devices.bench.instruments import SimulatedBench
    from devices.bench.label_printer import SimulatedPrinter

    stop = _stop_on_signal()
    with ExitStack() as running:
        bench = running.enter_context(SimulatedBench())
        camera = SimulatedCamera().start()
        running.callback(camera.stop)
        printer = running.enter_context(SimulatedPrinter())
        control = BenchControl(bench, camera, printer)
        server = ControlServer(control)
        server.start()
        running.callback(server.stop)
        _announce(arguments, bench.urls, camera.url, printer.url, server.address)
        threading.Thread(target=_obey_input, args=(control,), name="bench input", daemon=True).start()
        while not _came(stop):
            pass


def _announce(
    arguments: argparse.Namespace, urls: dict[str, str], camera: str, printer: str, control: str
) -> None:
    if arguments.json:
        emit_line({"instruments": urls, "camera": camera, "label_printer": printer, "control": control})
        return
    lang = Lang(arguments.lang or Lang.EN)
    for name, url in {**urls, "camera": camera, "label_printer": printer}.items():
        say(f"{name:14}{url}")
    say(text(lang, "bench.control", address=control))
    sys.stdout.flush()


def _stop_on_signal() -> SimpleQueue[None]:
    # not an Event: setting one in a handler deadlocks when the signal interrupts its wait
    stop: SimpleQueue[None] = SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.put(None))
    return stop


def _came(stop: SimpleQueue[None]) -> bool:
    try:
        stop.get(timeout=_LOOK_S)
    except Empty:
        return False
    return True


def _obey_input(control: BenchControl) -> None:
    """Unbuffered, because a thread that waits inside a buffered reader aborts the interpreter at exit."""
    if sys.stdin is None:
        return
    with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as lines:
        for line in lines:
            sys.stderr.write(control.obey(line.decode("utf-8", "replace")) + "\n")
