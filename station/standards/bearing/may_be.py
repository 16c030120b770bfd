"""Sets of truth values that a rule may still take, as bit masks.

A fact that was not asked yet may turn out either way; a fact asked in vain stays unknown. Every operation
takes its parts as independent: the result may hold a value too many, never one too few.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

TRUE, FALSE, UNKNOWN, VAGUE = 1, 2, 4, 8
OPEN = TRUE | FALSE
"""What a fact not asked yet may come to."""
_NOT_FALSE = TRUE | UNKNOWN | VAGUE
_MET_OR_VAGUE = TRUE | VAGUE
_SINGLE = frozenset({TRUE, FALSE, UNKNOWN, VAGUE})


def is_settled(mask: int) -> bool:
    """Whether only one value is left."""
    return mask in _SINGLE


def both(masks: Iterable[int]) -> int:
    """All of them: false as soon as one is, else unknown before vague before true."""
    met, not_false, met_or_vague, union = TRUE, UNKNOWN, VAGUE, 0
    for mask in masks:
        union |= mask
        met &= mask
        not_false = not_false if mask & _NOT_FALSE else 0
        met_or_vague = met_or_vague if mask & _MET_OR_VAGUE else 0
    return met | (union & FALSE) | (union & not_false) | (union & met_or_vague)


def either(masks: Iterable[int]) -> int:
    """At least one of them."""
    return opposite(both(opposite(mask) for mask in masks))


def opposite(mask: int) -> int:
    """True and false change places."""
    return (mask & ~OPEN) | ((mask & TRUE) << 1) | ((mask & FALSE) >> 1)


def claimed(mask: int) -> int:
    """Unknown counts as not met."""
    return (mask & ~UNKNOWN) | FALSE if mask & UNKNOWN else mask


def presumed(mask: int) -> int:
    """Unknown is let pass."""
    return (mask & ~UNKNOWN) | TRUE if mask & UNKNOWN else mask


def between(surely: int, at_least: int) -> int:
    """Words without a measure: met, broken, or open between the two."""
    found = surely & TRUE
    if surely & ~TRUE:
        found |= at_least & FALSE
    if (surely & UNKNOWN and at_least & _NOT_FALSE) or (surely & ~TRUE and at_least & UNKNOWN):
        found |= UNKNOWN
    if surely & (FALSE | VAGUE) and at_least & _MET_OR_VAGUE:
        found |= VAGUE
    return found


def by_case(whens: Sequence[int], requires: Sequence[int], otherwise: int) -> int:
    """What the first case that holds requires; settled where every case still possible agrees."""
    required, in_doubt = 0, 0
    for when, require in zip(whens, requires, strict=True):
        if when == FALSE:
            continue
        required |= require
        in_doubt |= when & (UNKNOWN | VAGUE)
        if when == TRUE:
            break
    else:
        required |= otherwise
    if is_settled(required):
        return required
    return required | in_doubt if in_doubt in (0, VAGUE) else required | UNKNOWN
