"""Rules that a person writes during an import."""

from __future__ import annotations

from station.errors import KnownError
from station.standards.notation_reading import RuleTextError, read_rule
from station.standards.rules import Rule


def written_rule(told: str) -> Rule:
    """The rule that a person wrote in the notation of the template.

    Raises:
        KnownError: STD-046 naming what does not make sense.
    """
    try:
        return read_rule(told)
    except RuleTextError as error:
        raise KnownError("STD-046", why=str(error)) from error
