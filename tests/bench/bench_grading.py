"""One record against twenty channels: the tables, the plain interpreter, and CEL on the same rules.

CEL has no unknowns and sees plain values, so it is given only records of which everything is known, and the
measures over defects ready-made; it evaluates every criterion of every grade, and so do our tables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import cycle

import cel

from station.grading.compiled.compile import compile_standards
from station.grading.compiled.live import Live
from station.grading.defects import spans
from station.grading.evaluate import evaluate
from station.grading.seen import Seen
from station.model.answer import Answer, Choice, Measured, Unknown
from station.standards.channel import ChannelStandard, Grade
from station.standards.rules import AnyOf, DefectLimit, Number, Options, Rule, leaves
from tests.bench.channel_set import CHANNELS, VOCABULARY, channels, units
from tests.bench.table import Row, clocked, interleaved

ROUNDS = 300
RECORDS = 200
MOST_US = 100
TIMES_CEL = 4
MET_BEFORE, OTHER_SEED = 1000, 20261122
"""Other units that the station has graded before: what a class of facts means is found out once."""
MANY = 10
"""Records per measured call: one alone is near the resolution of a busy machine's clock."""


def run(seed: int) -> list[Row]:
    """The row *grade* of ``speed.md``, and the update of the verdict strip after one answer."""
    standards, records = channels(seed), units(seed, RECORDS)
    known = [facts for facts in records if not any(isinstance(one, Unknown) for one in facts.values())]
    return [_grade(standards, records, known), _answer(standards, records)]


def _grade(
    standards: Sequence[ChannelStandard],
    records: Sequence[dict[str, Answer]],
    known: Sequence[dict[str, Answer]],
) -> Row:
    tables = compile_standards(standards)
    for facts in units(OTHER_SEED, MET_BEFORE):
        tables.outcomes(facts)
    ms, cpu_ms = clocked(
        {
            "ours": _each(records, tables.outcomes),
            "ours, everything known": _each(known, tables.outcomes),
            "CEL in Rust": _each(_plain(standards, known), _cel(standards)),
        },
        ROUNDS // MANY,
    )
    ms = {name: taken / MANY for name, taken in ms.items()}
    plain = interleaved({"interpreter": _each(records, _interpreter(standards))}, 3, warm_up=1)
    faster = ms["CEL in Rust"] / ms["ours, everything known"]
    ours_us = cpu_ms["ours"] / MANY * 1000
    return Row(
        name=f"grade one record × {CHANNELS} channels",
        ours_ms=ms["ours"],
        peers={
            "CEL in Rust": ms["CEL in Rust"],
            "plain interpreter with reasons": plain["interpreter"] / MANY,
        },
        counts={
            "times faster than CEL": round(faster, 1),
            "µs of processor time": round(ours_us, 1),
            "µs per channel": round(ours_us / CHANNELS, 2),
        },
        goal=f"≤ {MOST_US} µs of processor time, ≥ {TIMES_CEL} × faster than CEL in Rust",
        met=faster >= TIMES_CEL and ours_us <= MOST_US,
    )


def _answer(standards: Sequence[ChannelStandard], records: Sequence[dict[str, Answer]]) -> Row:
    tables = compile_standards(standards)
    live = Live(tables, records[0])
    answers = cycle([(item, answer) for facts in records for item, answer in facts.items()])

    def answered() -> None:
        live.answered(*next(answers))
        live.outcomes()

    ms = interleaved({"ours": answered, "graded anew": _each(records, tables.outcomes, 1)}, ROUNDS * 10)
    return Row(
        name=f"outcomes of {CHANNELS} channels after one answer",
        ours_ms=ms["ours"],
        peers={"graded anew": ms["graded anew"]},
        goal="≤ 16 ms, one frame",
        met=ms["ours"] <= 16,
    )


def _each(records: Sequence[object], work: Callable[..., object], many: int = MANY) -> Callable[[], None]:
    """A work that takes the next ``many`` records on every call, so that no record is the last one again."""
    following = cycle(records)

    def step() -> None:
        for _ in range(many):
            work(next(following))

    return step


def _interpreter(standards: Sequence[ChannelStandard]) -> Callable[[Mapping[str, Answer]], object]:
    return lambda facts: [evaluate(standard, facts) for standard in standards]


def _cel(standards: Sequence[ChannelStandard]) -> Callable[[dict[str, object]], object]:
    programs = [[cel.compile(_grade_text(grade)) for grade in one.graded] for one in standards]

    def best(facts: dict[str, object]) -> list[list[object]]:
        context = cel.Context(variables=facts)
        return [[grade.execute(context) for grade in grades] for grades in programs]

    return best


def _grade_text(grade: Grade) -> str:
    return " && ".join(_text(one.require) for one in grade.criteria)


def _text(rule: Rule) -> str:
    match rule:
        case AnyOf():
            return "(" + " || ".join(map(_text, rule.of)) + ")"
        case Options():
            return f"{rule.item} in {list(rule.allowed)}"
        case Number():
            return f"{rule.item} >= {rule.at_least}"
        case DefectLimit():
            return f"{_name(rule)} <= {rule.at_most}"
        case _:
            raise ValueError(rule)


def _name(limit: DefectLimit) -> str:
    return f"{limit.measure}_{limit.items[0]}"


def _plain(
    standards: Sequence[ChannelStandard], records: Sequence[dict[str, Answer]]
) -> Sequence[dict[str, object]]:
    limits = {
        _name(leaf): leaf
        for standard in standards
        for _, rule in standard.rules()
        for leaf in leaves(rule)
        if isinstance(leaf, DefectLimit)
    }
    return [
        {item: _value(answer) for item, answer in facts.items()}
        | {
            name: int(max(span.low for span in spans(leaf, Seen(facts, VOCABULARY))))
            for name, leaf in limits.items()
        }
        for facts in records
    ]


def _value(answer: Answer) -> object:
    match answer:
        case Choice(value):
            return value
        case Measured(value):
            return int(value)
        case _:
            return 0
