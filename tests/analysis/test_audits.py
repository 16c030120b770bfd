"""Audits by sampling: a plan that the ledger names, records that decide it, and what follows from that."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from station.analysis.audit_planning import Request, drawn_from, plan_audit, stage_after
from station.analysis.audit_results import AuditResult, Found, State, judged
from station.analysis.figures import Figures
from station.analysis.pages.audits import page
from station.analysis.scope import Scope
from station.analysis.statistics.sampling_switching import Stage
from station.errors import KnownError
from station.model.analysis_page import Table
from station.model.unit import WorkOrder
from station.people.accounts import Accounts
from station.places import Home
from station.store.audits import Audit, Audited, Drawn, audits
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.opening import open_store
from station.store.work_orders import put_work_order
from station.texts import Lang
from tests.analysis.test_agreement import ANNA, BACK_MARKET, LI, look
from tests.store.many_records import Body, amended, enter
from ui.cli.main import main

LOT, AT = 60, "2026-11-22T08:00:00Z"
OF_ANNA = Request(Audited.INSPECTOR, ANNA, "2.5", seed="one")
"""The arrow from letter E leads to F: of 60 records 20 are drawn, one that differs is accepted, two not."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Home(tmp_path / "home"), SystemClock()) as opened:
        enter(opened, [("record_sealed", look(number, ANNA)) for number in range(LOT)])
        yield opened


def figures_of(store: Store, people: bool = True) -> Figures:
    figures = Figures(store, people=people)
    figures.behind(None)
    return figures


def numbers(audit: Audit) -> list[int]:
    return [int(one.codes[0].removeprefix("U-")) for one in audit.drawn]


def again(number: int, **said: Any) -> Body:
    """A second look at the unit ``number``, by Li unless another is said."""
    return look(number + 7000, said.pop("person", LI), unit=number, **said)


def result(store: Store, audit: Audit, bodies: Iterable[Body]) -> AuditResult:
    enter(store, [("record_sealed", one) for one in bodies])
    return judged(figures_of(store), audit)


def test_the_plan_is_that_of_the_tables_and_stands_in_the_ledger(store: Store) -> None:
    enter(store, [("record_sealed", look(5000, LI))])
    audit = plan_audit(figures_of(store), OF_ANNA, "P-000009")
    assert (audit.lot, audit.letter, audit.n, audit.accept, audit.reject) == (LOT, "F", 20, 1, 2)
    assert (audit.severity, audit.person) == ("normal", "P-000009")
    assert audit.edition
    assert len(set(numbers(audit))) == audit.n
    assert audits(store) == (audit,)


def test_anybody_draws_the_same_sample_by_the_same_seed() -> None:
    lot = [Drawn(f"R-{number}", ()) for number in range(100)]
    assert drawn_from(lot, "a", 10) == drawn_from(lot[::-1], "a", 10)
    assert drawn_from(lot, "a", 10) != drawn_from(lot, "b", 10)
    assert set(drawn_from(lot, "a", 10)) < set(drawn_from(lot, "a", 20))


def test_nothing_is_said_before_somebody_else_looked(store: Store) -> None:
    audit = plan_audit(figures_of(store), OF_ANNA)
    found = result(store, audit, [again(numbers(audit)[0], person=ANNA)])
    assert found.state is State.OPEN
    assert found.count(Found.OPEN) == audit.n


def test_looks_from_before_the_plan_do_not_count(store: Store) -> None:
    enter(store, [("record_sealed", again(number)) for number in range(LOT)])
    audit = plan_audit(figures_of(store), OF_ANNA)
    assert judged(figures_of(store), audit).count(Found.OPEN) == audit.n


def test_a_sample_that_agrees_accepts_the_lot(store: Store) -> None:
    audit = plan_audit(figures_of(store), OF_ANNA)
    one, *others = numbers(audit)
    found = result(store, audit, [again(one, grade="B"), *map(again, others)])
    assert (found.count(Found.NONCONFORMING), found.count(Found.CONFORMING)) == (1, audit.n - 1)
    assert found.state is State.ACCEPTED
    assert [(unit.differs, unit.person) for unit in found.units if unit.differs] == [((BACK_MARKET,), LI)]


