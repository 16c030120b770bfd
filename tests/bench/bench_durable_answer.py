"""Answers that are confirmed to the inspector only when they are on disk: one, and fifty at once.

Everything writes to the same disk with the same settings and moves its log into the database after every 40
transactions. One answer is 2 rows, so the sync decides and nobody can be much faster than the disk; what the
ways cost themselves shows in the 51 rows of *everything else stays unknown*.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import JSON, ForeignKey, create_engine, event
from sqlalchemy import text as sql
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from tests.bench.days import CHECKPOINT, PRAGMAS, ROW, STEPS, Step, bare_sqlite, inspector, synced_write
from tests.bench.syncs import count_syncs
from tests.bench.table import Row, interleaved, prepared

ROUNDS = 400
COUNTED = 20
FIFTY = 50
MOST_OVER_BARE = 1.7
TIMES_ORM = 8


def run(seed: int) -> list[Row]:
    """Measure one answer through the whole desk against the disk, ``sqlite3`` alone and ORM objects."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        worker = stack.enter_context(inspector(root / "home"))
        works: dict[str, Step] = {
            "ours": worker.answer,
            "floor": stack.enter_context(synced_write(root / "floor")),
            "sqlite3": stack.enter_context(bare_sqlite(root / "bare.sqlite3")),
            "ORM objects": stack.enter_context(_orm(root / "orm.sqlite3")),
        }
        ms = interleaved(works, ROUNDS)
        syncs = count_syncs(_counted(root / "counted"))
        many = _fifty_at_once(root)
    per_answer = None if syncs is None else syncs / COUNTED
    return [
        Row(
            name="durable answer",
            ours_ms=ms["ours"],
            floor_ms=ms["floor"],
            peers={name: ms[name] for name in ("sqlite3", "ORM objects")},
            counts={} if per_answer is None else {"syncs per answer": per_answer},
            goal=f"≤ {MOST_OVER_BARE} × bare sqlite3, exactly one sync",
            met=ms["ours"] <= MOST_OVER_BARE * ms["sqlite3"] and per_answer in {None, 1},
        ),
        many,
    ]


def _fifty_at_once(root: Path) -> Row:
    """The same with 51 rows in the transaction."""
    with ExitStack() as stack:
        worker = stack.enter_context(inspector(root / "many", FIFTY))
        units = {
            "ours": (worker.next_unit, worker.leave_rest_unknown),
            "floor": (_nothing, stack.enter_context(synced_write(root / "many-floor"))),
            "sqlite3": (_nothing, stack.enter_context(bare_sqlite(root / "many.sqlite3", FIFTY))),
            "ORM objects": (_nothing, stack.enter_context(_orm(root / "many-orm.sqlite3", FIFTY))),
        }
        ms = prepared(units, ROUNDS // 4)
    faster = ms["ORM objects"] / ms["ours"]
    return Row(
        name="51 rows, durable (everything else stays unknown)",
        ours_ms=ms["ours"],
        floor_ms=ms["floor"],
        peers={name: ms[name] for name in ("sqlite3", "ORM objects")},
        counts={"times faster than ORM objects": round(faster, 1)},
        goal=f"≤ {MOST_OVER_BARE} × bare sqlite3, ≥ {TIMES_ORM} × faster than ORM objects",
        met=ms["ours"] <= MOST_OVER_BARE * ms["sqlite3"] and faster >= TIMES_ORM,
    )


def _nothing() -> None:
    """No preparation."""


def _counted(root: Path) -> Callable[[Callable[[], None]], None]:
    def work(mark: Callable[[], None]) -> None:
        with inspector(root) as worker:
            worker.answer()
            mark()
            for _ in range(COUNTED):
                worker.answer()
            mark()

    return work


class _Base(DeclarativeBase):
    pass


class _Inspection(_Base):
    __tablename__ = "inspections"
    id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    current_item: Mapped[str]
    observations: Mapped[list[_Observation]] = relationship(lazy="raise")


class _Observation(_Base):
    __tablename__ = "observations"
    inspection: Mapped[str] = mapped_column(ForeignKey("inspections.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    item: Mapped[str]
    answer: Mapped[dict[str, str]] = mapped_column(JSON)
    source: Mapped[str]
    person: Mapped[str]
    taken_at: Mapped[str]
    monotonic_ns: Mapped[int]
    evidence: Mapped[str]
    condition: Mapped[str]
    replaces: Mapped[int | None]
    confirmed: Mapped[int]


@contextmanager
def _orm(path: Path, rows: int = 1) -> Iterator[Step]:
    """The same rows as mapped objects, one session per answer, as web frameworks do it."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _configure(connection: object, _record: object) -> None:
        for statement in PRAGMAS:
            connection.execute(statement)  # type: ignore[attr-defined]  # a driver connection

    _Base.metadata.create_all(engine)
    names = ("item", "answer", "source", "person", "taken_at", "monotonic_ns", "evidence", "condition")
    fields = dict(zip((*names, "replaces", "confirmed"), ROW, strict=True))
    with Session(engine) as session:
        session.add(_Inspection(id="I", revision=0, current_item=""))
        session.commit()
    transactions = count(1)

    def step() -> None:
        number = next(transactions)
        with Session(engine) as session:
            if number % STEPS == 0:
                session.execute(sql(CHECKPOINT))
                session.rollback()
            inspection = session.get_one(_Inspection, "I")
            inspection.revision = number
            inspection.current_item = f"CT-{number}"
            session.add_all(
                _Observation(inspection="I", position=position, **fields)
                for position in range(number * rows, (number + 1) * rows)
            )
            session.commit()

    yield step
    engine.dispose()
