"""What is still open about an import, as findings that a person closes."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from station.model.checklist import InternalStandard, Title
from station.standards.channel import Ruling
from station.standards.findings import Finding, finding
from station.standards.importing.clause import ImportedClause, subject_of, uncovered_kinds
from station.standards.importing.demands import DefectDemand, NumberDemand, Reading
from station.standards.importing.job_file import Decided, JobState
from station.standards.importing.left_words import LeftWords
from station.standards.importing.source import SourceClause
from station.standards.importing.terms import Suggestion, is_ambiguous
from station.standards.importing.viewing import read_methods, read_viewing
from station.standards.importing.vocabulary import Vocabulary
from station.standards.rules import Rule


def word_findings(clause: str, reading: Reading) -> Iterator[Finding]:
    """Words that no rule was drawn from, missing units and distances, words without a measure."""
    for problem in dict.fromkeys(reading.problems):
        yield finding(problem.code, clause, words=problem.words)
    if not reading.demands and not reading.problems:
        yield finding("unread_words", clause, words=reading.text)


def mapping_findings(
    clause: str,
    reading: Reading,
    source: SourceClause,
    found: Sequence[Suggestion],
    proposed: Sequence[Suggestion],
) -> Iterator[Finding]:
    """What nobody has ruled about the meaning of a clause: every demand needs a person's word."""
    if not reading.demands:
        return
    term = subject_of(reading, source) or source.term or reading.text
    if not found and isinstance(reading.demands[0], DefectDemand):
        yield finding("demand_without_item", clause, words=reading.text)
    elif not found:
        yield finding("unknown_term", clause, term=term)
    elif not proposed and is_ambiguous(found):
        yield finding("ambiguous_term", clause, term=term, fits=_fits(found))
    else:
        meant = proposed or found[:1]
        yield finding("mapping_open", clause, term=term, fits=_fits(meant))


def _fits(found: Sequence[Suggestion]) -> str:
    return ", ".join(" ".join((one.item, *one.options)) for one in found)


def general_findings(
    state: JobState, clauses: Sequence[ImportedClause], left: Iterable[LeftWords]
) -> Iterator[Finding]:
    """What is open about the standard as a whole, ``left`` being the words that made no clause."""
    for one in left:
        yield finding("unread_words", "", words=f"{one.place}: {one.words}")
    grades = tuple(dict.fromkeys(one.source.grade for one in clauses if one.source.grade))
    if len(grades) > 1:
        yield finding("grade_order", "", grades=" > ".join(grades))
    if grades and state.silence is None:
        yield finding("silence_unruled", "")


def ruled(findings: Iterable[Finding], rulings: Mapping[str, Decided]) -> tuple[Finding, ...]:
    """The findings, each with the ruling that a person gave it."""
    return tuple(_with_ruling(one, rulings.get(one.id)) for one in findings)


def _with_ruling(one: Finding, by: Decided | None) -> Finding:
    if by is None or one.ruling is not None:
        return one
    return replace(one, ruling=Ruling(one.clause, by.by, by.at, Title(by.says, by.says), one.id))


def unit_findings(
    clause: str, reading: Reading, items: Sequence[str], internal: InternalStandard
) -> Iterator[Finding]:
    """A number without a unit for an item that is measured in one."""
    measured = any(item.unit != "1" for one in items if (item := internal.item(one)) is not None)
    for demand in reading.demands:
        if isinstance(demand, NumberDemand) and demand.unit is None and measured:
            yield finding("unit_missing", clause, words=demand.words)


def cover_findings(
    clause: str, reading: Reading, items: Sequence[str], rule: Rule | None, internal: InternalStandard
) -> Iterator[Finding]:
    """What a mapping leaves out: kinds that its items cannot hold, or words that make no rule about them."""
    for kind in uncovered_kinds(reading, items, internal):
        yield finding("demand_without_item", clause, words=kind)
    lacking = any(getattr(demand, "unit", "1") is None for demand in reading.demands) or any(
        problem.code == "unit_missing" for problem in reading.problems
    )
    if rule is None and reading.demands and not lacking:
        yield finding("unread_words", clause, words=reading.text)


def condition_findings(
    clause: str, source: SourceClause, items: Sequence[str], words: Vocabulary, internal: InternalStandard
) -> Iterator[Finding]:
    """Ways of observing that the bench does not know, and conditions that were not read."""
    _, unknown = read_methods(source.method, words)
    offered = {method for one in items if (item := internal.item(one)) for method in item.methods}
    for word in unknown:
        about = items[0] if items else ""
        yield finding(
            "method_not_offered", clause, about, methods=word, offered=", ".join(sorted(offered)) or "-"
        )
    _, rest = read_viewing(source.condition)
    if rest:
        yield finding("unread_words", clause, words=rest)


def given_rulings(
    clauses: Container[str], rulings: Mapping[str, Decided], findings: Iterable[Finding]
) -> Iterator[Ruling]:
    """The rulings given in this import, as the standard keeps them."""
    for one in findings:
        if one.id in rulings and one.clause in clauses and one.ruling is not None:
            yield one.ruling
