"""What is done to the unit beside answering: cleaning it, taking its photos."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from station.model.inspection import Inspection
from ui.context import Context
from ui.screens.inspect.desk_work import DeskWork
from ui.screens.inspect.picture_work import Still


class Handling(QObject):
    """``done(Inspection)`` once it is on disk, ``cleaning_changed()`` when the cleaning begins."""

    done = Signal(object)
    cleaning_changed = Signal()

    def __init__(
        self, context: Context, work: DeskWork, person: Callable[[], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.keep.desk
        self._work, self._person = work, person
        self._cleaning_since_ns: int | None = None

    @property
    def is_cleaning(self) -> bool:
        """Whether the unit is being cleaned."""
        return self._cleaning_since_ns is not None

    def clean(self, inspection: Inspection) -> None:
        """Begin cleaning the unit, or end it and note how long it took."""
        now_ns = self._context.clock.monotonic_ns()
        if self._cleaning_since_ns is None:
            self._cleaning_since_ns = now_ns
            self.cleaning_changed.emit()
            return
        took = timedelta(microseconds=(now_ns - self._cleaning_since_ns) // 1000)
        self.stop()
        person = self._person()
        self._work.run(lambda: self._desk.mark_cleaned(inspection.id, person, took), self.done.emit)

    def stop(self) -> None:
        """Nothing is being cleaned any more."""
        self._cleaning_since_ns = None

    def add_photo(self, inspection: Inspection, view: str, still: Still) -> None:
        """Keep a photo as evidence of the step shown."""
        person, item, size = self._person(), inspection.current_item, (still.width, still.height)
        self._work.run(
            lambda: self._desk.add_photo(
                inspection.id, item, view, still.jpeg, *size, person, thumbnail=still.thumbnail
            ),
            self.done.emit,
        )
