"""Forty guided steps of one unit, each on disk before the next; OpenHTF writes its JSON once, unsynced."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from tests.bench.days import STEPS, Inspector, Step, inspector, synced_write
from tests.bench.table import Row, interleaved

ROUNDS = 25
MOST_OF_OPENHTF = 0.6


def run(seed: int) -> list[Row]:
    """Measure one unit, opened and answered, against as many synced writes and OpenHTF phases."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        worker = stack.enter_context(inspector(root / "home"))
        write = stack.enter_context(synced_write(root / "floor"))
        works: dict[str, Step] = {
            "ours": _unit(worker),
            "floor": _forty(write),
            "OpenHTF": _openhtf(root),
        }
        ms = interleaved(works, ROUNDS)
    return [
        Row(
            name=f"{STEPS} guided steps, each durable",
            ours_ms=ms["ours"],
            floor_ms=ms["floor"],
            peers={"OpenHTF (JSON, nothing synced)": ms["OpenHTF"]},
            counts={"syncs": STEPS + 1},
            goal=f"≤ {MOST_OF_OPENHTF} × OpenHTF",
            met=ms["ours"] <= MOST_OF_OPENHTF * ms["OpenHTF"],
        )
    ]


def _unit(worker: Inspector) -> Step:
    def unit() -> None:
        worker.next_unit()
        for _ in range(STEPS):
            worker.answer()

    return unit


def _forty(step: Step) -> Step:
    def steps() -> None:
        for _ in range(STEPS):
            step()

    return steps


def _openhtf(root: Path) -> Callable[[], object]:
    import openhtf
    from openhtf.output.callbacks.json_factory import OutputToJSON

    logging.getLogger("openhtf").setLevel(logging.CRITICAL)

    def phase(number: int) -> object:
        name = f"DM_{number:02d}"

        def measure(test: openhtf.TestApi) -> None:
            test.measurements[name] = 7.65

        length = openhtf.Measurement(name).in_range(5, 15).with_units("mm")
        options: Callable[[object], object] = openhtf.PhaseOptions(name=name)
        return options(openhtf.measures(length)(measure))

    test = openhtf.Test(*(phase(number) for number in range(STEPS)))
    test.add_output_callbacks(OutputToJSON(str(root / "openhtf-{dut_id}.json")))
    return lambda: test.execute(test_start=lambda: "U-1")