def test_enough_that_differ_refuse_it_at_once(store: Store) -> None:
    audit = plan_audit(figures_of(store), OF_ANNA)
    found = result(store, audit, [again(number, grade="B") for number in numbers(audit)[:2]])
    assert found.count(Found.OPEN) == audit.n - 2
    assert found.state is State.REJECTED


def test_the_first_settled_look_decides_not_a_later_one(store: Store) -> None:
    audit = plan_audit(figures_of(store), OF_ANNA)
    number = numbers(audit)[0]
    later = {**again(number), "record": "20260101-0A1B2C3D-9999999"}
    found = result(store, audit, [again(number, grade="B"), later])
    assert found.units[0].found is Found.NONCONFORMING


@pytest.mark.parametrize("why", ["undetermined", "cleaned"])
def test_a_look_that_does_not_settle_leaves_the_unit_open(store: Store, why: str) -> None:
    audit = plan_audit(figures_of(store), OF_ANNA)
    body = again(numbers(audit)[0], **({"cleanings": [{"item": "FG-01"}]} if why == "cleaned" else {}))
    if why == "undetermined":
        body["verdicts"][0].update(result="undetermined", grades=[])
    found = result(store, audit, [body])
    assert found.units[0].found is Found.UNSETTLED
    assert found.state is State.OPEN


def test_an_amendment_of_the_drawn_record_is_no_second_look(store: Store) -> None:
    audit = plan_audit(figures_of(store), OF_ANNA)
    number = numbers(audit)[0]
    fixed = amended(8000, look(number, ANNA), random.Random(1))
    enter(store, [("record_amended", {**fixed, "inspector": {"id": LI, "name": LI}})])
    assert judged(figures_of(store), audit).units[0].found is Found.OPEN


def test_a_critical_item_with_another_answer_is_nonconforming(store: Store) -> None:
    def locked(body: Body, value: str) -> Body:
        answer = {**body["observations"][0], "item": "ID-05", "answer": {"value": value}}
        return {**body, "observations": [*body["observations"], answer]}

    enter(store, [("record_sealed", locked(look(300 + number, "P-000001"), "off")) for number in range(2)])
    audit = plan_audit(figures_of(store), Request(Audited.INSPECTOR, "P-000001", "10"))
    found = result(store, audit, [locked(again(number), "on_locked") for number in numbers(audit)])
    assert {unit.differs for unit in found.units} == {("ID-05",)}


def planned(number: int, resumed: str = "") -> Audit:
    said = ("", "", 60, "2.5", "II", "", "normal", "E", 13, 1, "", ())
    return Audit(f"A-{number}", Audited.INSPECTOR, ANNA, *said, resumed=resumed)


def test_the_switching_rules_follow_the_decided_audits() -> None:
    told = [planned(number) for number in range(9)]
    assert stage_after([]) is Stage.NORMAL
    assert stage_after([(told[0], False), (told[1], True), (told[2], False)]) is Stage.TIGHTENED
    refused = [(one, False) for one in told[:7]]
    assert stage_after(refused) is Stage.DISCONTINUED
    assert stage_after([*refused, (planned(9, "trained again"), True)]) is Stage.TIGHTENED


def refuse(store: Store, request: Request, looks_at: int) -> Audit:
    """Plan once more, and have two units differ; each time at another hour."""
    audit = plan_audit(figures_of(store), request)
    at = timedelta(hours=looks_at)
    bodies = [again(number, grade="B", after=at) for number in numbers(audit)[:2]]
    bodies = [{**one, "record": f"{one['record']}-{looks_at}"} for one in bodies]
    assert result(store, audit, bodies).state is State.REJECTED
    return audit


def test_refused_lots_tighten_then_discontinue_until_somebody_says_why_it_goes_on(store: Store) -> None:
    found = [refuse(store, OF_ANNA, number) for number in range(7)]
    assert [one.severity for one in found] == ["normal"] * 2 + ["tightened"] * 5
    assert found[2].before == (found[0].id, found[1].id)
    with pytest.raises(KnownError, match="AUD-002"):
        plan_audit(figures_of(store), OF_ANNA)
    assert plan_audit(figures_of(store), Request(Audited.INSPECTOR, ANNA, "1")).severity == "normal"
    resumed = plan_audit(figures_of(store), Request(Audited.INSPECTOR, ANNA, "2.50", resume="trained again"))
    assert (resumed.severity, resumed.resumed) == ("tightened", "trained again")


