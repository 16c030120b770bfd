"""Words for standards that more than one page of the screen uses."""

from __future__ import annotations

from station.standards.channel import ChannelStandard
from ui.i18n import Translator

CLAUSE_PX = 88
"""Width of the column in which clauses are numbered."""
INDENT_PX = 16
"""Indent of each level of a rule."""
_SCHEMES = ("https://", "http://", "www.")


def grade_codes(standard: ChannelStandard, words: Translator) -> tuple[str, ...]:
    """Codes of a standard's grades, best first; of several axes with their names; of questions how many."""
    if standard.questions:
        return (words.tr("standards.questions", count=len(standard.questions)),)
    if len(standard.scales) == 1:
        return tuple(grade.code for grade in standard.scales[0].graded)
    return tuple(
        f"{scale.title.of(words.lang)} {scale.graded[0].code}–{scale.graded[-1].code}"
        for scale in standard.scales
    )


def source_name(source: str) -> str:
    """Where a source lies, short enough for a table: the host of the first address."""
    first = source.split(";")[0].strip()
    for scheme in _SCHEMES:
        first = first.removeprefix(scheme)
    return first.split("/")[0]
