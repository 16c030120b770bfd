"""Values of a JSON document, read with their place, so that a refusal can say where."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from station.errors import KnownError
from station.texts import Phrase


def malformed(where: str, reason: str, /, **values: object) -> KnownError:
    """ANA-001 at ``where`` for ``reason``, a key of the texts under ``statistics.malformed``."""
    return KnownError("ANA-001", where=where, why=Phrase(f"statistics.malformed.{reason}", values))


def number(value: Any, where: str) -> float:
    """A finite JSON number; a text that spells one is taken too, since decimals may come as texts."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise malformed(where, "number")
    try:
        found = float(value)
    except (ValueError, OverflowError) as error:
        raise malformed(where, "number") from error
    if not math.isfinite(found):
        raise malformed(where, "finite")
    return found


def whole(value: Any, where: str) -> int:
    """A whole JSON number."""
    found = number(value, where)
    if found != int(found):
        raise malformed(where, "whole")
    return int(found)


def items(value: Any, where: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise malformed(where, "list")
    return value


def fields(value: Any, where: str) -> Mapping[str, Any]:
    """An object."""
    if not isinstance(value, dict):
        raise malformed(where, "object")
    return value


def numbers(value: Any, where: str) -> list[float]:
    """A list of finite numbers."""
    return [number(one, f"{where}[{place}]") for place, one in enumerate(items(value, where))]


def rows(value: Any, where: str) -> list[list[float]]:
    """A list of lists of finite numbers."""
    return [numbers(one, f"{where}[{place}]") for place, one in enumerate(items(value, where))]


def is_numbers(value: Any) -> bool:
    """Whether it looks like a list of numbers; what is in it is checked when read."""
    return isinstance(value, list) and not any(isinstance(one, (list, dict)) for one in value)


def is_rows(value: Any) -> bool:
    """Whether it looks like a list of lists of numbers."""
    return isinstance(value, list) and bool(value) and all(is_numbers(one) for one in value)
