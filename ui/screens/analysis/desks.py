"""Work beside the figures: studies of gauges, results of channels, audits; made when first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from ui.context import Context
from ui.screens.analysis.desk import Desk
from ui.screens.analysis.desk_bar import DeskBar

if TYPE_CHECKING:
    from ui.screens.analysis.audits.desk import AuditDesk
    from ui.screens.analysis.results.desk import ResultsDesk
    from ui.screens.analysis.studies.desk import StudyDesk

STUDIES, RESULTS, AUDITS = "studies", "results", "audits"


class Desks(QObject):
    """``opened()`` when a desk stands in the stack, ``closed()`` when its work is done."""

    opened = Signal()
    closed = Signal()

    def __init__(self, context: Context, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._context, self._stack = context, stack
        self._made: dict[str, Desk] = {}
        self.bar = DeskBar(context)
        self.bar.asked.connect(self.open)
        context.session.changed.connect(self._on_person)

    @property
    def shown(self) -> Desk | None:
        """The desk that stands in the stack, None while figures do."""
        here = self._stack.currentWidget()
        return here if isinstance(here, Desk) else None

    def is_shown(self, name: str) -> bool:
        """Whether this desk stands in the stack."""
        return name in self._made and self.shown is self._made[name]

    def offer(self, page: str) -> None:
        """Offer the desks that belong to a page of figures; none for an empty key."""
        self.bar.offer(page)

    def open(self, name: str) -> None:
        """Go to a desk."""
        if name not in self._made:
            self._made[name] = self._make(name)
        desk = self._made[name]
        self._stack.setCurrentWidget(desk)
        desk.entered()
        desk.setFocus()
        self.opened.emit()

    def _on_person(self) -> None:
        """A desk that the next person may not use is left at once."""
        if self.shown is not None and not self._context.session.may(self.shown.right):
            self.closed.emit()

    def _make(self, name: str) -> Desk:
        desk = _MAKERS[name](self._context)
        desk.closed.connect(self.closed)
        self._stack.addWidget(desk)
        return desk


def _studies(context: Context) -> StudyDesk:
    from ui.screens.analysis.studies.desk import StudyDesk

    return StudyDesk(context)


def _results(context: Context) -> ResultsDesk:
    from ui.screens.analysis.results.desk import ResultsDesk

    return ResultsDesk(context)


def _audits(context: Context) -> AuditDesk:
    from ui.screens.analysis.audits.desk import AuditDesk

    return AuditDesk(context)


_MAKERS: dict[str, Callable[[Context], Desk]] = {
    STUDIES: _studies,
    RESULTS: _results,
    AUDITS: _audits,
}
