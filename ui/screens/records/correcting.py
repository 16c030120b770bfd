"""The ways through amending, voiding and countersigning: which page asks, who signs, what is shown then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from station.errors import KnownError
from station.model.reasons import Act, reasons
from station.model.rights import Right
from station.model.signature import Meaning
from station.store.index.query import RecordSummary
from ui.context import Context
from ui.screens.records.correction_work import AmendForm, CorrectionWork
from ui.screens.records.sign_page import SignTask
from ui.screens.records.viewmodel import RecordsModel
from ui.theme import State
from ui.widgets.option_list import Entry
from ui.widgets.surroundings import Surroundings

if TYPE_CHECKING:
    from ui.screens.records.view import RecordsView

Lines = Callable[[], tuple[tuple[str, str, str], ...]]
"""What is changed, told in the language in use."""


class Correcting(QObject):
    """Leads a person from the button to the signature and back."""

    def __init__(
        self, context: Context, model: RecordsModel, view: RecordsView, around: Surroundings
    ) -> None:
        super().__init__(view)
        self._context, self._model, self._view, self._around = context, model, view, around
        self.work = CorrectionWork(context, self)
        self._act: Act = "amend"
        self._waiting: tuple[RecordSummary, ...] = ()
        self._signer = context.session.person.id if context.session.person else ""
        self._connect()

    def refresh(self) -> None:
        """Read the queue again, for whoever may work it off."""
        if self._context.session.may(Right.COUNTERSIGN):
            self.work.read_queue()
        else:
            self._on_queue(())

    def show_queue(self) -> None:
        """Show the countersign queue."""
        if self._context.session.may(Right.COUNTERSIGN):
            self._view.go(self._view.queue)
            self.work.read_queue()

    def _connect(self) -> None:
        view, work = self._view, self.work
        view.detail.amend_asked.connect(self._ask_amendment)
        view.detail.void_asked.connect(self._ask_void)
        view.detail.queue_asked.connect(self.show_queue)
        view.amend.sign_asked.connect(self._sign_amendment)
        view.sign.signed.connect(self._signed)
        view.queue.decided.connect(work.countersign)
        view.queue.opened.connect(self._model.open)
        work.form_ready.connect(self._show_form)
        work.amended.connect(self._on_amended)
        work.voided.connect(self._on_voided)
        work.countersigned.connect(self._on_countersigned)
        work.refused.connect(self._on_refused)
        work.queue_read.connect(self._on_queue)
        self._context.session.changed.connect(self._on_person)
        self._context.events.record_sealed.connect(self.refresh)

    def _on_person(self) -> None:
        """Who takes over begins anew; who only comes back from a lock goes on."""
        self.refresh()
        person = self._context.session.person
        if person is None or person.id == self._signer:
            return
        self._signer = person.id
        self._view.queue.start_again()
        self._view.put_signing_aside()

    def _ask_amendment(self) -> None:
        if self._model.record is not None:
            self.work.read_form(self._model.record)

    def _show_form(self, form: AmendForm) -> None:
        self._view.amend.show_form(form)
        self._view.go(self._view.amend)

    def _sign_amendment(self) -> None:
        self._ask_signature("amend", Meaning.AMENDED, self._view.amend.lines)

    def _ask_void(self) -> None:
        self._ask_signature("void", Meaning.VOIDED, tuple)

    def _ask_signature(self, act: Act, meaning: Meaning, lines: Lines) -> None:
        record, person, words = self._model.record, self._context.session.person, self._around.words
        if record is None or person is None:
            return
        self._act = act
        self._view.sign.ask(
            lambda: SignTask(
                title=words.tr(f"records.{act}.title", record=record.id),
                consequence=words.tr(f"records.{act}.consequence"),
                lines=lines(),
                reasons=tuple(Entry(one.code, one.title.of(words.lang)) for one in reasons(act)),
                statement=words.tr(f"signature.{meaning.value}"),
                who=person.name,
            )
        )
        self._view.go(self._view.sign)

    def _signed(self, reason: str, says: str, pin: str) -> None:
        record = self._model.record
        if record is None:
            return
        if self._act == "amend":
            self.work.amend(record.id, dict(self._view.amend.changes), reason, says, pin)
        else:
            self.work.void(record.id, reason, says, pin)

    def _on_amended(self, record: str) -> None:
        self._view.home(self._view.detail)
        self._model.open(record)
        self._context.messages.tell(State.OK, "records.amend.done", record=record)

    def _on_voided(self, record: str) -> None:
        self._view.home(self._view.detail)
        self._model.open(record)
        self._model.find.refresh()
        self.refresh()
        self._context.messages.tell(State.OK, "records.void.done", record=record)

    def _on_countersigned(self, record: str) -> None:
        self._context.messages.tell(State.OK, "records.queue.done", record=record)
        self._model.find.refresh()
        self._model.reopen()
        self.work.read_queue()

    def _on_refused(self, error: KnownError) -> None:
        for page in (self._view.sign, self._view.queue):
            if page.isVisible():
                page.refuse(error)

    def _on_queue(self, waiting: tuple[RecordSummary, ...]) -> None:
        self._waiting = waiting
        self._view.queue.show_queue(waiting)
        self._view.finding.show_queue(len(waiting), self._context.session.may(Right.COUNTERSIGN))
