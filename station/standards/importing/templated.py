"""The clauses of a workbook in our template: their rules are written, so nothing is suggested."""

from __future__ import annotations

from station.standards.channel import ChannelStandard
from station.standards.importing.clause import ImportedClause
from station.standards.importing.demands import Reading
from station.standards.importing.source import SourceClause
from station.standards.notation import rule_text


def template_clauses(standard: ChannelStandard) -> tuple[ImportedClause, ...]:
    """One clause for each rule of the standard, numbered where a clause has several."""
    seen: dict[str, int] = {}
    clauses = []
    for clause, rule in standard.rules():
        seen[clause] = seen.get(clause, 0) + 1
        told = standard.clauses[clause].of(standard.language)
        original = standard.originals.get(clause, told)
        clauses.append(
            ImportedClause(
                id=clause if seen[clause] == 1 else f"{clause}.{seen[clause]}",
                source=SourceClause(id=clause, place="criteria", text=original),
                original=original,
                text=rule_text(rule),
                reading=Reading(original, (), ()),
                suggestions=(),
                proposed=(),
                mapping=None,
                rule=rule,
                state="decided",
            )
        )
    return tuple(clauses)
