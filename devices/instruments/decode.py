"""From a frame to a reading, by the rules of a profile. What no rule knows is *unknown*, never a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from devices.instruments.profile import Meaning, Profile, Reason, Rule
from station.model.reading import Reading, ReadingStatus

_WITH_VALUE = (ReadingStatus.OK, ReadingStatus.UNSTABLE)
_OWN_GROUPS = ("value", "sign", "unit", "function")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a frame said, before it is told apart into value and no value."""

    meaning: Meaning
    value: Decimal | None
    extra: dict[str, str]


class Decoder:
    """Decodes the frames of one connection.

    It remembers the function that the instrument last named (``FUNC?``): instruments that do not send a unit
    are read by it.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._function = ""

    def decode(self, raw: bytes, taken_at: datetime, monotonic_ns: int) -> Reading:
        """The reading that ``raw`` (a whole frame, marks included) stands for."""
        text = self._body(raw).decode("latin-1")
        reading = Reading(ReadingStatus.UNKNOWN, None, None, None, None, raw, taken_at, monotonic_ns)
        for rule in self._profile.rules:
            match = rule.match.fullmatch(text)
            said = self._said(rule, match) if match else None
            if said is not None:
                return self._told(reading, said)
        return reading

    def _body(self, raw: bytes) -> bytes:
        framing = self._profile.framing
        if framing.kind == "terminator":
            return raw.removesuffix(framing.terminator)
        body = raw.removeprefix(framing.start)
        return body.removesuffix(framing.end) if framing.kind == "start_end" else body

    def _said(self, rule: Rule, match: re.Match[str]) -> _Said | None:
        """What the rule makes of the match; None when a token is not one it lists."""
        groups = {name: token for name, token in match.groupdict().items() if token is not None}
        meaning: list[Meaning] = [rule]
        for group, tokens in rule.by.items():
            if group in groups:
                if groups[group] not in tokens:
                    return None
                meaning.append(tokens[groups[group]])
        spoken = {*_OWN_GROUPS, *rule.by}
        extra = {name: token for name, token in groups.items() if name not in spoken}
        return self._complete(_merged(meaning), groups, extra, "unit" in rule.by)

    def _complete(
        self, meaning: Meaning, groups: dict[str, str], extra: dict[str, str], unit_known: bool
    ) -> _Said | None:
        if "unit" in groups and not unit_known:
            if groups["unit"] not in self._profile.units:
                return None
            meaning = meaning.model_copy(update={"unit": self._profile.units[groups["unit"]]})
        if "function" in groups:
            self._function = groups["function"]
            extra["function"] = groups["function"]
        value = _number(groups)
        return None if "value" in groups and value is None else _Said(meaning, value, extra)

    def _told(self, reading: Reading, said: _Said) -> Reading:
        meaning, extra = said.meaning, said.extra
        status = meaning.status or ReadingStatus.OK
        if meaning.reason:
            extra["reason"] = meaning.reason.value
        quantity = None if status is ReadingStatus.INFO else meaning.quantity or self._quantity()
        told = replace(reading, status=status, quantity=quantity, extra=extra)
        if said.value is None:
            return told
        return self._valued(told, said.value, meaning)

    def _valued(self, told: Reading, value: Decimal, meaning: Meaning) -> Reading:
        function = self._profile.functions.get(self._function)
        if self._function and function is None and meaning.unit is None:
            return replace(told, status=ReadingStatus.UNKNOWN, quantity=None)
        unit = meaning.unit or (function.unit if function else self._profile.unit)
        if told.status not in _WITH_VALUE:
            return replace(told, extra={**told.extra, "value": f"{value:f}", "unit": unit})
        for sentinel in self._profile.sentinels:
            if sentinel.holds(value):
                return replace(told, status=sentinel.status)
        limits = self._profile.limits
        if limits is not None and not limits.low <= value <= limits.high:
            extra = {**told.extra, "reason": Reason.IMPLAUSIBLE.value}
            return replace(told, status=ReadingStatus.ERROR, extra=extra)
        return replace(told, value=value, unit=unit, stable=meaning.stable)

    def _quantity(self) -> str:
        function = self._profile.functions.get(self._function)
        return function.quantity if function else self._profile.quantity


def _number(groups: dict[str, str]) -> Decimal | None:
    try:
        return Decimal(groups.get("sign", "") + groups["value"]) if "value" in groups else None
    except InvalidOperation:
        return None


def _merged(parts: Sequence[Meaning]) -> Meaning:
    said: dict[str, Any] = {}
    for part in parts:
        for name in Meaning.model_fields:
            if getattr(part, name) is not None:
                said[name] = getattr(part, name)
    return Meaning.model_construct(**said)
