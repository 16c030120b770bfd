"""Every clause of a standard: gates first, then grades best first, questions, attributes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from station.standards.channel import Axis, Criterion, QuestionOption, Row
from station.standards.rule_wording import RuleWording
from station.texts import text
from ui.context import Context
from ui.screens.standards.library.criterion_row import CriterionRow, viewing_words
from ui.screens.standards.volumes import Volume
from ui.widgets.looks import column, label, look, row

_SECTION_GAP_PX = 16


class ClauseSheet(QScrollArea):
    """The standard as a document, one frame per grade."""

    def __init__(self, context: Context) -> None:
        super().__init__(widgetResizable=True)
        self._context = context
        self._rows: dict[str, list[CriterionRow]] = {}
        self._marked: list[CriterionRow] = []
        self.setFrameShape(QFrame.Shape.NoFrame)

    def show_volume(self, volume: Volume) -> None:
        """Show this standard from its beginning."""
        self._volume, self._rows, self._marked = volume, {}, []
        self._wording = RuleWording(volume.internal, self._context.translator.lang)
        page = look(QWidget(), "plain")
        layout = column(page, spacing=_SECTION_GAP_PX, margin=16)
        for section in self._sections():
            layout.addWidget(section)
        layout.addStretch()
        self.setWidget(page)

    def show_clause(self, clause: str) -> None:
        """Mark a clause and bring it into view."""
        for old in self._marked:
            old.mark(False)
        self._marked = self._rows.get(clause, [])
        for found in self._marked:
            found.mark(True)
        if self._marked:
            # the page is laid out only when the event loop comes round
            QTimer.singleShot(0, self._marked[0], lambda: self._reveal(self._marked[0]))

    def _reveal(self, found: CriterionRow) -> None:
        self.ensureWidgetVisible(found, 0, self.height() // 3)

    def _sections(self) -> Iterable[QWidget]:
        standard, tr = self._volume.standard, self._context.translator.tr
        if standard.gates:
            rows = [self._criterion(one) for one in standard.gates]
            yield self._section(tr("standards.section.gates"), tr("standards.section.gates_do"), rows)
        for scale in standard.scales:
            yield from self._scale(scale)
        for question in standard.questions:
            rows = [self._clause(question.clause), *self._options(question.options)]
            yield self._section(tr("standards.section.question"), "", rows)
        for attribute in standard.attributes:
            rows = [self._clause(attribute.clause), *self._options(attribute.options)]
            yield self._section(tr(f"standards.section.{attribute.target}"), "", rows)

    def _scale(self, scale: Axis) -> Iterable[QWidget]:
        lang = self._context.translator.lang
        for grade in scale.graded:
            rows = [self._criterion(one) for one in grade.criteria]
            if grade.not_given is not None:
                rows.append(self._clause(grade.not_given))
            name = f"{scale.title.of(lang)} · {grade.title.of(lang)}" if scale.id else grade.title.of(lang)
            if rows or not (scale.surfaces or scale.rows):
                yield self._section(grade.code, name, rows)
        for surface in scale.surfaces:
            rows = []
            for graded in surface.graded:
                rows += [self._criterion(one, graded.code) for one in graded.criteria]
            yield self._section(surface.title.of(lang), scale.title.of(lang) if scale.id else "", rows)
        if scale.rows:
            heading = self._context.translator.tr("standards.section.rows")
            rows = [self._row(one) for one in scale.rows]
            yield self._section(heading, scale.title.of(lang) if scale.id else "", rows)

    def _section(self, title: str, subtitle: str, rows: Iterable[CriterionRow]) -> QWidget:
        frame = look(QFrame(), "outline")
        layout = column(frame, spacing=0, margin=12)
        head = row(spacing=12)
        head.setContentsMargins(12, 4, 12, 8)
        name, more = label("title"), label("muted")
        name.setText(title)
        more.setText(subtitle)
        head.addWidget(name)
        head.addWidget(more, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(head)
        for one in rows:
            layout.addWidget(one)
        return frame

    def _clause(self, clause: str, title: str = "") -> CriterionRow:
        words = self._volume.standard.clause_text(clause).of(self._context.translator.lang)
        if title:
            words = self._context.translator.tr("standards.of_grade", grade=title, words=words)
        made = CriterionRow(clause, words)
        self._rows.setdefault(clause, []).append(made)
        if original := self._volume.standard.originals.get(clause):
            made.tell(self._context.translator.tr("standards.original", text=original))
        return made

    def _criterion(self, criterion: Criterion, grade: str = "") -> CriterionRow:
        made, tr = self._clause(criterion.clause, grade), self._context.translator.tr
        made.tell_rule(criterion.require, self._wording)
        if criterion.methods:
            joined = " / ".join(
                text(self._wording.lang, f"reports.method.{one}") for one in criterion.methods
            )
            made.tell(tr("standards.methods", methods=joined))
        if criterion.viewing and (told := viewing_words(criterion.viewing, self._context.translator)):
            made.tell(told)
        return made

    def _row(self, one: Row) -> CriterionRow:
        made = self._clause(one.clause, one.gives)
        made.tell_rule(one.when, self._wording)
        return made

    def _options(self, options: Iterable[QuestionOption]) -> Iterable[CriterionRow]:
        for option in options:
            made = CriterionRow(option.code, option.title.of(self._context.translator.lang))
            if option.when is not None:
                made.tell_rule(option.when, self._wording)
            else:
                made.tell(self._context.translator.tr("standards.rest"))
            yield made
