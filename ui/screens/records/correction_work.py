"""Amending, voiding and countersigning from the screen; the work runs on the database lane. No widgets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError
from station.inspection.amending import first_id
from station.inspection.corrections import Corrections
from station.inspection.sealed import inspection_of
from station.model.answer import Answer
from station.model.checklist import InternalStandard
from station.model.inspection import Inspection
from station.model.record import Record
from station.standards.library import home_library
from station.store.drafts import Drafts
from station.store.index.query import RecordSummary
from ui.context import Context, Keep


@dataclass(frozen=True, slots=True)
class AmendForm:
    """What an amendment starts from: the record as an inspection, and its internal standard."""

    record: Record
    inspection: Inspection
    standard: InternalStandard


class CorrectionWork(QObject):
    """``form_ready(AmendForm)`` and ``queue_read(tuple of RecordSummary)`` bring what was asked for;
    ``amended(record id)``, ``voided(record id)`` and ``countersigned(record id)`` come once the ledger says
    so, ``refused(KnownError)`` when a signature was not taken."""

    form_ready = Signal(object)
    amended = Signal(str)
    voided = Signal(str)
    countersigned = Signal(str)
    refused = Signal(object)
    queue_read = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        keep = context.keep
        self._corrections = Corrections(keep.store, context.clock, keep.accounts)

    def read_form(self, record: Record) -> None:
        """Read what amending ``record`` starts from."""
        keep = self._context.keep
        self._context.database.run(lambda: _form(keep, record), self.form_ready.emit)

    def read_queue(self) -> None:
        """Read which records await a second signature."""
        self._context.database.run(self._corrections.awaiting, self._on_queue)

    def amend(self, record: str, changes: Mapping[str, Answer], reason: str, says: str, pin: str) -> None:
        """Seal a record in place of ``record``."""
        person, amend = self._person(), self._corrections.amend
        self._run(lambda: amend(record, changes, reason, says, person, pin).id, self._on_amended)

    def void(self, record: str, reason: str, says: str, pin: str) -> None:
        """Say that ``record`` no longer speaks for its unit."""
        person, void = self._person(), self._corrections.void
        self._run(lambda: (void(record, reason, says, person, pin), record)[1], self._on_voided)

    def countersign(self, record: str, agreed: bool, says: str, pin: str) -> None:
        """Give or refuse the second signature."""
        person, sign = self._person(), self._corrections.countersign
        self._run(lambda: (sign(record, agreed, says, person, pin), record)[1], self._on_countersigned)

    def _run(self, work: Callable[[], str], done: Callable[[str], None]) -> None:
        self._context.database.run(work, done, self._on_refused)

    def _on_refused(self, error: KnownError) -> None:
        self.refused.emit(error)

    def _on_queue(self, waiting: tuple[RecordSummary, ...]) -> None:
        self.queue_read.emit(waiting)

    def _on_amended(self, record: str) -> None:
        self._context.events.record_sealed.emit(record)
        self.amended.emit(record)

    def _on_voided(self, record: str) -> None:
        self._context.events.record_judged.emit(record)
        self.voided.emit(record)

    def _on_countersigned(self, record: str) -> None:
        self._context.events.record_judged.emit(record)
        self.countersigned.emit(record)

    def _person(self) -> str:
        person = self._context.session.person
        return person.id if person else ""


def _form(keep: Keep, record: Record) -> AmendForm:
    plan = Drafts(keep.store).get(first_id(record.id))
    standard = home_library(keep.store.home).internal_standard(record.document["unit"]["category"])
    return AmendForm(record, inspection_of(record, plan), standard)
