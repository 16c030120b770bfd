"""From a frame to a reading, by the rules of a profile. What no rule knows is *unknown*, never a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from devices.instruments.profile import Meaning, Profile, Reason, Rule
from station.model.reading import Reading, ReadingStatus

_WITH_VALUE = (ReadingStatus.OK, ReadingStatus.UNSTABLE)
_OWN_GROUPS = {"value", "sign", "unit", "function"}


class _Sense(NamedTuple):
    """What a rule and the tokens it matched say, apart from the number."""

    status: ReadingStatus
    stable: bool | None
    quantity: str | None
    unit: str | None
    reason: Reason | None


class Decoder:
    """Decodes the frames of one connection.

    It remembers the function that the instrument last named (``FUNC?``): instruments that do not send a unit
    are read by it.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._rules = tuple(_CompiledRule(rule, profile) for rule in profile.rules)
        self._function = ""

    def decode(self, raw: bytes, taken_at: datetime, monotonic_ns: int) -> Reading:
        """The reading that ``raw`` (a whole frame, marks included) stands for."""
        text = self._body(raw).decode("latin-1")
        for rule in self._rules:
            match = rule.fullmatch(text)
            if match is None:
                continue
            groups = {name: token for name, token in match.groupdict().items() if token is not None}
            sense, value = rule.sense(groups), _number(groups)
            if sense is not None and (value is not None or "value" not in groups):
                self._function = groups.get("function", self._function)
                extra = {name: token for name, token in groups.items() if name not in rule.spoken}
                return self._reading(sense, value, extra, (raw, taken_at, monotonic_ns))
        return _unknown(raw, taken_at, monotonic_ns)

    def _body(self, raw: bytes) -> bytes:
        framing = self._profile.framing
        if framing.kind == "terminator":
            return raw.removesuffix(framing.terminator)
        body = raw.removeprefix(framing.start)
        return body.removesuffix(framing.end) if framing.kind == "start_end" else body

    def _reading(
        self,
        sense: _Sense,
        value: Decimal | None,
        extra: dict[str, str],
        origin: tuple[bytes, datetime, int],
    ) -> Reading:
        status, quantity, unit, reason = sense.status, *self._measured(sense), sense.reason
        if unit is None and value is not None:
            return _unknown(*origin)
        if value is not None and status in _WITH_VALUE:
            status, reason = self._judged(status, value, reason)
        elif value is not None:
            extra |= {"value": f"{value:f}", "unit": unit or ""}
        if reason is not None:
            extra["reason"] = reason.value
        quantity = None if status is ReadingStatus.INFO else quantity
        if value is None or status not in _WITH_VALUE:
            return Reading(status, quantity, None, None, None, *origin, extra)
        return Reading(status, quantity, value, unit, sense.stable, *origin, extra)

    def _measured(self, sense: _Sense) -> tuple[str | None, str | None]:
        """Quantity and unit: by the frame, else by the function named last, else by the profile. The unit is
        None when the instrument named a function that the profile does not know."""
        function = self._profile.functions.get(self._function)
        if function is not None:
            return sense.quantity or function.quantity, sense.unit or function.unit
        unit = None if self._function else self._profile.unit
        return sense.quantity or self._profile.quantity, sense.unit or unit

    def _judged(
        self, status: ReadingStatus, value: Decimal, reason: Reason | None
    ) -> tuple[ReadingStatus, Reason | None]:
        """Whether the number is a value: sentinels first, then plausibility."""
        for sentinel in self._profile.sentinels:
            if sentinel.holds(value):
                return sentinel.status, reason
        limits = self._profile.limits
        if limits is not None and not limits.low <= value <= limits.high:
            return ReadingStatus.ERROR, Reason.IMPLAUSIBLE
        return status, reason


class _CompiledRule:
    """A rule with what it makes of each combination of tokens, worked out once."""

    def __init__(self, rule: Rule, profile: Profile) -> None:
        self.fullmatch = rule.match.fullmatch
        self.spoken = {*_OWN_GROUPS, *rule.by}
        self._rule = rule
        self._units = profile.units
        self._deciding = (*rule.by, "unit") if "unit" in rule.match.groupindex else tuple(rule.by)
        self._known: dict[tuple[str | None, ...], _Sense] = {}

    def sense(self, groups: dict[str, str]) -> _Sense | None:
        """What the tokens mean; None when one of them is not listed."""
        key = tuple(groups.get(name) for name in self._deciding)
        known = self._known.get(key)
        if known is None:
            known = self._worked_out(groups)
            if known is not None:
                self._known[key] = known
        return known

    def _worked_out(self, groups: dict[str, str]) -> _Sense | None:
        parts: list[Meaning] = [self._rule]
        for group, tokens in self._rule.by.items():
            if group in groups:
                if groups[group] not in tokens:
                    return None
                parts.append(tokens[groups[group]])
        if "unit" in groups and "unit" not in self._rule.by:
            if groups["unit"] not in self._units:
                return None
            parts.append(Meaning(unit=self._units[groups["unit"]]))
        return _merged(parts)


def _merged(parts: Sequence[Meaning]) -> _Sense:
    """Later parts win where they say something."""
    status, stable, quantity, unit, reason = ReadingStatus.OK, None, None, None, None
    for part in parts:
        status = part.status or status
        stable = stable if part.stable is None else part.stable
        quantity = part.quantity or quantity
        unit = part.unit or unit
        reason = part.reason or reason
    return _Sense(status, stable, quantity, unit, reason)


def _number(groups: dict[str, str]) -> Decimal | None:
    try:
        return Decimal(groups.get("sign", "") + groups["value"]) if "value" in groups else None
    except InvalidOperation:
        return None


def _unknown(raw: bytes, taken_at: datetime, monotonic_ns: int) -> Reading:
    return Reading(ReadingStatus.UNKNOWN, None, None, None, None, raw, taken_at, monotonic_ns)
