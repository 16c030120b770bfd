"""Reading the one-line text of a rule (:mod:`station.standards.notation`)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from station.standards.notation import KEYWORDS, SIGNS, SIZES
from station.standards.rules import Measure, Rule

_TOKEN = re.compile(r'\s*(?:("(?:[^"\\]|\\.)*")|(>=|<=|[<>|();,])|([^\s"<>|();,]+))')
_SIDES = {sign: name for name, sign in SIGNS.items()}
_SIZES = {told: name for name, told in SIZES.items()}
_SIGNS = {">=", "<=", "<", ">", "|", "(", ")", ";", ","}
_ONE = {"not", "claim", "presumed"}
_SCHEMA: TypeAdapter[Rule] = TypeAdapter(Rule)
_DEEPEST = 40

_LONGEST = 20_000
"""Characters of the longest rule read; a cell holds 32,767."""


class RuleTextError(ValueError):
    """The text is no rule; the message says where it stops making sense."""


def read_rule(text: str) -> Rule:
    """The rule that ``text`` says.

    Raises:
        RuleTextError: naming the word that does not fit.
    """
    if len(text) > _LONGEST:
        raise RuleTextError("too long")
    tokens = _Tokens(text)
    document = tokens.rule(0)
    if tokens.peek() is not None:
        raise tokens.refused()
    try:
        return _SCHEMA.validate_python(document)
    except ValidationError as error:
        raise RuleTextError(error.errors()[0]["msg"]) from error


class _Tokens:
    """The words of one rule, taken from the left."""

    def __init__(self, text: str) -> None:
        self._words: list[tuple[str, bool]] = []
        self._next = at = 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if found is None:
                raise RuleTextError(text[at : at + 20])
            quoted = found[1] is not None
            self._words.append((_unquoted(found[1]) if quoted else found[2] or found[3], quoted))
            at = found.end()

    def peek(self) -> str | None:
        """The next word or sign, if it is not quoted; an empty text stands for a quoted one."""
        if self._next >= len(self._words):
            return None
        told, quoted = self._words[self._next]
        return "" if quoted else told

    def refused(self) -> RuleTextError:
        left = [told for told, _ in self._words[self._next : self._next + 3]]
        return RuleTextError(" ".join(left) or "…")

    def rule(self, depth: int) -> dict[str, Any]:
        """The next rule as its document."""
        if depth > _DEEPEST:
            raise RuleTextError("nested too deeply")
        name = self.peek()
        opens = self._next + 1 < len(self._words) and self._words[self._next + 1] == ("(", False)
        if name and opens:
            self._next += 1
            return self._branch(name, depth + 1)
        if name == "good":
            self._next += 1
            return self._demanded({"rule": "good", "items": self._names()})
        if name in get_args(Measure):
            return self._defects()
        return self._demanded(self._about_item())

    def _branch(self, name: str, depth: int) -> dict[str, Any]:
        if name == "depends":
            return self._depends(depth)
        parts = self._parts(lambda: self.rule(depth))
        if name in {"all", "any"}:
            return {"rule": name, "of": parts}
        if name in _ONE and len(parts) == 1:
            return {"rule": name, "of": parts[0]}
        if name == "vague" and len(parts) == 2:
            return {"rule": name, "surely": parts[0], "at_least": parts[1]}
        raise RuleTextError(f"{name}({len(parts)})")

    def _depends(self, depth: int) -> dict[str, Any]:
        cases: list[dict[str, Any]] = []
        otherwise: list[dict[str, Any]] = []

        def part() -> None:
            if self._taken("case"):
                told = self._parts(lambda: self.rule(depth + 1))
                if len(told) != 2:
                    raise RuleTextError("case")
                cases.append({"when": told[0], "require": told[1]})
            elif self._taken("else"):
                otherwise.extend(self._parts(lambda: self.rule(depth + 1)))
            else:
                raise self.refused()

        self._parts(part)
        if len(otherwise) > 1:
            raise RuleTextError("else")
        return {"rule": "depends", "cases": cases, "otherwise": otherwise[0] if otherwise else None}

    def _parts(self, part: Callable[[], Any]) -> list[Any]:
        """What stands in brackets, parted by semicolons."""
        self._sign("(")
        if self._taken(")"):
            return []
        parts = [part()]
        while self._taken(";"):
            parts.append(part())
        self._sign(")")
        return parts

    def _about_item(self) -> dict[str, Any]:
        item = self._name()
        if self._taken("is"):
            allowed = [self._name()]
            while self._taken("|"):
                allowed.append(self._name())
            return {"rule": "options", "item": item, "allowed": allowed}
        if self._taken("at_worst"):
            return {"rule": "at_worst", "item": item, "option": self._name()}
        return {"rule": "number", "item": item, **self._limits()}

    def _demanded(self, leaf: dict[str, Any]) -> dict[str, Any]:
        return {**leaf, "part_demanded": True} if self._taken("fitted") else leaf

    def _defects(self) -> dict[str, Any]:
        measure = self._name()
        self._sign("of")
        told: dict[str, Any] = {"rule": "defects", "measure": measure, "items": self._names()}
        if self._taken("where"):
            told["which"] = self._which()
        if self._taken("per"):
            told["scope"] = self._name()
        return {**told, **self._limits()}

    def _which(self) -> dict[str, Any]:
        which = self._choice()
        while self._taken(","):
            which |= self._choice()
        return which

    def _choice(self) -> dict[str, Any]:
        for name in ("zones", "kinds"):
            if self._taken(name):
                return {name: self._names()}
        for size in ("length", "width"):
            if self._taken(size):
                return {_SIZES[size, self._sign(">=", ">")]: self._number()}
        if self._taken("depth"):
            return {"depth_at_least": self._name()}
        if self._taken("visible"):
            return {"visible_at_cm": self._number()}
        if self._taken("lit"):
            return {"visible_lit": self._sign("yes", "no") == "yes"}
        raise self.refused()

    def _limits(self) -> dict[str, Any]:
        limits: dict[str, Any] = {}
        while (sign := self.peek()) in _SIDES:
            self._next += 1
            limits[_SIDES[sign or ""]] = self._number()
        if not limits:
            raise self.refused()
        if self._is_name():
            limits["unit"] = self._name()
        return limits

    def _names(self) -> list[str]:
        names = [self._name()]
        while self._is_name():
            names.append(self._name())
        return names

    def _is_name(self) -> bool:
        told = self.peek()
        return told == "" or (told is not None and told not in KEYWORDS and told not in _SIGNS)

    def _name(self) -> str:
        if not self._is_name():
            raise self.refused()
        told, _ = self._words[self._next]
        self._next += 1
        return told

    def _number(self) -> Decimal:
        told = self._name()
        try:
            value = Decimal(told)
        except InvalidOperation as error:
            raise RuleTextError(told) from error
        if not value.is_finite():
            raise RuleTextError(told)
        return value

    def _taken(self, told: str) -> bool:
        if self.peek() != told:
            return False
        self._next += 1
        return True

    def _sign(self, *allowed: str) -> str:
        for told in allowed:
            if self._taken(told):
                return told
        raise self.refused()


def _unquoted(told: str) -> str:
    try:
        return str(json.loads(told))
    except ValueError as error:
        raise RuleTextError(told) from error
