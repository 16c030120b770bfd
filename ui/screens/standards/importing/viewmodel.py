"""What the import page knows and does; no widgets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from station.model.checklist import InternalStandard
from station.standards.channel import ChannelStandard
from station.standards.importing.clause import ImportedClause
from station.standards.importing.job import ImportJob, WhenSilent
from station.standards.importing.layout import Assignment
from station.standards.library import home_library
from station.standards.rules import Rule
from ui.context import Context

WHOLE = ""
"""Stands for the standard as a whole beside the ids of its clauses."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the workbook becomes: id and display name of the channel, and the product category."""

    channel: str
    name: str
    category: str


class ImportModel(QObject):
    """One import at a time.

    ``columns_wanted()`` when a workbook is open and its columns want assigning, ``changed()`` after every
    decision, ``built(ChannelStandard)`` when the standard is whole, ``refused(KnownError)`` for what was
    wrong, ``left(jobs)`` with the imports begun earlier, ``busy(bool)`` while the lane works.
    """

    columns_wanted = Signal()
    changed = Signal()
    built = Signal(object)
    refused = Signal(object)
    left = Signal(object)
    busy = Signal(bool)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._folder = context.home.imports
        self._job: ImportJob | None = None

    @property
    def job(self) -> ImportJob:
        """The import under way.

        Raises:
            RuntimeError: no workbook is open.
        """
        if self._job is None:
            raise RuntimeError("no workbook is open")
        return self._job

    @property
    def is_open(self) -> bool:
        """Whether a workbook is open."""
        return self._job is not None

    @property
    def internal(self) -> InternalStandard:
        """The internal standard of the import's category."""
        return self.job.internal

    def refresh(self) -> None:
        """Look for imports that were begun and not finished."""
        folder = self._folder / "jobs"
        self._context.reckoning.run(lambda: tuple(sorted(folder.glob("*.json"))), self.left.emit)

    def open(self, workbook: Path, named: Named) -> None:
        """Read a workbook; what is wrong with it is told with its code."""
        folder, home = self._folder, self._context.home

        def read() -> ImportJob:
            job = ImportJob.open(
                workbook, named.channel, named.category, folder=folder, library=home_library(home)
            )
            job.describe(replace(job.header, name_zh=named.name, name_en=named.name))
            return job

        self._run(read, self._on_opened)

    def resume(self, file: Path) -> None:
        """Go on with an import begun earlier."""
        home = self._context.home
        self._run(lambda: ImportJob.load(file, library=home_library(home)), self._on_resumed)

    def assign(self, assignment: Assignment) -> None:
        """Say what the columns mean."""
        job = self.job
        self._run(lambda: job.assign(assignment), self._on_changed)

    def confirm(self, clause: ImportedClause, item: str, options: tuple[str, ...], says: str) -> None:
        """Rule what a clause speaks about."""
        job, person = self.job, self._person()
        items = [one.item for one in clause.proposed] if item == WHOLE else [item]
        self._run(lambda: job.map(clause.id, items, *options, person=person, says=says), self._on_changed)

    def confirm_exact(self, says: str) -> None:
        """Confirm every clause whose words match exactly."""
        job, person = self.job, self._person()
        self._run(lambda: job.confirm_exact(person, says), self._on_changed)

    def rule(self, finding_id: str, says: str) -> None:
        """Close a finding."""
        job, person = self.job, self._person()
        self._run(lambda: job.rule(finding_id, person, says), self._on_changed)

    def rule_silence(self, when_silent: WhenSilent, says: str) -> None:
        """Rule what it means that a defect is not mentioned."""
        job, person = self.job, self._person()
        self._run(lambda: job.rule_silence(when_silent, person, says), self._on_changed)

    def set_rule(self, clause: str, rule: Rule, says: str) -> None:
        """Give a clause the rule that a person wrote."""
        job, person = self.job, self._person()
        self._run(lambda: job.set_rule(clause, rule, person, says), self._on_changed)

    def reword(self, clause: str, text: str, says: str) -> None:
        """Read other words in place of the original."""
        job, person = self.job, self._person()
        self._run(lambda: job.reword(clause, text, person, says), self._on_changed)

    def leave_out(self, clause: str, says: str) -> None:
        """Rule that a clause makes no rule."""
        job, person = self.job, self._person()
        self._run(lambda: job.leave_out(clause, person, says), self._on_changed)

    def build(self) -> None:
        """Make the standard; refused while findings are open."""
        self._run(self.job.standard, self._on_built)

    def _person(self) -> str:
        person = self._context.session.person
        return person.name if person is not None else ""

    def _run(self, work: Callable[[], object], done: Callable[[object], None]) -> None:
        self.busy.emit(True)

        def finished(result: object) -> None:
            self.busy.emit(False)
            done(result)

        def failed(error: object) -> None:
            self.busy.emit(False)
            self.refused.emit(error)

        self._context.reckoning.run(work, finished, failed)

    def _on_opened(self, job: object) -> None:
        if isinstance(job, ImportJob):
            self._job = job
            self.columns_wanted.emit()

    def _on_resumed(self, job: object) -> None:
        if isinstance(job, ImportJob):
            self._job = job
            (self.changed if job.clauses else self.columns_wanted).emit()

    def _on_changed(self, _result: object) -> None:
        self.changed.emit()

    def _on_built(self, standard: object) -> None:
        if isinstance(standard, ChannelStandard):
            self.built.emit(standard)
