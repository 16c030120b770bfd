"""Finding records: every query gives what a plain walk over the documents gives, and nothing breaks it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from station.errors import KnownError
from station.model.standing import Countersign, Standing
from station.places import Home
from station.store.clock import SystemClock
from station.store.database import Store
from station.store.index import pace
from station.store.index.query import DefectWanted, NumberRange, Page, Query
from station.store.ledger import Ledger
from station.store.opening import open_store, open_to_read
from station.store.records import RecordBook
from tests.store import many_records as many

RECORDS = 240
Document = Mapping[str, Any]


def documents() -> list[tuple[str, dict[str, Any]]]:
    """Records, some of them voided, amended or countersigned later."""
    chance = random.Random(7)
    sealed = [many.record_body(number * 360, chance, 3) for number in range(RECORDS)]
    entries: list[tuple[str, dict[str, Any]]] = []
    for number, body in enumerate(sealed):
        entries.append(("record_sealed", body))
        if number % 7 == 3:
            entries.append(("record_voided", many.voided(sealed[number // 2])))
        if number % 11 == 5:
            entries.append(
                ("record_countersigned", many.countersigned(sealed[number // 3 // 9 * 9], "agreed"))
            )
        if number % 13 == 6:
            entries.append(("record_amended", many.amended(900_000 + number, sealed[number - 2], chance)))
    return entries


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(Home(tmp_path_factory.mktemp("many")), SystemClock()) as opened:
        many.enter(opened, documents())
        opened.index.catch_up()
        yield opened


class Oracle:
    """The same records, walked over one by one."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.standing: dict[str, str] = {}
        self.countersign: dict[str, str] = {}
        for kind, body in documents():
            self._take(kind, body)

    def _take(self, kind: str, body: dict[str, Any]) -> None:
        record = body["record"]
        if kind in ("record_sealed", "record_amended"):
            self.records.append(body)
            self.countersign[record] = "awaited" if body["countersign"]["demanded_by"] else "none"
            if body["amends"]:
                self.standing.setdefault(body["amends"]["record"], "amended")
        elif kind == "record_voided":
            self.standing[record] = "voided"
        else:
            self.countersign[record] = body["decision"]

    def found(self, holds: Callable[[Document], bool]) -> list[str]:
        return [body["record"] for body in reversed(self.records) if holds(body)]

    def answer(self, body: Document, item: str) -> Mapping[str, Any]:
        answers: dict[str, dict[str, Any]] = {one["item"]: one["answer"] for one in body["observations"]}
        return answers[item]


ORACLE = Oracle()


def found(store: Store, query: Query) -> list[str]:
    """Every record found, page by page."""
    book, ids, before = RecordBook(store), list[str](), None
    while True:
        page = book.search(query, 7, before)
        ids += [row.id for row in page.rows]
        if page.next is None:
            return ids
        before = page.next


@pytest.mark.parametrize("words", ["划痕", "PB-02<80 PB-02>80", f"{many.RARE} iphone", "WT-01>=173.37", ""])
@pytest.mark.parametrize("limit", [1, 7, 1000])
def test_a_search_cut_short_says_how_far_it_looked_and_goes_on_from_there(
    store: Store, monkeypatch: pytest.MonkeyPatch, words: str, limit: int
) -> None:
    monkeypatch.setattr(pace, "_FIRST_WIDTH", 5)
    book, ids, before, cut = RecordBook(store), list[str](), None, 0
    while True:
        page = book.search(Query(words), limit, before, within_s=0)
        assert page.searched_to is None or len(page.rows) < limit
        assert all(page.searched_to is None or row.sequence >= page.searched_to for row in page.rows)
        cut += page.searched_to is not None
        ids += [row.id for row in page.rows]
        if page.next is None:
            break
        assert before is None or page.next < before
        before = page.next
    assert cut or limit == 1
    assert ids == found(store, Query(words))


def number(body: Document, item: str) -> Decimal:
    return Decimal(ORACLE.answer(body, item)["value"])


def defects(body: Document) -> list[Mapping[str, Any]]:
    return [one for item in ("FG-01", "BK-01") for one in ORACLE.answer(body, item)["defects"]]


