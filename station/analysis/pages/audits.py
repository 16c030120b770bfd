"""Audits of inspectors and purchased lots: how each stands, and which units differ."""

from __future__ import annotations

from collections.abc import Sequence

from station.analysis.audit_results import AuditResult, Found, State, judged
from station.analysis.figures import Figures
from station.analysis.naming import person_name
from station.analysis.scope import Scope
from station.analysis.telling import covers
from station.model.analysis_page import AnalysisPage, Column, Definition, Table, Tile
from station.store.audits import Audit, Audited, audits
from station.texts import Lang, text

KEY, ORDER, OF_PEOPLE = "audits", 78, False
_PLAIN = ("audit", "kind", "subject", "period")
_COUNTS = ("lot", "n", "accept", "reject", "nonconforming", "open")
_DEFINED = ("plan", "nonconforming", "decision", "cannot")


def page(figures: Figures, scope: Scope, lang: Lang) -> AnalysisPage:
    """The page of audits; those of inspectors only for whoever may see single inspectors."""
    figures.refuse_people(scope)
    planned = (one for one in audits(figures.store) if _is_shown(figures, scope, one))
    found = [judged(figures, one) for one in planned]
    return AnalysisPage(
        KEY,
        text(lang, f"figures.pages.{KEY}"),
        covers(figures, scope, lang),
        tuple(Tile(one, _say(lang, f"state.{one}"), sum(r.state is one for r in found)) for one in State),
        (_audits(figures, found, lang), _units(figures, found, lang)),
        tuple(Definition(_say(lang, one), _say(lang, f"meanings.{one}")) for one in _DEFINED),
    )


def _is_shown(figures: Figures, scope: Scope, audit: Audit) -> bool:
    """Lots that share a day with the scope; with one inspector, that one's alone."""
    if audit.kind is Audited.INSPECTOR and not figures.people:
        return False
    if scope.person and (audit.kind, audit.subject) != (Audited.INSPECTOR, scope.person):
        return False
    starts_in_time = not (scope.until and audit.since) or audit.since <= scope.until.isoformat()
    ends_in_time = not (scope.since and audit.until) or audit.until >= scope.since.isoformat()
    return starts_in_time and ends_in_time


def _audits(figures: Figures, found: Sequence[AuditResult], lang: Lang) -> Table:
    rows = tuple(
        (
            one.audit.id,
            _say(lang, f"kinds.{one.audit.kind}"),
            _subject(figures, one.audit),
            f"{one.audit.since} – {one.audit.until}",
            f"{one.audit.edition} · {one.audit.level} · AQL {one.audit.aql} % · {one.audit.letter}",
            _say(lang, f"severity.{one.audit.severity}"),
            one.audit.lot,
            one.audit.n,
            one.audit.accept,
            one.audit.reject,
            one.count(Found.NONCONFORMING),
            one.count(Found.OPEN, Found.UNSETTLED),
            _say(lang, f"state.{one.state}"),
        )
        for one in reversed(found)
    )
    columns = (
        *(Column(_say(lang, one)) for one in (*_PLAIN, "plan", "severity_title")),
        *(Column(_say(lang, one), numeric=True) for one in _COUNTS),
        Column(_say(lang, "decision")),
    )
    return Table("audits", text(lang, f"figures.pages.{KEY}"), columns, rows)


def _units(figures: Figures, found: Sequence[AuditResult], lang: Lang) -> Table:
    """Units that are not conforming: what differs, or that they still wait."""
    rows = tuple(
        (
            one.audit.id,
            unit.drawn.of,
            ", ".join(unit.drawn.codes),
            _say(lang, f"found.{unit.found}"),
            unit.record,
            person_name(figures, unit.person) if figures.people else "",
            ", ".join(unit.differs),
        )
        for one in reversed(found)
        for unit in one.units
        if unit.found is not Found.CONFORMING
    )
    heads = ("audit", "of", "codes", "found_title", "record", "person", "differs")
    columns = tuple(Column(_say(lang, one)) for one in heads)
    return Table("audited_units", _say(lang, "units"), columns, rows)


def _subject(figures: Figures, audit: Audit) -> str:
    return person_name(figures, audit.subject) if audit.kind is Audited.INSPECTOR else audit.subject


def _say(lang: Lang, key: str) -> str:
    return text(lang, f"audits.{key}")
