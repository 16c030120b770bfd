"""Plans, judges and prints audits on the lanes; no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from station.analysis.audit_planning import Request, plan_audit, proposed
from station.analysis.audit_results import AuditResult, judged
from station.analysis.figures import Figures
from station.in_force import sound_files
from station.inspection.loose_papers import LoosePaper
from station.model.rights import Right
from station.reports.audit_paper import TEMPLATE, sample_pdf
from station.store.audits import Audited, audits
from station.store.work_orders import sources_of_orders
from ui.context import Context
from ui.errand import Errand, Told


@dataclass(frozen=True, slots=True)
class AuditsRead:
    """Every audit as it stands, the newest first; inspectors and sources that may be audited, by id."""

    results: tuple[AuditResult, ...]
    lots: Mapping[Audited, Mapping[str, str]]


class AuditWork(QObject):
    """``read(AuditsRead)``, ``proposal(Proposal)``, ``planned(Audit)``, ``drawn(LoosePaper)``; ``errand`` and
    ``proposing`` tell how it goes."""

    read = Signal(object)
    proposal = Signal(object)
    planned = Signal(object)
    drawn = Signal(object)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.errand, self.proposing = Errand(self), Errand(self)

    def read_all(self) -> None:
        """Judge every audit."""
        figures = self._figures()
        self.errand.run(self._context.reckoning, lambda told: _read(figures, told), self.read.emit)

    def propose(self, request: Request) -> None:
        """Find the plan that a request leads to."""
        figures = self._figures()
        self.proposing.run(
            self._context.reckoning, lambda _told: proposed(figures, request), self.proposal.emit
        )

    def plan(self, request: Request) -> None:
        """Draw, and state it in the ledger."""
        figures, person = self._figures(), self._context.session.person
        if person is not None:
            self.proposing.run(
                self._context.database,
                lambda _told: plan_audit(figures, request, person.id),
                self.planned.emit,
            )

    def draw(self, found: AuditResult) -> None:
        """Draw the paper of a sample."""
        figures, lang, home = self._figures(), self._context.translator.lang, self._context.home
        clear, audit = self._context.session.may(Right.SEE_PRIVATE), found.audit.id

        def draw(_told: Told) -> LoosePaper:
            content = sample_pdf(figures, found, lang, clear=clear, beside=sound_files(home, "reports"))
            return LoosePaper(TEMPLATE, audit, lang, TEMPLATE, content, {"audit": audit})

        self.errand.run(self._context.reckoning, draw, self.drawn.emit)

    def _figures(self) -> Figures:
        may = self._context.session.may(Right.COMPARE_PEOPLE)
        return Figures(self._context.keep.store, people=may)


def _read(figures: Figures, told: Told) -> AuditsRead:
    figures.behind(None)
    planned = audits(figures.store)
    results = []
    for place, one in enumerate(reversed(planned)):
        told(place / len(planned))
        results.append(judged(figures, one))
    sources = {one: one for one in sources_of_orders(figures.store)}
    people = dict(sorted(figures.person_names().items(), key=lambda one: one[1]))
    return AuditsRead(tuple(results), {Audited.INSPECTOR: people, Audited.SOURCE: sources})
