"""The sample of one audit as a page: what to inspect again, and how each unit stands."""

from __future__ import annotations

from station.analysis.audit_results import AuditResult, Found
from station.analysis.figures import Figures
from station.analysis.naming import person_name
from station.model.analysis_page import AnalysisPage, Cell, Column, Definition, Table, Tile
from station.model.charts import Light
from station.store.audits import Audit, Audited
from station.texts import Lang, text

_HEADS = ("number", "of", "codes", "found_title", "record", "differs", "looked")
_DEFINED = ("plan", "nonconforming", "decision")
_LIGHTS = {"accepted": Light.OK, "rejected": Light.BAD}


def sample_page(figures: Figures, found: AuditResult, lang: Lang, *, clear: bool = True) -> AnalysisPage:
    """The sample in the order drawn, with room to tick off what was looked at.

    Not ``clear``, the codes of units are left to the number of their record or work order.
    """
    audit = found.audit
    return AnalysisPage(
        key="audit_sample",
        title=_say(lang, "sample"),
        covers=plan_words(figures, audit, lang),
        tiles=(
            Tile("lot", _say(lang, "lot"), audit.lot),
            Tile("n", _say(lang, "n"), audit.n),
            Tile("reject", _say(lang, "reject"), audit.reject),
            Tile(
                "nonconforming",
                _say(lang, "nonconforming"),
                found.count(Found.NONCONFORMING),
                light=_LIGHTS.get(found.state, Light.NONE),
                note=_say(lang, f"state.{found.state}"),
            ),
        ),
        parts=(_units(found, lang, clear),),
        definitions=tuple(Definition(_say(lang, one), _say(lang, f"meanings.{one}")) for one in _DEFINED),
    )


def plan_words(figures: Figures, audit: Audit, lang: Lang) -> str:
    """Whose lot, from when, and by which plan."""
    subject = person_name(figures, audit.subject) if audit.kind is Audited.INSPECTOR else audit.subject
    days = " – ".join(filter(None, (audit.since, audit.until)))
    severity = _say(lang, f"severity.{audit.severity}")
    plan = f"{audit.edition} · {audit.level} · AQL {audit.aql} % · {audit.letter} · {severity}"
    told = (_say(lang, f"kinds.{audit.kind}"), subject, days, plan)
    return " · ".join(filter(None, told))


def _units(found: AuditResult, lang: Lang, clear: bool) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            number,
            one.drawn.of,
            ", ".join(one.drawn.codes) if clear else "",
            _say(lang, f"found.{one.found}"),
            one.record,
            ", ".join(one.differs),
            "",
        )
        for number, one in enumerate(found.units, 1)
    )
    columns = tuple(Column(_say(lang, one), numeric=one == "number") for one in _HEADS)
    seed = _say(lang, "seed", seed=found.audit.seed)
    return Table("sample", _say(lang, "sample"), columns, rows, note=seed)


def _say(lang: Lang, key: str, **values: object) -> str:
    return text(lang, f"audits.{key}", **values)
