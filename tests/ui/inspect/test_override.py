"""What the standard leaves to a supervisor is allowed at the bench, by keys and badge, and then goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from station.model.person import Person, Role
from station.places import RESOURCES
from tests.ui.inspect.conftest import ENTER, Bench, Sit
from ui.context import Context
from ui.screens.inspect.viewmodel import Stage

BADGE, SUPERVISOR_PIN, PIN = "BADGE-0007", "8642", "2580"
POLICY = """
[override]
demanded = ["typed_instead_of_measured", "sealed_without_photo"]
items = ["BC-02"]
"""


@pytest.fixture
def supervisor(context: Context) -> Person:
    """李, who has a badge and may allow."""
    me, accounts = context.session.person, context.keep.accounts
    assert me is not None
    made = accounts.add("李", Role.SUPERVISOR, SUPERVISOR_PIN, me.id)
    accounts.add("赵", Role.INSPECTOR, "8246", me.id)
    return accounts.set_badge(made.id, BADGE, me.id)


@pytest.fixture
def bench(sit: Sit, context: Context, supervisor: Person) -> Bench:
    """A bench check whose standard leaves typing and missing photos to a supervisor, at the balance."""
    shelf = context.home.standards / "internal"
    shelf.mkdir(parents=True, exist_ok=True)
    shipped = (RESOURCES / "standards" / "internal" / "bench-check-2026-11-22.toml").read_text("utf-8")
    strict = shipped.replace('version = "2026-11-22"', 'version = "2026-11-23"')
    strict = strict.replace("\n[[items]]", f"{POLICY}\n[[items]]", 1)
    (shelf / "bench-check-2026-11-23.toml").write_text(strict, "utf-8")
    made = sit()
    made.open_by_hand("BENCH-3", "bench_check")
    answers: tuple[tuple[str, list[Qt.Key | str]], ...] = (
        ("BC-01", ["X7", ENTER]),
        ("BC-02", [Qt.Key.Key_F2, "2", ENTER]),
        ("BC-03", ["1", ENTER]),
    )
    for item, keys in answers:
        made.press(*keys)
        made.wait_answered(item)
    made.wait_step("BC-04")
    made.press("100.0", ENTER, "1", ENTER)
    made.wait(lambda: made.view.override.isVisible())
    return made


def say_why(bench: Bench) -> None:
    """Reason and words, as a person gives them."""
    bench.press("A", "balance is away", ENTER)


def test_the_answer_refused_is_on_disk_once_a_supervisor_allows_it_by_badge(
    bench: Bench, context: Context, supervisor: Person
) -> None:
    assert bench.refused[-1] == "INSP-008"
    bench.scan(BADGE)
    bench.wait(lambda: bench.view.override.pin.person == supervisor)
    say_why(bench)
    bench.press(SUPERVISOR_PIN, ENTER)
    bench.wait_answered("BC-04")
    bench.wait_step("BC-05")
    assert not bench.view.override.isVisible()
    assert context.session.person is not None and context.session.person.name == "王小明"
    assert bench.model.inspection is not None
    (override,) = bench.model.inspection.overrides
    assert (override.person, override.item, override.reason) == (supervisor.id, "BC-04", "device_broken")
    bench.press("6", ENTER)
    bench.wait_answered("BC-05")
    bench.press("none", ENTER)
    bench.wait(lambda: bench.model.stage is Stage.SEAL)
    bench.press(PIN, ENTER)
    bench.wait(lambda: bench.model.stage is Stage.VERDICT)
    assert bench.model.record is not None
    demanded = bench.model.record.document["countersign"]["demanded_by"]
    assert demanded == [{"because": "override", "item": "BC-04"}]
    assert "待会签" in bench.view.verdict.awaits.words()


def test_only_those_who_may_are_offered_and_a_wrong_pin_allows_nothing(
    bench: Bench, context: Context
) -> None:
    assert bench.model.overriding.blocked is not None
    assert [one.name for one in bench.model.overriding.blocked.supervisors] == ["李", "王小明"]
    say_why(bench)
    bench.press("1", "1357", ENTER)
    refused: list[str] = []
    bench.model.overriding.refused.connect(lambda error: refused.append(error.code))
    bench.wait(lambda: refused == ["PEO-001"])
    assert bench.answered() == 3
    bench.press(SUPERVISOR_PIN, ENTER)
    bench.wait_answered("BC-04")


def test_a_badge_that_nobody_holds_is_told_in_place(bench: Bench) -> None:
    refused: list[str] = []
    bench.model.overriding.refused.connect(lambda error: refused.append(error.code))
    bench.scan("NOBODY-99")
    bench.wait(lambda: refused == ["PEO-014"])
    assert bench.view.override.isVisible()


def test_given_up_nothing_is_done_and_the_step_is_as_it_was(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Escape)
    bench.wait(lambda: bench.view.step.isVisible())
    assert bench.answered() == 3
    assert bench.model.item is not None and bench.model.item.id == "BC-04"
    bench.model.work.again()
    assert not bench.model.busy
