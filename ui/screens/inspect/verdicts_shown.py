"""What the channels say of the open inspection: the strip, and the panels that tell more."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from station.model.answer import Defects
from station.model.checklist import InternalStandard
from station.model.inspection import Inspection
from station.model.verdict import Verdict
from station.reports.content import Glance
from ui.screens.inspect.overview_panel import OverviewPanel
from ui.screens.inspect.verdict_strip import VerdictStrip
from ui.screens.inspect.verdict_words import VerdictWords
from ui.screens.inspect.why_panel import WhyPanel
from ui.theme import GRID_PX
from ui.widgets.surroundings import Surroundings


class VerdictsShown(QObject):
    """Only the strip is kept up to date with every answer; a panel is written when it is open.

    ``item_chosen(item id)`` leads to a step, ``released()`` gives the keys back to the step,
    ``photo_wanted(sha256)`` asks for a photo; :meth:`show_photo` takes it.
    """

    item_chosen = Signal(str)
    released = Signal()
    photo_wanted = Signal(str)

    def __init__(self, around: Surroundings, page: QWidget) -> None:
        super().__init__(page)
        self._page, self._words = page, VerdictWords(around)
        self._verdicts: tuple[Verdict, ...] = ()
        self._glances: list[Glance] = []
        self._inspection: Inspection | None = None
        self._standard: InternalStandard | None = None
        self._place = -1
        self.strip = VerdictStrip(around)
        self.why = WhyPanel(around, page)
        self.all = OverviewPanel(around, page)
        self._connect()

    @property
    def is_open(self) -> bool:
        """Whether a panel is open."""
        return not (self.why.isHidden() and self.all.isHidden())

    def show_verdicts(
        self, verdicts: tuple[Verdict, ...], inspection: Inspection, standard: InternalStandard
    ) -> None:
        """Show what the channels say now."""
        self._verdicts, self._inspection, self._standard = verdicts, inspection, standard
        self._glances = self._words.glances(verdicts, standard)
        self.strip.show_glances(self._glances)
        self._refresh()

    def retranslate(self) -> None:
        """Say it all again in the language in use."""
        if self._inspection is not None and self._standard is not None:
            self.show_verdicts(self._verdicts, self._inspection, self._standard)

    def open_all(self) -> None:
        """List all channels, where the strip has no room to tell them apart."""
        if self.strip.is_compact:
            self._open_why(-1)
            self.all.show_glances(self._glances)
            self.all.show()
            self.all.raise_()
            self.place()
            self.all.setFocus()

    def close_panels(self) -> None:
        """Show the step alone."""
        self.strip.release()
        self._place = -1
        self.why.hide()
        self.all.hide()

    def show_photo(self, sha256: str, image: QImage) -> None:
        """Show a photo that was asked for."""
        if not self.why.isHidden():
            self.why.body.show_photo(sha256, image)

    def place(self) -> None:
        """Keep the panels above the strip."""
        bottom = self.strip.y() - GRID_PX
        if self._place >= 0:
            self.why.lie_above(self.strip.left_of(self._place), bottom)
        if not self.all.isHidden():
            self.all.lie_above(self._page.width(), bottom)

    def _refresh(self) -> None:
        if self._place >= len(self._verdicts):
            self.close_panels()
        elif self._place >= 0:
            self._write_why()
        if not self.all.isHidden():
            self.all.show_glances(self._glances)

    def _open_why(self, place: int) -> None:
        self.all.hide()
        self._place = place
        if place < 0:
            self._leave()
        else:
            self._write_why()
            self.why.setFocus()

    def _write_why(self) -> None:
        if self._standard is not None and self._inspection is not None:
            content = self._words.content(self._verdicts[self._place], self._standard)
            self.why.show_verdict(content, photos_by_item(self._inspection))
            self.place()

    def _choose(self, place: int) -> None:
        self.strip.hold(place)
        self._open_why(place)

    def _go_to(self, item: str) -> None:
        self._leave()
        self.item_chosen.emit(item)

    def _leave(self) -> None:
        self.close_panels()
        self.released.emit()

    def _pass_on(self, event: QKeyEvent) -> None:
        """A key that is not the panel's goes to the step; the panel stays and shows what changes."""
        self.released.emit()
        target = QApplication.focusWidget() or self._page
        QCoreApplication.sendEvent(target, event)

    def _connect(self) -> None:
        self.strip.asked_why.connect(self._open_why)
        self.strip.asked_all.connect(self.open_all)
        self.why.closed.connect(self._leave)
        self.why.item_chosen.connect(self._go_to)
        self.why.photo_wanted.connect(self.photo_wanted)
        self.why.key_passed.connect(self._pass_on)
        self.all.closed.connect(self._leave)
        self.all.chosen.connect(self._choose)


def photos_by_item(inspection: Inspection) -> Mapping[str, str]:
    """The photo that shows an item best: of its defect, else the first one taken of it."""
    shown: dict[str, str] = {}
    for photo in inspection.photos:
        if not photo.superseded:
            shown.setdefault(photo.item, photo.sha256)
    for item, observation in inspection.observations.items():
        if pictures := [*_of_defects(observation.answer), *observation.evidence]:
            shown[item] = pictures[0]
    return shown


def _of_defects(answer: object) -> list[str]:
    defects = answer.defects if isinstance(answer, Defects) else ()
    return [defect.photo for defect in defects if defect.photo]
