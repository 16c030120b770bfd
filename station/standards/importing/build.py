"""From a job whose findings are closed to the channel standard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from station.model.checklist import InternalStandard, ItemKind, Title
from station.standards.channel import (
    ChannelStandard,
    Criterion,
    Grade,
    Question,
    QuestionOption,
    Ruling,
    Silence,
    Vocabulary,
)
from station.standards.findings import Finding
from station.standards.importing.clause import ImportedClause
from station.standards.importing.job_file import Decided, JobState, Silenced
from station.standards.importing.viewing import read_methods, read_viewing
from station.standards.importing.vocabulary import Vocabulary as TradeWords
from station.standards.rules import AllOf, Rule
from station.texts import Lang, text

END = "END"
"""The clause at which an imported text stops."""


def built_standard(
    state: JobState,
    clauses: Sequence[ImportedClause],
    closed: Iterable[Finding],
    internal: InternalStandard,
    words: TradeWords,
) -> ChannelStandard:
    """The standard that the clauses make; those without a rule keep their text and their ruling."""
    itemised = any(clause.source.question is not None for clause in clauses)
    open_end = not itemised and state.header.otherwise == "undetermined"
    questions = tuple(_questions(clauses)) if itemised else ()
    told = {} if itemised else {clause.id: Title(clause.original, clause.original) for clause in clauses}
    told |= {question.clause: _question_title(question.clause, clauses) for question in questions}
    told |= {END: _title("importing.open_end")} if open_end else {}
    return ChannelStandard(
        id=state.channel,
        name=Title(state.header.name_zh, state.header.name_en),
        category=state.category,
        version=state.header.version,
        source=state.header.source,
        confidence=state.header.confidence,
        language=_language(clauses),
        aggregation="itemised" if itemised else "best_grade",
        silence=_silence(state.silence, internal),
        clauses=told,
        vocabulary=Vocabulary.of(internal),
        otherwise=state.header.otherwise,
        open_end=END if open_end else None,
        graded=() if itemised else tuple(_grades(clauses, words)),
        questions=questions,
        rulings=tuple(_rulings(state, clauses, closed, told)),
        originals=dict(_originals(clauses, told)),
    )


def _title(key: str) -> Title:
    return Title(text(Lang.ZH, key), text(Lang.EN, key))


def _language(clauses: Sequence[ImportedClause]) -> Literal["zh", "en"]:
    chinese = sum("一" <= sign <= "鿿" for clause in clauses for sign in clause.original)
    latin = sum(sign.isascii() and sign.isalpha() for clause in clauses for sign in clause.original)
    return "zh" if chinese * 3 > latin else "en"


def _silence(ruled: Silenced | None, internal: InternalStandard) -> Silence:
    """Until somebody rules, nothing that is not mentioned may pass."""
    if ruled is not None and ruled.when_silent == "ignore":
        return Silence("ignore", ruled.by, ruled.at, Title(ruled.says, ruled.says))
    watched = tuple(item.id for item in internal.items if item.kind is ItemKind.DEFECTS)
    by, at = (ruled.by, ruled.at) if ruled else ("", "")
    says = Title(ruled.says, ruled.says) if ruled else _title("importing.silence")
    return Silence("undetermined", by, at, says, watched)


def _grades(clauses: Sequence[ImportedClause], words: TradeWords) -> Iterator[Grade]:
    for code in dict.fromkeys(clause.source.grade or "" for clause in clauses):
        held = [clause for clause in clauses if clause.source.grade == code]
        criteria = tuple(_criterion(one, words) for one in held if one.rule is not None)
        yield Grade(code, Title(code, code), criteria)


def _criterion(clause: ImportedClause, words: TradeWords) -> Criterion:
    if clause.rule is None:
        raise AssertionError("a criterion needs a rule")
    methods, _ = read_methods(clause.source.method, words)
    viewing, _ = read_viewing(clause.source.condition)
    return Criterion(clause.id, clause.rule, methods=methods, viewing=viewing)


def question_ids(clauses: Sequence[ImportedClause]) -> dict[str, str]:
    """The clause id of each question: Q1, Q2, … in order."""
    asked = dict.fromkeys(clause.source.question or "" for clause in clauses)
    return {question: f"Q{number}" for number, question in enumerate(asked, start=1)}


def _questions(clauses: Sequence[ImportedClause]) -> Iterator[Question]:
    for question, id_ in question_ids(clauses).items():
        held = [clause for clause in clauses if clause.source.question == question]
        if options := tuple(_options(held)):
            yield Question(id_, options)


def _options(clauses: Sequence[ImportedClause]) -> Iterator[QuestionOption]:
    """One option for each row; the parts of one row must all hold. Unknown answers are no options."""
    rows = groupby(clauses, key=lambda clause: clause.source.id)
    for number, (_, row) in enumerate(rows, start=1):
        parts = list(row)
        source = parts[0].source
        rules = [part.rule for part in parts if part.rule is not None]
        if not rules:
            continue
        title = Title(source.text, source.text)
        yield QuestionOption(source.code or str(number), title, _joined(rules), source.weight)


def _joined(rules: Sequence[Rule]) -> Rule:
    return rules[0] if len(rules) == 1 else AllOf(rule="all", of=tuple(rules))


def _question_title(id_: str, clauses: Sequence[ImportedClause]) -> Title:
    asked = {number: question for question, number in question_ids(clauses).items()}
    return Title(asked[id_], asked[id_])


def _originals(clauses: Sequence[ImportedClause], told: dict[str, Title]) -> Iterator[tuple[str, str]]:
    for clause in clauses:
        if clause.id in told:
            yield clause.id, clause.original
    for question, id_ in question_ids(clauses).items():
        if id_ in told:
            held = [clause.source for clause in clauses if clause.source.question == question]
            yield id_, "\n".join([question, *dict.fromkeys(source.text for source in held)])


def _rulings(
    state: JobState, clauses: Sequence[ImportedClause], closed: Iterable[Finding], told: dict[str, Title]
) -> Iterator[Ruling]:
    """Who decided what, on the clause it is about; an option's rulings stand at its question."""
    at_question = question_ids(clauses)
    home = {
        clause.id: clause.id if clause.id in told else at_question.get(clause.source.question or "", "")
        for clause in clauses
    }
    decided: list[tuple[str, Decided, str | None]] = []
    for id_, mapping in state.mappings.items():
        decided.append((id_, Decided(by=mapping.by, at=mapping.at, says=mapping.says), "mapping_open"))
    for kept in (state.wordings, state.rules, state.left_out):
        decided += [(id_, one, None) for id_, one in kept.items()]
    decided += [(one.clause, state.rulings[one.id], one.id) for one in closed if one.id in state.rulings]
    for id_, one, code in decided:
        clause = home.get(id_, id_)
        if clause in told:
            yield Ruling(clause, one.by, one.at, Title(one.says, one.says), code)
