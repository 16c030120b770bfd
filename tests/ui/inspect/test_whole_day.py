"""From scan to verdict by keyboard alone, over a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from station.errors import KnownError
from station.model.checklist import CheckItem, ItemKind
from station.model.inspection import WithoutPhoto
from station.model.observation import Method
from station.standards.library import channel_standards, internal_standard
from station.store.index.query import Query
from tests.ui.inspect.conftest import ENTER, Bench, Sit
from ui.context import Context
from ui.screens.inspect.viewmodel import Stage

PIN = "2580"


def _answer_keys(item: CheckItem) -> list[Qt.Key | str]:
    """The keys of a sound answer to any item."""
    if item.kind in (ItemKind.CHOICE, ItemKind.SCALE, ItemKind.PASS_FAIL):
        return ["1", ENTER]
    if item.kind is ItemKind.DEFECTS:
        return ["0", ENTER]
    if item.kind in (ItemKind.NUMBER, ItemKind.COUNT):
        low, high = item.limits.low or 0, item.limits.high or 10
        value = str(low if item.kind is ItemKind.COUNT else round((low + high) / 2, 1))
        reason: list[Qt.Key | str] = ["1", ENTER] if item.instrument_demanded else []
        return [value, ENTER, *reason]
    if item.kind is ItemKind.PHOTO:
        return [Qt.Key.Key_F2, "2", ENTER]
    return ["X7", ENTER]


def _work_through(bench: Bench) -> list[str]:
    """Answer every step that is shown until the seal page comes."""
    done: list[str] = []
    while bench.model.stage is Stage.STEP:
        item = bench.model.item
        assert item is not None
        done.append(item.id)
        bench.press(*_answer_keys(item))
        bench.wait_answered(item.id)
    return done


def test_the_daily_bench_check_from_scan_to_sealed_record(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("BENCH-3", "bench_check")
    done = _work_through(bench)
    assert done == [item.id for item in internal_standard("bench_check").items]
    sealed: list[str] = []
    bench.model.sealed.connect(sealed.append)
    bench.press(PIN, ENTER)
    bench.wait(lambda: sealed)
    record = context.keep.records.get(sealed[0])
    methods = {one["item"]: one["source"]["method"] for one in record.document["observations"]}
    assert methods["BC-04"] == Method.MANUAL
    assert context.keep.ledger.verify().ok
    assert bench.model.stage is Stage.VERDICT


@pytest.mark.parametrize("category", ["laptop", "tablet", "watch", "handbag"])
def test_a_unit_of_every_other_category(category: str, sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("R-11", category)
    done = _work_through(bench)
    assert done == [item.id for item in internal_standard(category).items]
    bench.press("B", PIN, ENTER)
    bench.wait(lambda: bench.model.stage is Stage.VERDICT)
    (summary,) = context.keep.records.search(Query("R-11")).rows
    verdicts = context.keep.records.get(summary.id).document["verdicts"]
    assert {one["channel"] for one in verdicts} == {one.id for one in channel_standards(category)}
    assert {one["result"] for one in verdicts} <= {"grade", "tie", "not_accepted"}


def test_all_seventy_items_of_a_smartphone(sit: Sit, context: Context) -> None:
    bench = sit()
    bench.open_by_hand("R-10", "smartphone")
    done = _work_through(bench)
    assert sorted(done) == sorted(item.id for item in internal_standard("smartphone").items)
    bench.press(PIN, ENTER)
    assert bench.model.stage is Stage.SEAL, "missing photos are to be decided before signing"
    inspection, person = bench.model.inspection, context.session.person
    assert inspection is not None and person is not None
    with pytest.raises(KnownError) as caught:
        context.keep.desk.seal(inspection.id, person.id, PIN)
    assert caught.value.code == "INSP-007"
    bench.press(Qt.Key.Key_Escape)
    bench.wait(lambda: bench.model.stage is Stage.STEP)
    bench.model.begin_seal()
    bench.wait(lambda: bench.model.stage is Stage.SEAL)
    bench.press("B", PIN, ENTER)
    bench.wait(lambda: bench.model.stage is Stage.VERDICT)
    assert bench.model.record is not None
    missing = bench.model.record.document["missing_photos"]
    assert {one["view"] for one in missing} == {"front_off", "front_on", "back", "sides", "lens", "ports"}
    assert {one["reason"] for one in missing} == {WithoutPhoto.NOT_POSSIBLE}
    assert len(bench.model.record.document["verdicts"]) == len(bench.model.record.document["channels"])


def test_a_wrong_pin_seals_nothing(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("BENCH-3", "bench_check")
    _work_through(bench)
    bench.press("9999", ENTER)
    bench.wait(lambda: "PEO-001" in bench.refused)
    assert bench.model.stage is Stage.SEAL
    bench.press(PIN, ENTER)
    bench.wait(lambda: bench.model.stage is Stage.VERDICT)


def test_the_certificate_opens_in_the_program(sit: Sit) -> None:
    bench = sit()
    bench.open_by_hand("BENCH-3", "bench_check")
    _work_through(bench)
    bench.press(PIN, ENTER)
    bench.wait(lambda: bench.model.stage is Stage.VERDICT)
    bench.press(Qt.Key.Key_F6)
    bench.wait(lambda: bench.view.certificate.preview.pages > 0)
    bench.scan("R-99")
    bench.wait(lambda: bench.view.idle.is_asking_by_hand and bench.view.idle.form.code == "R-99")