SAID = {
    "轻微": lambda body: "轻微" in ORACLE.answer(body, "WR-01")["reason"],
    "王敏": lambda body: body["inspector"]["name"] == "王敏",
    "by:王": lambda body: body["inspector"]["name"] == "王敏",
    "foi": lambda body: "foil" in ORACLE.answer(body, "WR-01")["reason"],
    "iphone 白色": lambda body: body["unit"]["model"]["name"] == "iPhone 12",
    "back-market:A": lambda body: "A" in body["verdicts"][0]["grades"],
    "back-market:A|B": lambda body: body["verdicts"][0]["grades"] == ["A", "B"],
    "back-market=not_accepted": lambda body: body["verdicts"][0]["result"] == "not_accepted",
    "PB-02=88": lambda body: number(body, "PB-02") == 88,
    "PB-02<80": lambda body: number(body, "PB-02") < 80,
    "PB-02≥80%": lambda body: number(body, "PB-02") >= 80,
    "PB-02＜80 back-market：A": lambda body: (
        number(body, "PB-02") < 80 and "A" in body["verdicts"][0]["grades"]
    ),
    "PB-01=restarts": lambda body: ORACLE.answer(body, "PB-01")["value"] == "restarts",
    "defect:scratch@Z1": lambda body: any((d["kind"], d["zone"]) == ("scratch", "Z1") for d in defects(body)),
    "缺陷:划痕@Z3": lambda body: any(d["kind"] == "scratch" and d["zone"][:2] == "Z3" for d in defects(body)),
    "defect:dent>10": lambda body: any(
        d["kind"] == "dent" and Decimal(d["length_mm"]) > 10 for d in defects(body)
    ),
    "is:voided": lambda body: ORACLE.standing.get(body["record"]) == "voided",
    "状态:作废 category:tablet": lambda body: (
        ORACLE.standing.get(body["record"]) == "voided" and body["unit"]["category"] == "tablet"
    ),
    "is:amended": lambda body: ORACLE.standing.get(body["record"]) == "amended",
    "countersign:agreed": lambda body: ORACLE.countersign[body["record"]] == "agreed",
    "countersign:awaited": lambda body: ORACLE.countersign[body["record"]] == "awaited",
    "2024-01-10..2024-01-20": lambda body: date(2024, 1, 10) <= day(body) <= date(2024, 1, 20),
}


def day(body: Document) -> date:
    from station.store.clock import from_text

    return from_text(body["sealed_at"]).astimezone().date()


@pytest.mark.parametrize("words", SAID)
def test_the_search_field_finds_what_it_says(store: Store, words: str) -> None:
    expected = ORACLE.found(SAID[words])
    assert expected
    assert found(store, Query(words)) == expected


def test_an_imei_is_found_by_its_last_digits_and_a_reason_of_a_later_act(store: Store) -> None:
    last = ORACLE.records[-1]["unit"]["imei"]
    assert ORACLE.records[-1]["record"] in found(store, Query(last[-6:]))
    voided = ORACLE.found(lambda body: ORACLE.standing.get(body["record"]) == "voided")
    assert found(store, Query("拿错")) == voided


bounds = st.one_of(st.none(), st.decimals("169", "201", places=2), st.decimals("0", "1000", places=1))


@given(low=bounds, high=bounds, low_in=st.booleans(), high_in=st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_range_of_numbers_is_exact(
    store: Store, low: Decimal | None, high: Decimal | None, low_in: bool, high_in: bool
) -> None:
    def inside(value: Decimal) -> bool:
        above = low is None or value > low or (low_in and value == low)
        return above and (high is None or value < high or (high_in and value == high))

    wanted = NumberRange("WT-01", low, high, low_in, high_in)
    expected = ORACLE.found(lambda body: inside(number(body, "WT-01")))
    assert found(store, Query(numbers=(wanted,))) == expected


@given(
    person=st.sampled_from(["", *(one for one, _ in many.PEOPLE)]),
    standing=st.sampled_from([None, *Standing]),
    countersign=st.sampled_from([None, *Countersign]),
    kind=st.sampled_from(["", *many.KINDS]),
    since=st.none() | st.integers(0, 70),
    span=st.integers(0, 40),
)
@settings(max_examples=60, deadline=None)
def test_facets_together_are_what_each_says(
    store: Store,
    person: str,
    standing: Standing | None,
    countersign: Countersign | None,
    kind: str,
    since: int | None,
    span: int,
) -> None:
    first = None if since is None else date(2024, 1, 1) + timedelta(days=since)
    last = None if first is None else first + timedelta(days=span)

    def holds(body: Document) -> bool:
        record = body["record"]
        return (
            person in ("", body["inspector"]["id"])
            and standing in (None, ORACLE.standing.get(record, "current"))
            and countersign in (None, ORACLE.countersign[record])
            and (not kind or any(one["kind"] == kind for one in defects(body)))
            and (first is None or last is None or first <= day(body) <= last)
        )

    wanted = (DefectWanted(kind),) if kind else ()
    query = Query("", person=person, standing=standing, countersign=countersign, defects=wanted)
    query = Query(
        **{name: getattr(query, name) for name in query.__slots__} | {"since": first, "until": last}
    )
    assert found(store, query) == ORACLE.found(holds)


SIGNS = "\"'*()^:=-{}+a<>9@\x00\ud800"
HOSTILE = [
    *SIGNS,
    "NEAR(",
    "AND",
    "OR",
    "NOT",
    "defect:",
    "is:",
    "since:",
    "1e999",
    "..",
    "'; DROP TABLE x; --",
]
hostile = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(HOSTILE),
        max_size=30,
    ).map("".join),
)  # fmt: skip


