"""Audits and the units of their samples, as lines of words."""

from __future__ import annotations

from collections.abc import Mapping

from station.analysis.audit_results import AuditResult, Found, State, UnitResult
from station.store.audits import Audit, Audited
from ui import theme
from ui.i18n import Translator
from ui.widgets.table import Row

AUDIT_COLUMNS = (
    *("audit", "subject", "plan", "severity_title"),
    *("sampled", "of_rejection", "open", "decision"),
)
UNIT_COLUMNS = ("of", "codes", "found_title", "record", "differs")
_OF_AUDITS = {State.ACCEPTED: theme.State.OK, State.REJECTED: theme.State.BAD}
_OF_UNITS = {Found.CONFORMING: theme.State.OK, Found.NONCONFORMING: theme.State.BAD}


def audit_row(found: AuditResult, people: Mapping[str, str], words: Translator) -> Row:
    """One audit: whose, by which plan, how it stands."""
    audit = found.audit
    subject = people.get(audit.subject, audit.subject) if audit.kind is Audited.INSPECTOR else audit.subject
    cells = (
        audit.id,
        f"{subject} · {words.tr(f'audits.kinds.{audit.kind}')}",
        f"{audit.level} · AQL {audit.aql} % · {audit.letter}",
        words.tr(f"audits.severity.{audit.severity}"),
        f"{audit.n} / {audit.lot}",
        f"{found.count(Found.NONCONFORMING)} / {audit.reject}",
        str(found.count(Found.OPEN, Found.UNSETTLED)),
        words.tr(f"audits.state.{found.state}"),
    )
    return Row(cells, audit.id, _OF_AUDITS.get(found.state))


def sample_title(audit: Audit, words: Translator) -> str:
    """Which sample it is, drawn when, of which days."""
    planned = f"{words.tr('audits.day')} {audit.at.astimezone():%Y-%m-%d}" if audit.at else ""
    days = " – ".join(filter(None, (audit.since, audit.until)))
    return " · ".join(filter(None, (words.tr("audits.sample"), audit.id, planned, days)))


def unit_row(audit: Audit, one: UnitResult, words: Translator) -> Row:
    """One unit of a sample; it opens the record that settles it, or the one that was drawn."""
    drawn = one.drawn.of if audit.kind is Audited.INSPECTOR else ""
    codes = words.seen(", ".join(one.drawn.codes), *one.drawn.codes)
    stands = words.tr(f"audits.found.{one.found}")
    cells = (one.drawn.of, codes, stands, one.record, ", ".join(one.differs))
    return Row(cells, one.record or drawn, _OF_UNITS.get(one.found))
