"""Random facts: fitting answers, answers of the wrong sort, and nothing at all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from station.model.answer import Answer, Choice, Defects, Measured, NotFitted, Text, Unknown, UnknownReason
from station.model.checklist import CheckItem, ItemKind
from station.model.defect import Defect, DefectKind, Depth
from station.standards.library import internal_standard

SMARTPHONE = internal_standard("smartphone")
UNKNOWNS = st.sampled_from([Unknown(reason) for reason in UnknownReason])
SIZES = st.none() | st.decimals("0", "60", places=1)


def defects(item: CheckItem) -> st.SearchStrategy[Answer]:
    one = st.builds(
        Defect,
        zone=st.sampled_from(item.zones),
        kind=st.sampled_from([DefectKind(kind) for kind in item.defect_kinds]),
        length_mm=SIZES,
        width_mm=SIZES,
        depth=st.none() | st.sampled_from(Depth),
        visible_cm=SIZES,
        visible_lit=st.none() | st.booleans(),
    )
    return st.builds(Defects, st.lists(one, max_size=2).map(tuple))


def numbers(unit: str) -> st.SearchStrategy[Answer]:
    values = st.decimals("0", "120", places=1)
    units = st.sampled_from([unit, unit, unit, "cm", "kg", "furlong"])
    return st.builds(Measured, values, units, st.none() | st.just(Decimal("0.5")))


def fitting(item: CheckItem) -> st.SearchStrategy[Answer]:
    if item.options:
        good = [Choice(option.value) for option in item.options if option.good]
        return st.sampled_from([*good, *good, *(Choice(option.value) for option in item.options)])
    if item.kind is ItemKind.DEFECTS:
        return st.just(Defects()) | defects(item)
    return numbers(item.unit) if item.unit else st.just(Text("490154203237518"))


def answers(item: CheckItem) -> st.SearchStrategy[Answer]:
    wrong_sort = st.sampled_from([Text("?"), Choice("no_such_option"), Defects(), Measured(Decimal(1), "1")])
    return st.one_of(fitting(item), fitting(item), fitting(item), UNKNOWNS, st.just(NotFitted()), wrong_sort)


def facts() -> st.SearchStrategy[dict[str, Answer]]:
    """Facts of a smartphone; any item may be absent."""
    return st.fixed_dictionaries({}, optional={item.id: answers(item) for item in SMARTPHONE.items})


def sound_but(changed: int) -> st.SearchStrategy[dict[str, Answer]]:
    """A sound phone on which up to ``changed`` items are anything."""
    sound: dict[str, Answer] = {}
    for item in SMARTPHONE.items:
        if item.options:
            sound[item.id] = Choice(next(option.value for option in item.options if option.good))
        elif item.kind is ItemKind.DEFECTS:
            sound[item.id] = Defects()
        elif item.unit:
            sound[item.id] = Measured(Decimal(100 if item.unit == "%" else 0), item.unit)
    changes = st.lists(st.sampled_from(SMARTPHONE.items), max_size=changed, unique=True)
    drawn = changes.flatmap(lambda items: st.fixed_dictionaries({item.id: answers(item) for item in items}))
    return drawn.map(lambda different: sound | different)