@given(words=hostile)
@settings(max_examples=150, deadline=None)
def test_hostile_words_are_words(store: Store, words: str) -> None:
    try:
        page = RecordBook(store).search(Query(words), 5)
    except KnownError as error:
        assert error.code == "REC-020"
        return
    assert isinstance(page, Page)
    assert RecordBook(store).count() == len(ORACLE.records)


def test_a_search_of_a_megabyte_is_told(store: Store) -> None:
    for words in ("x" * 1_000_000, "a " * 450):
        with pytest.raises(KnownError) as caught:
            RecordBook(store).search(Query(words))
        assert caught.value.code == "REC-020"


@pytest.mark.parametrize("steps", [1, 3, 50])
def test_an_index_grown_step_by_step_is_the_one_made_at_once(tmp_path: Path, steps: int) -> None:
    entries = documents()
    with open_store(Home(tmp_path), SystemClock()) as grown:
        size = len(entries) // steps + 1
        for start in range(0, len(entries), size):
            many.enter(grown, entries[start : start + size])
            grown.index.catch_up()
        before = grown.index.digest()
        assert grown.index.rebuild() == len(ORACLE.records)
        assert grown.index.digest() == before


@pytest.mark.parametrize(
    "harm",
    [
        lambda index: index.unlink(),
        lambda index: index.write_bytes(b"no database at all" * 500),
        lambda index: index.write_bytes(b""),
        lambda index: edit(index, "UPDATE taken SET hash = 'another past'"),
        lambda index: edit(index, "UPDATE taken SET station = 'FFFFFFFF'"),
        lambda index: edit(index, "UPDATE taken SET version = 0"),
        lambda index: edit(index, "DROP TABLE days"),
    ],
)
@pytest.mark.parametrize("opened", [open_store, open_to_read])
def test_an_index_that_is_no_use_is_made_again(
    tmp_path: Path, harm: Callable[[Path], None], opened: Callable[..., Store]
) -> None:
    home = Home(tmp_path)
    with open_store(home, SystemClock()) as store:
        many.enter(store, documents()[:20])
        store.index.catch_up()
        before, digest = RecordBook(store).search(Query("is:real")), store.index.digest()
    harm(home.index)
    with opened(home, SystemClock()) as store:
        assert RecordBook(store).search(Query("is:real")) == before
        assert store.index.digest() == digest


def edit(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as index:
        index.execute(statement)
        index.commit()


def test_damage_inside_the_index_is_told_or_changes_nothing(tmp_path: Path) -> None:
    """Whichever page a disk spoils: verify tells it, the index is made anew, or it says what it said."""
    home = Home(tmp_path)
    with open_store(home, SystemClock()) as store:
        many.enter(store, documents()[:20])
        store.index.catch_up()
        found = everything_found(store)
    with closing(sqlite3.connect(home.index)) as index:
        index.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    sound, rng = home.index.read_bytes(), random.Random(5)
    for page in range(len(sound) // 4096):
        spoilt = sound[: page * 4096] + rng.randbytes(4096) + sound[(page + 1) * 4096 :]
        home.index.write_bytes(spoilt)
        with open_store(home, SystemClock()) as store:
            codes = {problem.code for problem in Ledger(store).verify().problems}
            assert "index_differs" in codes or everything_found(store) == found, f"page {page}"


def everything_found(store: Store) -> list[tuple[str, ...]]:
    """What each of many searches finds."""
    words = (
        "is:real",
        "is:voided",
        *(body["unit"]["code"] for body in ORACLE.records[:20]),
        "defect:scratch",
    )
    return [tuple(row.id for row in RecordBook(store).search(Query(one)).rows) for one in words]
