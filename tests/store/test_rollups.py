"""What analyses count is what a plain walk over the documents counts, however it came about."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.analysis.figures import Figures
from station.analysis.scope import Scope
from station.model.shifts import Shift, ShiftPlan
from station.places import Home
from station.store.clock import SystemClock, from_text
from station.store.database import Store
from station.store.opening import open_store
from tests.store import many_records as many
from ui.cli.main import main

Body = dict[str, Any]
Entries = list[tuple[str, Body]]


def some_record(number: int, chance: random.Random) -> Body:
    """A record that may have been cleaned, seen before, measured again, borderline or made for practice."""
    body = many.record_body(number * chance.choice((97, 97, 60_000)), chance, 2)
    body["cleanings"] = [{"minutes": "4"}] if chance.random() < 0.2 else []
    body["earlier"] = [{"record": "x", "sha256": "y"}] if chance.random() < 0.2 else []
    body["practice"] = chance.random() < 0.1
    body["observations"][0]["replaces"] = "0" if chance.random() < 0.2 else None
    body["observations"][1]["source"]["method"] = chance.choice(("manual", "instrument"))
    body["verdicts"][0]["borderline"] = [{"item": "PB-02"}] if chance.random() < 0.3 else []
    body["verdicts"] = body["verdicts"][: chance.choice((0, 1, 2, 2))]
    for place, one in enumerate(body["observations"]):
        one["taken_at"] = body["started_at"][:14] + f"{place:02d}:30.000000Z"
    return body


def entries_of(choices: Sequence[tuple[str, int]], seed: int) -> Entries:
    """What was done: seal, or amend or void one of the records that are current."""
    chance, entries, current = random.Random(seed), Entries(), list[Body]()
    for number, (act, which) in enumerate(choices):
        if act == "seal" or not current:
            current.append(some_record(number, chance))
            entries.append(("record_sealed", current[-1]))
            continue
        old = current.pop(which % len(current))
        if act == "void":
            entries.append(("record_voided", many.voided(old)))
            continue
        new = many.amended(100_000 + number, old, chance) | {"practice": old["practice"]}
        entries.append(("record_amended", new))
        current.append(new)
    return entries


class Walk:
    """The records that count, found by walking over the documents, each with the place of its first one."""

    def __init__(self, entries: Entries) -> None:
        self._first: dict[str, Body] = {}
        self.current: dict[str, Body] = {}
        for kind, body in entries:
            if kind == "record_sealed":
                self._first[body["record"]] = self.current[body["record"]] = body
            elif kind == "record_amended":
                self._first[body["record"]] = self._first[body["amends"]["record"]]
                del self.current[body["amends"]["record"]]
                self.current[body["record"]] = body
            else:
                del self.current[body["record"]]

    def counted(self) -> Iterator[tuple[Body, str, date, int]]:
        """Each document that counts, with its shift, business day and hour."""
        for name, body in self.current.items():
            if not body["practice"]:
                at = from_text(self._first[name]["sealed_at"])
                placed = ShiftPlan().place(at)
                yield body, placed.shift, placed.day, placed.hour


def as_counter(found: Mapping[Any, Mapping[str, int]], measure: str) -> Counter[Any]:
    """One measure by group, without what is 0."""
    return Counter({key: sums[measure] for key, sums in found.items() if sums[measure]})


def day_number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def check(store: Store, entries: Entries) -> None:
    figures, walk = Figures(store, people=True), Walk(entries)
    counted = list(walk.counted())
    by_day = Counter((day_number(day), shift, body["inspector"]["id"]) for body, shift, day, _ in counted)
    assert as_counter(figures.records(Scope(), "day", "shift", "person"), "records") == by_day
    days = sorted({day for _, _, day, _ in counted})
    for since, until in zip(days, reversed(days[len(days) // 2 :]), strict=False):
        within = [day for _, _, day, _ in counted if since <= day <= until]
        assert figures.records(Scope(since, until))[()]["records"] == len(within)
    by_category = Counter((body["unit"]["category"],) for body, *_ in counted)
    assert as_counter(figures.records(Scope(), "category"), "records") == by_category
    verdicts = Counter((one["channel"], said(one)) for body, *_ in counted for one in body["verdicts"])
    assert as_counter(figures.verdicts(Scope(), "channel", "outcome"), "records") == verdicts
    assert as_counter(figures.records(Scope()), "first_pass") == Counter(
        () for body, *_ in counted if passed_at_once(body)
    )
    unknown = Counter(
        (one["item"],) for body, *_ in counted for one in body["observations"] if "unknown" in one["answer"]
    )
    assert as_counter(figures.items(Scope(), "item"), "unknown") == unknown
    defects = Counter(
        (defect["kind"], defect["zone"])
        for body, *_ in counted
        for one in body["observations"]
        for defect in one["answer"].get("defects", ())
    )
    assert as_counter(figures.defects(Scope(), "kind", "zone"), "defects") == defects
    hours = {(day, hour) for _, _, day, hour in counted}
    found = figures.hours(Scope())
    assert (found[()].records, found[()].hours) == (len(counted), len(hours)) if counted else not found


def said(verdict: Body) -> str:
    return "|".join(verdict["grades"]) or verdict["result"]


def passed_at_once(body: Body) -> bool:
    sold = any(one["result"] in ("grade", "tie") for one in body["verdicts"])
    again = any(one.get("replaces") for one in body["observations"])
    return sold and not (body["amends"] or body["earlier"] or body["cleanings"] or again)


def check_channel(store: Store, entries: Entries, channel: str) -> None:
    """Of the units judged for one channel: the same as a walk over their documents."""
    figures, scope = Figures(store, people=True), Scope(channel=channel)
    judged = [
        (body, day, hour)
        for body, _, day, hour in Walk(entries).counted()
        if channel in {one["channel"] for one in body["verdicts"]}
    ]
    by_day = Counter((day_number(day),) for _, day, _ in judged)
    assert as_counter(figures.records(scope, "day"), "records") == by_day
    answers = Counter((one["item"],) for body, *_ in judged for one in body["observations"])
    assert as_counter(figures.items(scope, "item"), "records") == answers
    defects = Counter(
        (defect["kind"], body["unit"]["category"])
        for body, *_ in judged
        for one in body["observations"]
        for defect in one["answer"].get("defects", ())
    )
    assert as_counter(figures.defects(scope, "kind", "category"), "defects") == defects
    hours = Counter((hour,) for _, hour in {(day, hour) for _, day, hour in judged})
    assert {key: one.hours for key, one in figures.hours(scope, "hour").items()} == hours


def check_hours(store: Store, entries: Entries) -> None:
    """Hours add up over days and months, and count once for each group."""
    figures, counted = Figures(store, people=True), list(Walk(entries).counted())
    asked: dict[tuple[str, ...], set[Any]] = {
        ("hour",): {((hour,), day) for _, _, day, hour in counted},
        ("month", "shift"): {
            ((day.year * 100 + day.month, shift), (day, hour)) for _, shift, day, hour in counted
        },
        ("day", "person"): {
            ((day_number(day), body["inspector"]["id"]), hour) for body, _, day, hour in counted
        },
        ("category",): {((body["unit"]["category"],), (day, hour)) for body, _, day, hour in counted},
        ("category", "person"): {
            ((body["unit"]["category"], body["inspector"]["id"]), (day, hour))
            for body, _, day, hour in counted
        },
    }
    for by, cells in asked.items():
        found = figures.hours(Scope(), *by)
        assert {key: one.hours for key, one in found.items()} == Counter(key for key, _ in cells), by
        assert sum(one.records for one in found.values()) == len(counted)


def same_by_rows(store: Store) -> None:
    """Every sum from rollups is the sum over narrow rows: a model narrows nothing but where it is looked."""
    figures = Figures(store, people=True)
    for ask, by in (
        (figures.records, ("month", "shift", "person")),
        (figures.verdicts, ("channel", "outcome", "class")),
        (figures.items, ("item", "shift")),
        (figures.defects, ("kind", "zone", "category")),
    ):
        held, looked = ask(Scope(), *by), Counter[tuple[Any, str]]()
        for (*key, _model), sums in ask(Scope(), *by, "model").items():
            looked.update({(tuple(key), name): value for name, value in sums.items()})
        told = Counter({(key, name): value for key, sums in held.items() for name, value in sums.items()})
        assert +told == +looked


acts = st.lists(
    st.tuples(st.sampled_from(["seal", "seal", "seal", "amend", "void"]), st.integers(0, 20)), max_size=25
)


@settings(max_examples=12, deadline=None)
@given(acts, st.integers(0, 999), st.integers(1, 9))
def test_rollups_count_what_the_documents_say(
    tmp_path_factory: pytest.TempPathFactory, choices: list[tuple[str, int]], seed: int, step: int
) -> None:
    entries = entries_of(choices, seed)
    with open_store(Home(tmp_path_factory.mktemp("counted")), SystemClock()) as store:
        for start in range(0, len(entries), step):
            many.enter(store, entries[start : start + step])
            store.rollups.catch_up()
        check(store, entries)
        check_hours(store, entries)
        for channel in (*many.CHANNELS, "nowhere"):
            check_channel(store, entries, channel)
        same_by_rows(store)
        grown = store.rollups.digest()
        store.rollups.rebuild()
        assert store.rollups.digest() == grown


def test_shifts_change_for_what_is_sealed_afterwards(tmp_path: Path) -> None:
    chance = random.Random(5)
    before, after = some_record(0, chance) | {"practice": False}, some_record(1, chance) | {"practice": False}
    early = [{"name": "whole", "start": "00:00"}]
    change = {"setting": "shifts", "old": None, "new": early}
    with open_store(Home(tmp_path), SystemClock()) as store:
        many.enter(store, [("record_sealed", before), ("setting_changed", change), ("record_sealed", after)])
        store.rollups.catch_up()
        found = Figures(store).records(Scope(), "shift")
    assert {key[0] for key in found} == {ShiftPlan().place(from_text(before["sealed_at"])).shift, "whole"}


def test_a_practice_home_counts_its_practice_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Home(tmp_path / "home")
    home.root.mkdir()
    home.practice_marker.touch()
    chance = random.Random(7)
    bodies = [some_record(number, chance) | {"practice": number % 2 == 0} for number in range(7)]
    with open_store(home, SystemClock()) as store:
        many.enter(store, [("record_sealed", body) for body in bodies])
        store.rollups.catch_up()
        assert Figures(store).records(Scope())[()]["records"] == 4
    assert main(["analyse", "--home", str(home.root), "--lang", "en"]) == 0
    assert "practice data" in capsys.readouterr().out
    home.practice_marker.unlink()
    with open_store(home, SystemClock()) as store:
        store.rollups.catch_up()
        assert Figures(store).records(Scope())[()]["records"] == 3


@pytest.mark.parametrize(
    ("zone", "ahead_h"), [("Etc/GMT-14", 14), ("Etc/GMT+11", -11), ("Nowhere/Else", None)]
)
def test_business_days_follow_the_zone_told_in_the_ledger(
    tmp_path: Path, zone: str, ahead_h: int | None
) -> None:
    body = some_record(0, random.Random(5)) | {"practice": False}
    plan = [{"name": "whole", "start": "00:00"}]
    change = {"setting": "shifts", "old": plan, "new": plan, "zone": zone}
    with open_store(Home(tmp_path), SystemClock()) as store:
        many.enter(store, [("setting_changed", change), ("record_sealed", body)])
        store.rollups.rebuild()
        found = Figures(store).hours(Scope(), "day", "hour")
    moment = from_text(body["sealed_at"])
    local = moment.astimezone(None if ahead_h is None else timezone(timedelta(hours=ahead_h)))
    assert list(found) == [(day_number(local.date()), local.hour)]


@given(st.datetimes(timezones=st.just(from_text(many.record_body(0, random.Random(1))["sealed_at"]).tzinfo)))
def test_every_moment_lies_in_the_shift_that_started_last(moment: Any) -> None:
    plan = ShiftPlan([Shift("early", 6 * 60), Shift("late", 14 * 60), Shift("night", 22 * 60)])
    if moment.year in (1, 9999):
        return
    placed, local = plan.place(moment), moment.astimezone()
    wanted = "night" if local.hour >= 22 or local.hour < 6 else "early" if local.hour < 14 else "late"
    assert placed.shift == wanted
    assert (local.date() - placed.day).days == (1 if local.hour < 6 else 0)
