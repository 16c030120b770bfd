"""What the criterion editor knows: the rule being edited and what it would do to an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File

from PySide6.QtCore import QObject, QTimer, Signal

from station.model.answer import Answer
from station.model.checklist import InternalStandard, Title
from station.model.verdict import Verdict
from station.standards.channel import ChannelStandard
from station.standards.findings import Finding
from station.standards.library import home_library
from station.standards.rules import Rule
from station.texts import Lang
from ui.context import Context
from ui.screens.standards.editor.example import read_facts, read_record
from ui.screens.standards.editor.places import Place
from ui.screens.standards.editor.rule_tree import Path, put

_TYPING_MS = 120
_RECENT = 30


@dataclass(frozen=True, slots=True)
class Tried:
    """The example's verdict before and after the change; ``lines`` are the new one's reasons."""

    before: str
    after: str
    lines: tuple[str, ...]
    result: Verdict


@dataclass(frozen=True, slots=True)
class Subject:
    """What is edited: under which heading, which clause, its words, and the rule to begin with."""

    heading: str
    clause: str
    words: Title
    rule: Rule


class EditorModel(QObject):
    """Edits one criterion.

    ``opened()`` when a criterion is to be edited, ``changed()`` after every change of the rule,
    ``tried(Tried)`` with the example's verdict, ``examples(records)`` with the recent records,
    ``found(findings)`` with what lint finds in the clause as edited and what the change brings
    about elsewhere, None while it looks.
    """

    opened = Signal()
    changed = Signal()
    tried = Signal(object)
    examples = Signal(object)
    found = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: Mapping[str, Answer] | None = None
        self._thinking = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._thinking.timeout.connect(self._try)
        self._thinking.timeout.connect(self._examine)
        self._examined: Rule | None = None
        self._place: Place | None = None
        self._standard: ChannelStandard | None = None

    internal: InternalStandard
    subject: Subject
    rule: Rule

    def open(self, standard: ChannelStandard, internal: InternalStandard, place: Place) -> None:
        """Edit the criterion at ``place``."""
        words = standard.clause_text(place.clause)
        self._place, self._standard = place, standard
        self._begin(Subject(place.heading, place.clause, words, place.rule), internal)

    def open_clause(self, subject: Subject, internal: InternalStandard) -> None:
        """Write the rule of a clause that stands in no standard yet: nothing to examine or to try."""
        self._place, self._standard = None, None
        self._begin(subject, internal)

    @property
    def is_of_standard(self) -> bool:
        """Whether the rule stands in a standard."""
        return self._place is not None

    @property
    def is_changed(self) -> bool:
        """Whether there is something to keep: another rule, or the first one of a clause."""
        return self._place is None or self.rule != self._place.rule

    def _begin(self, subject: Subject, internal: InternalStandard) -> None:
        self.subject, self.internal, self.rule = subject, internal, subject.rule
        self.opened.emit()
        self.changed.emit()
        self._thinking.start(0)

    def change(self, path: Path, part: Rule) -> None:
        """Put ``part`` at ``path``."""
        self.replace(put(self.rule, path, part))

    def replace(self, rule: Rule) -> None:
        """Another rule altogether."""
        if rule != self.rule:
            self.rule = rule
            self.changed.emit()
            self.found.emit(None)
            self._thinking.start()

    def changed_standard(self) -> ChannelStandard | None:
        """The standard with the rule as edited; None while the clause stands in none."""
        return self._place.put(self.rule) if self._place is not None else None

    def refresh_examples(self) -> None:
        """Read the recent records."""
        records = self._context.keep.records
        self._context.database.run(lambda: records.search(limit=_RECENT).rows, self.examples.emit)

    def use_record(self, record_id: str) -> None:
        """Try the rule on a sealed record."""
        keep = self._context.keep
        library = home_library(self._context.home)
        self._context.database.run(lambda: read_record(keep.records, record_id, library), self._on_facts)

    def use_file(self, file: File) -> None:
        """Try the rule on a facts file; a bad file is told."""
        internal = self.internal
        self._context.reckoning.run(lambda: read_facts(file, internal), self._on_facts)

    def _examine(self) -> None:
        """Examine the standard as edited; what was edited meanwhile is examined after it."""
        if self._examined is not None:
            return
        edited, internal, clause = self.changed_standard(), self.internal, self.subject.clause
        before = self._standard
        if before is None or edited is None:
            return
        self._examined = self.rule
        self._context.reckoning.run(lambda: _found(before, edited, internal, clause), self._on_found)

    def _on_found(self, found: tuple[Finding, ...]) -> None:
        examined, self._examined = self._examined, None
        if examined != self.rule:
            self._examine()
        else:
            self.found.emit(found)

    def _on_facts(self, facts: Mapping[str, Answer]) -> None:
        self._facts = facts
        self._try()

    def _try(self) -> None:
        facts, before, after = self._facts, self._standard, self.changed_standard()
        if facts is None or before is None or after is None:
            return
        internal, lang = self.internal, self._context.translator.lang
        self._context.reckoning.run(lambda: _tried(before, after, internal, facts, lang), self.tried.emit)


def _found(
    before: ChannelStandard, edited: ChannelStandard, internal: InternalStandard, clause: str
) -> tuple[Finding, ...]:
    """What is found in the clause, and what the change brings about in others."""
    from station.standards.lint import lint

    known = {one.id for one in lint(before, internal)}
    found = lint(edited, internal)
    return tuple(one for one in found if one.clause == clause or one.id not in known)


def _tried(
    before: ChannelStandard,
    after: ChannelStandard,
    internal: InternalStandard,
    facts: Mapping[str, Answer],
    lang: Lang,
) -> Tried:
    from station.grading.evaluate import evaluate
    from station.grading.wording import Wording

    old, new = evaluate(before, facts), evaluate(after, facts)
    told = Wording(after, internal, lang)
    headline = Wording(before, internal, lang).headline(old)
    return Tried(headline, told.headline(new), tuple(dict.fromkeys(told.reasons(new))), new)
