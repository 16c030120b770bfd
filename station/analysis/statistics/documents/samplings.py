"""aql: sampling plans of a document, the tables they come from, and switching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from station.analysis.statistics.documents.reading import items, malformed, number
from station.analysis.statistics.documents.study import Kind, Study
from station.analysis.statistics.sampling_plan import Plan, Severity, acceptance, plan_for, plan_of_letter
from station.analysis.statistics.sampling_switching import Stage, Switching
from station.analysis.statistics.sampling_tables import SamplingTables, sampling_tables


def _is_question(study: Study) -> bool:
    inside = study.content if isinstance(study.content, dict) else {}
    plan = "aql" in inside and ("lot" in inside or "letter" in inside)
    return plan or _is_history(study) or "table1_code_letters" in inside


def _is_history(study: Study) -> bool:
    return isinstance(study.content, dict) and isinstance(study.content.get("lots"), list)


def _aql(study: Study) -> dict[str, Any]:
    if _is_history(study):
        return _switching(study)
    if study.find("aql") is None:
        return _tables(study)
    severity = _severity(study)
    if severity is Severity.REDUCED:
        return {"severity": "reduced", "plan": None, "reason": "reduced_not_available", **_edition()}
    return _planned(study, severity)


def _severity(study: Study) -> Severity:
    named = study.text("severity") or Severity.NORMAL
    if named not in list(Severity):
        raise malformed("severity", "one_of", known=", ".join(Severity))
    return Severity(named)


def _planned(study: Study, severity: Severity) -> dict[str, Any]:
    aql, lot = study.text("aql") or "", study.whole("lot")
    if lot is None:
        letter = study.text("letter") or ""
        return {"letter": letter, "aql": aql, **_of_letter(study, plan_of_letter(letter, aql, severity))}
    plan = plan_for(lot, aql, study.text("level") or "II", severity)
    answer = {"lot": lot, "level": plan.level, "aql": plan.aql, "code": plan.code, "plan_letter": plan.letter}
    found = (
        answer | _numbers(plan) | {"full_inspection": plan.full_inspection, "severity": plan.severity.value}
    )
    return found | _judgement(study, plan) | {"P_accept": _characteristic(study, plan)} | _edition(plan)


def _numbers(plan: Plan) -> dict[str, Any]:
    return {"n": plan.n, "Ac": plan.accept, "Re": plan.reject}


def _judgement(study: Study, plan: Plan) -> dict[str, Any]:
    """Whether the lot is accepted, where the number of nonconforming units is told."""
    found = study.whole("nonconforming")
    return {} if found is None else {"nonconforming": found, "accepted": plan.accepts(found)}


def _characteristic(study: Study, plan: Plan) -> dict[str, float]:
    """P(accept) by % nonconforming: at the AQL, or at the shares told as ``percent_nonconforming``."""
    told = study.find("percent_nonconforming")
    shares = [number(one, told.where) for one in items(*told)] if told else [float(plan.aql), 10.0]
    return {f"{share:g}": acceptance(plan.n, plan.accept, share / 100) for share in shares}


def _of_letter(study: Study, plan: Plan) -> dict[str, Any]:
    wrong = study.find("wrong_plan")
    chances = {f"standard_n{plan.n}_c{plan.accept}": acceptance(plan.n, plan.accept, 0.1)}
    if wrong is not None:
        other = Study(wrong.value, wrong.where)
        n, accept = other.whole("n") or 0, other.whole("Ac") or 0
        chances[f"wrong_n{n}_c{accept}"] = acceptance(n, accept, 0.1)
    return {
        "standard": {"letter": plan.letter, **_numbers(plan)},
        "P_accept_at_10pct_defective": chances,
        **_edition(plan),
    }


def _edition(plan: Plan | None = None) -> dict[str, Any]:
    tables = sampling_tables()
    return {
        "edition": tables.edition,
        "current_edition": tables.current_edition,
        "current_edition_compared": tables.current_edition_compared,
        "confidence": plan.confidence if plan else dict(tables.confidence),
    }


def _switching(study: Study) -> dict[str, Any]:
    """The stage after each of ``lots`` (true: accepted); lots after discontinuing are not inspected."""
    state, stages = Switching(), []
    for place, accepted in enumerate(items(study.content["lots"], "lots")):
        if not isinstance(accepted, bool):
            raise malformed(f"lots[{place}]", "accepted")
        if state.stage is Stage.DISCONTINUED:
            break
        state = state.after(accepted)
        stages.append(state.stage.value)
    told = {
        "stages": stages,
        "next": state.stage.value,
        "not_inspected": len(study.content["lots"]) - len(stages),
    }
    return told | {"reduced": "not available", **_edition()}


@dataclass(frozen=True)
class _Cell:
    """A plan that stands in the table without an arrow."""

    letter: str
    aql: str
    n: int
    accept: int

    @property
    def chance(self) -> float:
        return acceptance(self.n, self.accept, float(self.aql) / 100)

    @property
    def load(self) -> float:
        return self.n * float(self.aql) / 100


def _tables(study: Study) -> dict[str, Any]:
    """The whole tables, what cross-checks them, and every question that stands in the document."""
    tables = sampling_tables()
    letters = {level: list(row) for level, row in tables.code_letters.items()}
    masters = {"table2A_normal_single": Severity.NORMAL, "table2B_tightened_single": Severity.TIGHTENED}
    questions = ("test_vectors", "bad_example")
    answered = {name: _answers(study.content[name], name) for name in questions if name in study.content}
    checks = study.content.get("cross_checks")
    literature = checks.get("literature", []) if isinstance(checks, dict) else []
    return {
        **_edition(),
        "sample_size_by_letter": dict(tables.sample_size),
        "aql_percent_nonconforming": list(tables.aqls),
        "table1_code_letters": letters,
        **{name: {"resolved": _resolved(tables, severity)} for name, severity in masters.items()},
        "cross_checks": {"literature": _answers(literature, "literature"), **_cross_checks(tables)},
        **answered,
    }


def _answers(node: Any, where: str) -> Any:
    if isinstance(node, list):
        return [_answers(one, f"{where}[{place}]") for place, one in enumerate(node)]
    inner = node.get("computed") if isinstance(node, dict) else None
    if inner is not None:
        return {"computed": _answers(inner, f"{where}.computed")}
    return _aql(Study(node, where)) if _is_question(Study(node, where)) else None


def _resolved(tables: SamplingTables, severity: Severity) -> dict[str, Any]:
    return {
        letter: {aql: _plain(plan_of_letter(letter, aql, severity)) for aql in tables.aqls}
        for letter in tables.sample_size
    }


def _plain(plan: Plan) -> dict[str, Any]:
    return {"letter": plan.letter, **_numbers(plan)}


def _cross_checks(tables: SamplingTables) -> dict[str, Any]:
    cells = list(_direct(tables))
    least, most = (choose(cells, key=lambda one: one.chance) for choose in (min, max))
    loads: dict[str, list[float]] = {}
    for one in sorted(cells, key=lambda cell: cell.accept):
        loads.setdefault(str(one.accept), []).append(one.load)
    ends = {
        f"{name}{at}": value for name, one in (("min", least), ("max", most)) for at, value in _extreme(one)
    }
    return {
        "P_accept_at_AQL": ends,
        "n_times_p_by_Ac": {key: [min(row), max(row)] for key, row in loads.items()},
    }


def _extreme(cell: _Cell) -> Iterator[tuple[str, Any]]:
    yield "", cell.chance
    yield "_at", [cell.letter, cell.aql, cell.accept]


def _direct(tables: SamplingTables) -> Iterator[_Cell]:
    for letter, row in tables.cells[Severity.NORMAL].items():
        for aql, cell in zip(tables.aqls, row, strict=True):
            if cell.isdigit():
                yield _Cell(letter, aql, tables.sample_size[letter], int(cell))


_TAKES = "{lot, aql, level, severity, nonconforming}, {letter, aql}, or {lots: [accepted, ...]} for switching"
SAMPLINGS = {"aql": Kind(_is_question, _aql, _TAKES)}
