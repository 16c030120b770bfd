"""Reading every clause of a job anew: words, suggestions, what people decided, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from station.model.checklist import InternalStandard
from station.standards.findings import Finding
from station.standards.importing.clause import (
    ClauseState,
    ImportedClause,
    drawn_rule,
    proposal,
    suggestions,
)
from station.standards.importing.demands import Reading
from station.standards.importing.import_findings import (
    condition_findings,
    cover_findings,
    mapping_findings,
    unit_findings,
    word_findings,
)
from station.standards.importing.job_file import JobState
from station.standards.importing.prose import read_prose
from station.standards.importing.source import SourceClause
from station.standards.importing.terms import Earlier, Terms
from station.standards.importing.vocabulary import Vocabulary
from station.standards.rules import Rule


class Reader:
    """Reads the clauses of one job against one internal standard."""

    def __init__(self, internal: InternalStandard, words: Vocabulary, earlier: Sequence[Earlier]) -> None:
        self._internal, self._words = internal, words
        self._terms = Terms(internal, words, earlier)

    def clauses(self, state: JobState, sources: Sequence[SourceClause]) -> tuple[ImportedClause, ...]:
        """Every clause; one that says several things becomes several, numbered ``.1``, ``.2`` …"""
        return tuple(one for source in sources for one in self._of_source(state, source))

    def _of_source(self, state: JobState, source: SourceClause) -> Iterator[ImportedClause]:
        if source.question is not None and self._words.is_unknown(source.text):
            yield self._unknown_answer(source)
            return
        readings = self._read(source.text, source)
        for number, reading in enumerate(readings, start=1):
            id_ = source.id if len(readings) == 1 else f"{source.id}.{number}"
            yield self._clause(state, id_, source, reading)

    def _read(self, text: str, source: SourceClause) -> tuple[Reading, ...]:
        return read_prose(text, self._words, self._internal.category, source.term)

    def _unknown_answer(self, source: SourceClause) -> ImportedClause:
        return ImportedClause(
            id=source.id,
            source=source,
            original=source.text,
            text=source.text,
            reading=Reading(source.text, (), ()),
            suggestions=(),
            proposed=(),
            mapping=None,
            rule=None,
            state="unknown_answer",
        )

    def _clause(self, state: JobState, id_: str, source: SourceClause, reading: Reading) -> ImportedClause:
        original = reading.text
        if id_ in state.wordings:
            reading = _together(self._read(state.wordings[id_].text, source))
        found = suggestions(reading, source, self._terms, self._internal)
        proposed = proposal(reading, found)
        mapping = state.mappings.get(id_)
        items = mapping.items if mapping else tuple(one.item for one in proposed)
        options = mapping.options if mapping else tuple(o for one in proposed for o in one.options)
        rule = drawn_rule(reading, items, options, self._internal)
        set_rule = state.rules.get(id_)
        left_out = id_ in state.left_out
        clause = ImportedClause(
            id=id_,
            source=source,
            original=original,
            text=reading.text,
            reading=reading,
            suggestions=found,
            proposed=proposed,
            mapping=mapping,
            rule=None if left_out else set_rule.rule if set_rule else rule,
            state=_state(left_out, decided=set_rule is not None or mapping is not None),
        )
        return clause if left_out else replace(clause, findings=tuple(self._findings(clause, items, state)))

    def _findings(self, clause: ImportedClause, items: Sequence[str], state: JobState) -> Iterator[Finding]:
        source, reading = clause.source, clause.reading
        yield from condition_findings(clause.id, source, items, self._words, self._internal)
        if clause.id in state.rules:
            return
        yield from word_findings(clause.id, reading)
        about = items or tuple(one.item for one in clause.suggestions[:1])
        yield from unit_findings(clause.id, reading, about, self._internal)
        if clause.mapping is None:
            yield from mapping_findings(clause.id, reading, source, clause.suggestions, clause.proposed)
        if clause.mapping is not None or clause.proposed:
            yield from cover_findings(clause.id, reading, items, clause.rule, self._internal)


def _state(left_out: bool, *, decided: bool) -> ClauseState:
    return "left_out" if left_out else "decided" if decided else "open"


def _together(readings: Sequence[Reading]) -> Reading:
    """A reworded clause stays one, however many things it says."""
    return Reading(
        "; ".join(reading.text for reading in readings),
        tuple(demand for reading in readings for demand in reading.demands),
        tuple(problem for reading in readings for problem in reading.problems),
    )


def trusted_rule(clause: ImportedClause) -> Rule | None:
    """The rule of a clause once a person has ruled on it: an unconfirmed proposal makes none."""
    return clause.rule if clause.state == "decided" else None
