"""What was before stands before whoever answers and signs."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.ui.inspect.conftest import ENTER, Bench, Sit
from ui.context import Context
from ui.screens.inspect.viewmodel import Stage

PIN = "2580"


def check(bench: Bench, lamp: str) -> None:
    """A whole bench check with the lamp as this key says, up to the signature."""
    bench.open_by_hand("BENCH-3", "bench_check")
    answers: list[tuple[str, list[Qt.Key | str]]] = [
        ("BC-01", ["X7", ENTER]),
        ("BC-02", [Qt.Key.Key_F2, "2", ENTER]),
        ("BC-03", [lamp, ENTER]),
        ("BC-04", ["100.0", ENTER, "1", ENTER]),
        ("BC-05", ["6", ENTER]),
        ("BC-06", ["none", ENTER]),
    ]
    for item, keys in answers:
        bench.wait_step(item)
        bench.press(*keys)
        bench.wait_answered(item)
    bench.wait(lambda: bench.model.stage is Stage.SEAL)


def sign(bench: Bench) -> None:
    bench.press(PIN, ENTER)
    bench.wait(lambda: bench.model.stage is Stage.VERDICT)


def test_a_unit_inspected_before_says_so_and_what_differs_stands_before_the_signature(sit: Sit) -> None:
    bench = sit()
    check(bench, "1")
    assert bench.view.step.earlier.words() == ""
    sign(bench)
    assert bench.view.verdict.differs.words() == ""
    bench.press(Qt.Key.Key_Escape)
    bench.wait(lambda: bench.model.stage is Stage.IDLE and not bench.model.busy)
    bench.refused.clear()
    check(bench, "2")
    assert "王小明" in bench.view.step.earlier.words()
    bench.wait(lambda: bench.model.looking_back.difference is not None)
    found = bench.model.looking_back.difference
    assert found is not None and [one.item for one in found.items] == ["BC-03"]
    sign(bench)
    assert "1 项答案不同" in bench.view.verdict.differs.words()


def test_a_changed_answer_says_what_it_was_and_who_gave_it(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("BENCH-3", "bench_check")
    bench.press("X7", ENTER)
    bench.wait_step("BC-02")
    bench.press(Qt.Key.Key_Backspace)
    bench.wait_step("BC-01")
    assert bench.view.step.card.changed() == ""
    bench.press(Qt.Key.Key_F2, "2", ENTER)
    bench.wait_step("BC-02")
    bench.press(Qt.Key.Key_Backspace)
    bench.wait_step("BC-01")
    bench.wait(lambda: "“X7”（王小明" in bench.view.step.card.changed())


def test_a_full_disk_is_told_before_a_unit_is_scanned(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.wait(lambda: not bench.model.busy)
    assert bench.view.idle.room.words() == ""
    context.settings.change(space={"stop_bytes": 10**18, "warn_bytes": 10**18})
    bench.model.day.read_room()
    bench.wait(lambda: "已停止新待检件" in bench.view.idle.room.words())