def test_a_purchased_lot_is_judged_by_what_channels_take(store: Store) -> None:
    with store.write() as connection:
        for number in range(20):
            order = WorkOrder(f"W-{number}", "smartphone", (), source="lot 7")
            put_work_order(connection, order, AT)
        put_work_order(connection, WorkOrder("W-99", "smartphone", (), source="lot 8"), AT)
    audit = plan_audit(figures_of(store), Request(Audited.SOURCE, "lot 7", "10", seed="x"))
    assert (audit.lot, audit.n, audit.accept) == (20, 5, 1)
    outcomes = ("grade", "not_accepted", "undetermined", "not_accepted")
    told = zip(audit.drawn, outcomes, strict=False)
    bodies = [_of_order(number, one.of, said) for number, (one, said) in enumerate(told)]
    found = result(store, audit, bodies)
    assert [unit.found.value for unit in found.units] == [
        "conforming",
        "nonconforming",
        "unsettled",
        "nonconforming",
        "open",
    ]
    assert found.state is State.REJECTED


def _of_order(number: int, order: str, said: str) -> Body:
    body = look(400 + number, LI, unit_says={"code": order, "work_order": {"code": order, "source": "lot 7"}})
    body["verdicts"][0].update(result=said, grades=["A"] if said == "grade" else [])
    return body


@pytest.mark.parametrize(
    "request_",
    [
        Request(Audited.INSPECTOR, "P-000001", "2.5"),
        Request(Audited.INSPECTOR, ANNA, "3"),
        Request(Audited.INSPECTOR, ANNA, "2.5", level="IV"),
    ],
    ids=["no lot", "no such AQL", "no such level"],
)
def test_what_the_tables_do_not_have_is_told_and_nothing_is_written(store: Store, request_: Request) -> None:
    with pytest.raises(KnownError, match="ANA-002"):
        plan_audit(figures_of(store), request_)
    assert audits(store) == ()


@pytest.mark.parametrize("lang", list(Lang))
def test_the_page_tells_audits_of_inspectors_to_supervisors_alone(store: Store, lang: Lang) -> None:
    audit = plan_audit(figures_of(store), OF_ANNA)
    made = page(figures_of(store), Scope(), lang)
    assert [tile.value for tile in made.tiles] == [1, 0, 0]
    table = made.parts[0]
    assert isinstance(table, Table)
    assert table.rows[0][0] == audit.id
    assert table.rows[0][6:12] == (60, 20, 1, 2, 0, 20)
    kept = page(figures_of(store, people=False), Scope(), lang)
    assert all(part.rows == () for part in kept.parts if isinstance(part, Table))


def test_the_command_plans_lists_and_shows(
    store: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    boss, home = Accounts(store).create_first("Boss", "193746"), str(store.home.root)
    with store.write() as connection:
        for number in range(20):
            put_work_order(connection, WorkOrder(f"W-{number}", "smartphone", (), source="lot 7"), AT)
    store.close()

    def run(*words: str) -> str:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(b"193746\n")))
        assert main(["audit", *words, "--home", home]) == 0
        return capsys.readouterr().out

    lot = ("plan", "--source", "lot 7", "--aql", "10", "--by", boss.id)
    made = json.loads(run(*lot, "--json"))
    assert (made["lot"], made["n"], made["accept"], made["reject"]) == (20, 5, 1, 2)
    assert (made["by"], made["state"], made["open"]) == (boss.id, "open", 5)
    shown = json.loads(run("show", made["audit"], "--json"))
    assert shown == made
    assert json.loads(run("list", "--json")) == [{key: made[key] for key in made if key != "units"}]
    for words in (lot, ("list",), ("show", made["audit"])):
        assert made["audit"].rpartition("-")[0] in run(*words)
    assert main(["audit", "show", "A-1", "--home", home]) == 1
    assert "AUD-001" in capsys.readouterr().err
