"""Planning an audit: the lot, its plan by ISO 2859-1 and the switching rules, a sample anybody can redraw."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from sqlite3 import Connection

from station.analysis.audit_results import State, judged
from station.analysis.figures import Figures
from station.analysis.narrowing import narrowed
from station.analysis.same_units import in_batches
from station.analysis.scope import Scope
from station.analysis.statistics.sampling_plan import Plan, Severity, plan_for
from station.analysis.statistics.sampling_switching import Stage, Switching
from station.analysis.statistics.sampling_tables import sampling_tables
from station.errors import KnownError
from station.model.checklist import BENCH_CHECK
from station.store.audits import Audit, Audited, Drawn, audits, state_audit
from station.store.connection import Row
from station.store.index.searching import summary_of
from station.store.work_orders import orders_of_source

_RECORDS = "SELECT r.sequence FROM records r WHERE {narrowed} AND NOT r.amended AND r.category <> ?"
_NAMED = "SELECT * FROM records WHERE sequence IN ({places})"


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. ``aql`` in % nonconforming; ``seed`` empty: one is drawn; ``resume``: why a subject
    whose inspection is discontinued is audited again."""

    kind: Audited
    subject: str
    aql: str
    since: date | None = None
    until: date | None = None
    level: str = "II"
    seed: str = ""
    resume: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an audit would be: the lot, its plan, and the decided audits that the severity follows from."""

    lot: tuple[Drawn, ...]
    plan: Plan
    before: tuple[str, ...]


def proposed(figures: Figures, request: Request) -> Proposal:
    """The plan of an audit; nothing is drawn or stated yet.

    Raises:
        KnownError: AUD-002 inspection of the subject is discontinued, ANA-002 the tables have no such plan
            (a lot of fewer than two units, another AQL or level), FIG-002 no right to single inspectors.
    """
    lot = _records(figures, request) if request.kind is Audited.INSPECTOR else _orders(figures, request)
    before = _decided(figures, request)
    stage = stage_after(before)
    if stage is Stage.DISCONTINUED:
        if not request.resume:
            raise KnownError("AUD-002", subject=request.subject)
        stage = Stage.TIGHTENED
    plan = plan_for(len(lot), request.aql, request.level, Severity(stage.value))
    return Proposal(tuple(lot), plan, tuple(audit.id for audit, _ in before))


def plan_audit(figures: Figures, request: Request, person: str = "") -> Audit:
    """Plan an audit and state it in the ledger.

    Raises:
        KnownError: as :func:`proposed`; STO-002, STO-003.
    """
    found = proposed(figures, request)
    plan, seed = found.plan, request.seed or secrets.token_hex(8)
    return state_audit(
        figures.store,
        Audit(
            id=_new_id(figures),
            kind=request.kind,
            subject=request.subject,
            since=request.since.isoformat() if request.since else "",
            until=request.until.isoformat() if request.until else "",
            lot=len(found.lot),
            aql=plan.aql,
            level=request.level,
            edition=plan.edition,
            severity=plan.severity.value,
            letter=plan.letter,
            n=plan.n,
            accept=plan.accept,
            seed=seed,
            drawn=drawn_from(found.lot, seed, plan.n),
            before=found.before,
            resumed=request.resume,
            person=person,
        ),
    )


def drawn_from(lot: Sequence[Drawn], seed: str, n: int) -> tuple[Drawn, ...]:
    """The ``n`` of the lot whose SHA-256 of seed and name is lowest: anybody can draw the same again."""
    return tuple(sorted(lot, key=lambda one: hashlib.sha256(f"{seed} {one.of}".encode()).digest())[:n])


def stage_after(before: Sequence[tuple[Audit, bool]]) -> Stage:
    """Which inspection follows audits of one line with their results, in the order they were planned."""
    state = Switching()
    for audit, accepted in before:
        if audit.resumed or state.stage is Stage.DISCONTINUED:
            state = state.resumed()
        state = state.after(accepted)
    return state.stage


def _decided(figures: Figures, request: Request) -> list[tuple[Audit, bool]]:
    """Decided audits of the same line; what is still open says nothing yet."""
    line = (request.kind, request.subject, _aql(request), request.level)
    results = ((one, judged(figures, one).state) for one in audits(figures.store) if one.line == line)
    return [(one, state is State.ACCEPTED) for one, state in results if state is not State.OPEN]


def _aql(request: Request) -> str:
    """The AQL as the tables write it."""
    tables = sampling_tables()
    return tables.aqls[tables.column(request.aql)]


def _records(figures: Figures, request: Request) -> list[Drawn]:
    """Records of the inspector that count and were not amended, the daily bench checks left out."""
    scope = Scope(request.since, request.until, person=request.subject)
    condition, values = narrowed(figures, scope)
    with figures.store.counted.lend(figures.watch.goes) as connection:
        rows = connection.execute(_RECORDS.format(narrowed=condition), (*values, BENCH_CHECK)).fetchall()
    figures.store.index.catch_up()
    sequences = [int(row.sequence) for row in rows]
    return figures.store.index.use(lambda index: _named(index, sequences))


def _named(index: Connection, sequences: Sequence[int]) -> list[Drawn]:
    return [
        _drawn(row)
        for places, some in in_batches(sequences)
        for row in index.execute(_NAMED.format(places=places), some)
    ]


def _drawn(row: Row) -> Drawn:
    told = summary_of(row)
    return Drawn(told.id, _codes(told.unit_code, told.imei, row.serial))


def _orders(figures: Figures, request: Request) -> list[Drawn]:
    """Work orders of the source, by the day they were imported."""
    found = orders_of_source(figures.store, request.subject, request.since, request.until)
    return [Drawn(one.code, _codes(one.code, one.imei, one.serial)) for one in found]


def _codes(*told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in told if one))


def _new_id(figures: Figures) -> str:
    planned = len(audits(figures.store)) + 1
    return f"A-{figures.store.identity.id}-{planned:05d}"
