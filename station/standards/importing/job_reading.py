"""What follows from a workbook and from what people have decided so far: clauses, findings, the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from station.errors import KnownError
from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.findings import Finding
from station.standards.importing.build import built_standard
from station.standards.importing.clause import ImportedClause
from station.standards.importing.import_findings import general_findings, given_rulings, ruled
from station.standards.importing.job_file import JobState
from station.standards.importing.left_words import left_words
from station.standards.importing.reader import Reader, trusted_rule
from station.standards.importing.source import source_clauses
from station.standards.importing.template import is_template, read_template
from station.standards.importing.templated import template_clauses
from station.standards.importing.terms import Earlier
from station.standards.importing.vocabulary import vocabulary
from station.standards.lint import lint
from station.workbook.reading import Sheet


@dataclass(frozen=True)
class JobReading:
    """One reading of a job; every decision asks for a new one.

    ``template`` is the standard of a workbook in our template, None for any other. ``findings`` stand clause
    by clause, then come those about the standard as a whole.
    """

    template: ChannelStandard | None
    clauses: tuple[ImportedClause, ...]
    findings: tuple[Finding, ...]

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """What still needs a ruling."""
        return tuple(one for one in self.findings if one.is_open)

    def draft(self, state: JobState, internal: InternalStandard) -> ChannelStandard | None:
        """The standard as far as people have decided; None as long as it has no rule at all."""
        if self.template is not None:
            given = given_rulings(self.template.clauses, state.rulings, self.findings)
            return replace(self.template, rulings=(*self.template.rulings, *given))
        trusted = tuple(replace(one, rule=trusted_rule(one)) for one in self.clauses)
        if not any(one.rule for one in trusted):
            return None
        return built_standard(state, trusted, self.findings, internal, vocabulary())


def read_job(
    state: JobState, sheets: Sequence[Sheet], internal: InternalStandard, earlier: Sequence[Earlier]
) -> JobReading:
    """Read the workbook anew; ``earlier`` are the channel's rulings of former imports.

    Raises:
        KnownError: STD-040 to STD-042 for the columns, STD-048 for our template.
    """
    if is_template(sheets):
        return _template_reading(state, sheets, internal)
    sources = source_clauses(sheets, state.assignment) if state.assignment else ()
    read = Reader(internal, vocabulary(), earlier).clauses(state, sources)
    clauses = tuple(replace(one, findings=ruled(one.findings, state.rulings)) for one in read)
    left = left_words(sheets, state.assignment, sources) if state.assignment else ()
    general = ruled(general_findings(state, clauses, left), state.rulings)
    reading = JobReading(None, clauses, (*(found for one in clauses for found in one.findings), *general))
    draft = None if reading.open_findings else reading.draft(state, internal)
    if draft is None:
        return reading
    return replace(reading, findings=(*reading.findings, *ruled(lint(draft, internal), state.rulings)))


def _template_reading(state: JobState, sheets: Sequence[Sheet], internal: InternalStandard) -> JobReading:
    standard = read_template(sheets, state.workbook, internal)
    for told, asked in ((standard.id, state.channel), (standard.category, state.category)):
        if told != asked:
            raise KnownError("STD-048", sheet="standard", row=2, why=f"{told} / {asked}")
    return JobReading(standard, template_clauses(standard), ruled(lint(standard, internal), state.rulings))
