"""One answer, confirmed to the inspector only when it is on disk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import JSON, ForeignKey, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from tests.bench.days import ROW, Step, bare_sqlite, inspector, synced_append
from tests.bench.syncs import count_syncs
from tests.bench.table import Row, interleaved

ROUNDS = 400
COUNTED = 20
MOST_OVER_BARE = 1.7


def run(seed: int) -> list[Row]:
    """Measure one answer through the whole desk against the disk, ``sqlite3`` alone and ORM objects."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        root = Path(folder)
        worker = stack.enter_context(inspector(root / "home"))
        works: dict[str, Step] = {
            "ours": worker.answer,
            "floor": stack.enter_context(synced_append(root / "floor")),
            "sqlite3": stack.enter_context(bare_sqlite(root / "bare.sqlite3")),
            "ORM objects": stack.enter_context(_orm(root / "orm.sqlite3")),
        }
        ms = interleaved(works, ROUNDS)
        syncs = count_syncs(_counted(root / "counted"))
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
        )
    ]


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
def _orm(path: Path) -> Iterator[Step]:
    """The same rows as mapped objects, one session per answer, as web frameworks do it."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _configure(connection: object, _record: object) -> None:
        for statement in ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"):
            connection.execute(statement)  # type: ignore[attr-defined]  # a driver connection

    _Base.metadata.create_all(engine)
    names = ("item", "answer", "source", "person", "taken_at", "monotonic_ns", "evidence", "condition")
    fields = dict(zip((*names, "replaces", "confirmed"), ROW, strict=True))
    with Session(engine) as session:
        session.add(_Inspection(id="I", revision=0, current_item=""))
        session.commit()
    position = 0

    def step() -> None:
        nonlocal position
        position += 1
        with Session(engine) as session:
            inspection = session.get_one(_Inspection, "I")
            inspection.revision = position
            inspection.current_item = f"CT-{position}"
            session.add(_Observation(inspection="I", position=position, **fields))
            session.commit()

    yield step
    engine.dispose()
