"""What the criterion editor knows: the rule being edited and what it would do to an example."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as File

from PySide6.QtCore import QObject, QTimer, Signal

from station.model.answer import Answer
from station.model.checklist import InternalStandard
from station.model.verdict import Verdict
from station.standards.channel import ChannelStandard
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


class EditorModel(QObject):
    """Edits one criterion.

    ``opened()`` when a criterion is to be edited, ``changed()`` after every change of the rule,
    ``tried(Tried)`` with the example's verdict, ``examples(records)`` with the recent records.
    """

    opened = Signal()
    changed = Signal()
    tried = Signal(object)
    examples = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._facts: Mapping[str, Answer] | None = None
        self._thinking = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._thinking.timeout.connect(self._try)

    standard: ChannelStandard
    internal: InternalStandard
    place: Place
    rule: Rule

    def open(self, standard: ChannelStandard, internal: InternalStandard, place: Place) -> None:
        """Edit the criterion at ``place``."""
        self.standard, self.internal, self.place, self.rule = standard, internal, place, place.rule
        self.opened.emit()
        self.changed.emit()
        self._thinking.start(0)

    @property
    def is_changed(self) -> bool:
        """Whether the rule differs from the draft's."""
        return self.rule != self.place.rule

    def change(self, path: Path, part: Rule) -> None:
        """Put ``part`` at ``path``."""
        self.replace(put(self.rule, path, part))

    def replace(self, rule: Rule) -> None:
        """Another rule altogether."""
        if rule != self.rule:
            self.rule = rule
            self.changed.emit()
            self._thinking.start()

    def changed_standard(self) -> ChannelStandard:
        """The standard with the rule as edited."""
        return self.place.put(self.rule)

    def refresh_examples(self) -> None:
        """Read the recent records."""
        records = self._context.keep.records
        self._context.database.run(lambda: records.search("", _RECENT), self.examples.emit)

    def use_record(self, record_id: str) -> None:
        """Try the rule on a sealed record."""
        keep = self._context.keep
        self._context.database.run(lambda: read_record(keep.records, record_id), self._on_facts)

    def use_file(self, file: File) -> None:
        """Try the rule on a facts file; a bad file is told."""
        internal = self.internal
        self._context.reckoning.run(lambda: read_facts(file, internal), self._on_facts)

    def _on_facts(self, facts: Mapping[str, Answer]) -> None:
        self._facts = facts
        self._try()

    def _try(self) -> None:
        if self._facts is None:
            return
        facts, before, after = self._facts, self.standard, self.changed_standard()
        internal, lang = self.internal, self._context.translator.lang
        self._context.reckoning.run(lambda: _tried(before, after, internal, facts, lang), self.tried.emit)


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
