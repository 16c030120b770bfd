"""Findings: what keeps a channel standard from being plain, each closed by a named person's ruling.

A finding carries a code of :data:`CATALOGUE`, the clause (or the cell of a workbook) it is about, and the
values its words need. What is wrong and what the quality engineer can do stand, in both languages, in
``resources/translations/<lang>/findings.toml`` under the code; a test keeps code and texts in step.

Values are tokens that need no language: grade codes, clause ids, item and option ids, limits with units. With
the internal standard at hand :func:`finding_message` tells items and options by their titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Literal

from station.model.checklist import InternalStandard, Title
from station.standards.channel import Ruling
from station.texts import Lang, catalogue, text

Severity = Literal["error", "warning", "info"]
"""``error``: the text as it stands gives wrong or no grades. ``warning``: it is open or unusual and wants a
ruling. ``info``: worth knowing, needs no ruling."""

CATALOGUE: Mapping[str, Severity] = {
    # ranges and options
    "overlap": "error",  # two bands hold for the same fact
    "shared_edge": "error",  # two bands share one point, and only that
    "gap": "error",  # facts for which nothing is said
    "two_options_fit": "error",  # two options of a question hold for one fact
    # grades
    "unreachable_grade": "error",  # no unit can have the grade
    "unreachable_option": "error",  # no unit can have the option or meet the row
    "identical_grades": "warning",  # two grades with the same conditions
    "non_monotone": "warning",  # a better grade asks less than a worse one
    "contradiction": "error",  # two clauses of one grade exclude each other
    # words
    "unknown_term": "error",  # a term that maps to nothing
    "ambiguous_term": "error",  # a term that fits several internal items or options
    "mapping_open": "warning",  # words whose meaning nobody has confirmed
    "grade_order": "warning",  # nobody has confirmed which grade is best
    "unread_words": "warning",  # words that no rule was drawn from
    "unit_missing": "error",  # a number without its unit
    "distance_missing": "warning",  # visible, but from where
    "vague_wording": "warning",  # words without a measure
    "presumption": "warning",  # what is unknown passes
    "open_end": "warning",  # the text stops before the worst units
    "silence_unruled": "error",  # nobody ruled on what is not mentioned
    # what the bench can do
    "demand_without_item": "error",  # no internal item covers a demand
    "not_observable": "error",  # nothing at the bench can observe the item
    "method_not_offered": "warning",  # the clause wants a method the item does not offer
    "evidence_not_offered": "warning",  # the clause wants evidence the item does not collect
    "viewing_not_offered": "warning",  # a viewing condition for something nobody looks at
    # the file itself
    "clause_without_rule": "warning",  # a clause that no rule belongs to
    "rule_without_clause": "error",  # a rule whose clause has no text
    "malformed_rule": "error",  # a rule or scale that cannot be evaluated
    "too_complex": "info",  # too many combinations to settle whether ranges fit together
}
"""Every code with its severity. :mod:`station.standards.lint` defines exactly when each is raised."""

_WORDING = frozenset({"vague_wording", "presumption", "open_end", "clause_without_rule"})
"""Findings that any ruling on their clause settles, whether it names the finding or not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``clause`` is a clause id (or a cell, or empty), ``item`` the internal item concerned."""

    code: str
    severity: Severity
    clause: str
    item: str | None = None
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    ruling: Ruling | None = None

    @property
    def id(self) -> str:
        """The same for the same finding whenever it is raised again; it does not depend on its ruling."""
        told = "\n".join(f"{name}={value}" for name, value in sorted(self.values.items()))
        digest = sha256(told.encode()).hexdigest()[:8]
        return "/".join((self.code, self.clause, self.item or "", digest))

    @property
    def is_open(self) -> bool:
        """Whether a person must still rule on it before the standard can be published."""
        return self.ruling is None and self.severity != "info"


def finding(code: str, clause: str, item: str | None = None, **values: str) -> Finding:
    """A new finding with the severity of its code; raises :class:`KeyError` for a code not catalogued."""
    return Finding(code, CATALOGUE[code], clause, item, values)


def with_rulings(findings: Iterable[Finding], rulings: Iterable[Ruling]) -> tuple[Finding, ...]:
    """The findings, each with the ruling that settles it, where there is one.

    A ruling settles the one finding of its clause whose id it names, or all of the code it names; one that
    names none settles those about the wording of its clause (vague words, a presumption, an open end, words
    without a rule).
    """
    known = tuple(rulings)
    return tuple(replace(one, ruling=_settling(one, known)) for one in findings)


def _settling(one: Finding, rulings: Iterable[Ruling]) -> Ruling | None:
    on_clause = [ruling for ruling in rulings if ruling.clause == one.clause]
    named = [ruling for ruling in on_clause if ruling.finding in (one.id, one.code)]
    worded = [ruling for ruling in on_clause if ruling.finding is None and one.code in _WORDING]
    return next(iter([*named, *worded]), None)


def finding_title(code: str) -> Title:
    """What findings of this code are called."""
    return Title(*(text(lang, f"findings.{code}.title") for lang in (Lang.ZH, Lang.EN)))


def finding_message(one: Finding, internal: InternalStandard | None = None) -> Title:
    """What is wrong and what the quality engineer can do about it."""
    return Title(_message(one, Lang.ZH, internal), _message(one, Lang.EN, internal))


def _message(one: Finding, lang: Lang, internal: InternalStandard | None) -> str:
    values = {"clause": one.clause, "item": one.item or "", **one.values}
    told = {
        name: _in_words(value, lang, internal) if name in _TOLD else value for name, value in values.items()
    }
    what, do = (text(lang, f"findings.{one.code}.{part}", **told) for part in ("what", "do"))
    return text(lang, "findings.join.sentences", what=what, do=do)


_TOKEN = re.compile(r"[A-Za-z][\w-]*")
_TOLD = frozenset({"item", "where", "fits", "methods", "offered"})
"""Values made of items, options, zones, measures and kinds of defect; the others are told as they stand."""


def _in_words(value: str, lang: Lang, internal: InternalStandard | None) -> str:
    """Ids become titles; the option values beside an item's id become the titles of its options."""
    words = _words(value, lang, internal)
    return _TOKEN.sub(lambda token: words.get(token[0]) or _common(token[0], lang), value)


def _words(value: str, lang: Lang, internal: InternalStandard | None) -> Mapping[str, str]:
    if internal is None:
        return {}
    items = {item.id: item for item in internal.items}
    said = [items[token] for token in _TOKEN.findall(value) if token in items]
    titles = {zone.id: zone.title for zone in internal.zones}
    titles |= {option.value: option.title for item in said for option in item.options}
    titles |= {item.id: item.title for item in said}
    return {token: title.of(lang) for token, title in titles.items()}


def _common(token: str, lang: Lang) -> str:
    """A measure, kind of defect, depth class or method in words; anything else as it stands."""
    keys = (
        f"findings.measure.{token}",
        f"grading.kind.{token}",
        f"grading.depth.{token}",
        f"reports.method.{token}",
    )
    return next((text(lang, key) for key in keys if key in catalogue(lang)), token)
