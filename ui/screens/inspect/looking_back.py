"""What was before: records of the unit sealed earlier, and its answers that were changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from station.inspection.comparing import RecordDifference
from station.model.answer_history import HistoryLine
from station.model.inspection import Inspection
from station.model.verdict import Verdict
from station.store.index.query import RecordSummary
from ui.context import Context, Keep
from ui.screens.inspect.alive import while_alive


@dataclass(frozen=True, slots=True)
class Past:
    """``earlier`` records of the unit, the latest first; ``history`` of the answers given so far, empty while
    none was changed; ``names`` of people by id."""

    earlier: tuple[RecordSummary, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


NOTHING = Past()
"""Of a unit that nobody has seen, and answers that nobody has changed."""


class LookingBack(QObject):
    """``past_read()`` and ``difference_read()`` after each reading; both concern the unit in work."""

    past_read = Signal()
    difference_read = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._asked = ""
        self.past = NOTHING
        self.difference: RecordDifference | None = None

    def look(self, inspection: Inspection) -> None:
        """Read the past of the unit in work."""
        if inspection.id != self._asked:
            self.clear()
        self._asked = inspection.id
        read, told = partial(_past, self._context.keep, inspection), partial(self._keep_past, inspection.id)
        self._context.database.run(read, while_alive(self, told))

    def compare(self, inspection: Inspection, verdicts: tuple[Verdict, ...]) -> None:
        """Find out what is said otherwise than in the latest earlier record."""
        desk, told = self._context.keep.desk, partial(self._keep_difference, inspection.id)
        self._context.database.run(lambda: desk.difference(inspection, verdicts), while_alive(self, told))

    def clear(self) -> None:
        """No unit is in work."""
        self._asked, self.past, self.difference = "", NOTHING, None
        self.past_read.emit()

    def _keep_past(self, inspection_id: str, past: Past) -> None:
        if inspection_id == self._asked:
            self.past = past
            self.past_read.emit()

    def _keep_difference(self, inspection_id: str, difference: RecordDifference | None) -> None:
        if inspection_id == self._asked:
            self.difference = difference
            self.difference_read.emit()


def _past(keep: Keep, inspection: Inspection) -> Past:
    changed = len(inspection.history) > len(inspection.observations)
    return Past(
        earlier=keep.desk.earlier_of(inspection),
        history=keep.desk.history(inspection) if changed else (),
        names={person.id: person.name for person in keep.accounts.all()} if changed else {},
    )
