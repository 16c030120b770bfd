"""Readings against what was required of them, and whether they met it: the record of a check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from station.model.checklist import CheckItem
from station.reports.content import State
from station.reports.wording import UNITLESS, Wording

_WORST = (State.BAD, State.UNKNOWN, State.OK)


@dataclass(frozen=True, slots=True)
class CheckContent:
    """One item: what was ``required``, read, with which device, and whether that meets it.

    ``state`` is None where the standard requires nothing that could be met.
    """

    item: str
    title: str
    required: str
    reading: str
    device: str
    state: State | None
    person: str
    taken_at: str


@dataclass(frozen=True, slots=True)
class ChecksContent:
    """Every item that was answered, in the order of the standard, and the worst state among them."""

    rows: tuple[CheckContent, ...]
    state: State


def checks_content(document: Mapping[str, Any], wording: Wording, names: Mapping[str, str]) -> ChecksContent:
    """The checks of a record. Limits of another version of the standard than the record's are not applied:
    such readings are of unknown result, and what is unknown is never good."""
    current = {one["item"]: one for one in document["observations"] if one["current"]}
    is_same = document["internal_standard"]["version"] == wording.standard.version
    rows = tuple(_rows(current, wording, names, is_same))
    states = {row.state for row in rows}
    return ChecksContent(rows, next((one for one in _WORST if one in states), State.UNKNOWN))


def _rows(
    current: Mapping[str, Mapping[str, Any]], wording: Wording, names: Mapping[str, str], is_same: bool
) -> Iterator[CheckContent]:
    for item in wording.standard.items:
        one = current.get(item.id)
        if one is not None and "photos" not in one["answer"]:
            yield CheckContent(
                item.id,
                item.title.of(wording.lang),
                _required(item, wording) if is_same else "",
                wording.said(one["answer"], item.id),
                wording.device(one["source"]) or wording.source(one["source"]),
                _state(item, one["answer"], is_same),
                names.get(one["person"], one["person"]),
                wording.moment(one["taken_at"]),
            )


def _required(item: CheckItem, wording: Wording) -> str:
    """The limits, or the titles of the good options; empty where nothing is required."""
    low, high = item.limits.low, item.limits.high
    unit = "" if item.unit in {None, *UNITLESS} else f" {wording.term('unit_of', str(item.unit))}"
    if low is not None and low == high:
        return f"{low}{unit}"
    if low is not None and high is not None:
        return f"{low} – {high}{unit}"
    if low is not None or high is not None:
        return f"≥ {low}{unit}" if low is not None else f"≤ {high}{unit}"
    return wording.say("list").join(one.title.of(wording.lang) for one in item.options if one.good)


def _state(item: CheckItem, answer: Mapping[str, Any], is_same: bool) -> State | None:
    has_limits = item.limits.low is not None or item.limits.high is not None
    if "unknown" in answer:
        return State.UNKNOWN
    if not (has_limits or any(one.good for one in item.options)):
        return None
    if not is_same or "value" not in answer:
        return State.UNKNOWN
    met = _within(item, answer) if has_limits else _is_good(item, str(answer["value"]))
    return {True: State.OK, False: State.BAD, None: State.UNKNOWN}[met]


def _within(item: CheckItem, answer: Mapping[str, Any]) -> bool | None:
    """None for a reading in another unit than the limits have: nothing is converted on a paper."""
    if str(answer.get("unit", "1")) != str(item.unit):
        return None
    try:
        value = Decimal(str(answer["value"]))
    except InvalidOperation:
        return None
    low, high = item.limits.low, item.limits.high
    return (low is None or low <= value) and (high is None or value <= high)


def _is_good(item: CheckItem, value: str) -> bool | None:
    option = item.option(value)
    return option.good if option else None
