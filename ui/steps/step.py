"""What every step has in common: it shows one check item and hands back one answer.

A step never selects anything by itself, never stores anything, and is drawn again in the other language while
a draft is in it. The screen forwards keys through the focus, codes, readings and photos through methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from devices.instruments.gate import Wait
from station.errors import KnownError
from station.model.answer import Answer
from station.model.checklist import CheckItem, ItemKind, Title
from station.model.inspection import EvidencePhoto
from station.model.observation import Method, Source
from station.model.reading import Reading
from station.ports import DeviceState, SourceInfo
from ui.widgets.surroundings import Surroundings

BY_HAND = Source(Method.MANUAL)
"""A person looked and said so."""

_OF_THE_SCREEN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
CONFIRM_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Asked:
    """What one step shows.

    ``current`` is the answer on disk, None when nothing was answered. ``zones`` and ``views`` give the titles
    of the internal standard's zones and photo views. ``photos`` are the item's photos so far.
    """

    item: CheckItem
    current: Answer | None = None
    zones: Mapping[str, Title] = field(default_factory=dict)
    views: Mapping[str, Title] = field(default_factory=dict)
    photos: tuple[EvidencePhoto, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as given: what, by which source, and whether a value out of limits was confirmed."""

    answer: Answer
    source: Source = BY_HAND
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key of the step and the text key of what it does, shown beside the screen's own actions."""

    key: str
    text_key: str


class Step(QWidget):
    """One step.

    ``answered(Given)`` is emitted once per confirmed answer, ``ready_changed(bool)`` when Enter would (or
    would no longer) give an answer, ``hints_changed()`` when :meth:`hints` changed, ``measure_again()`` when
    only readings from now on count, ``take_asked()`` when a person says that the reading shown is it.
    """

    kind: ClassVar[ItemKind]

    answered = Signal(object)
    ready_changed = Signal(bool)
    hints_changed = Signal()
    measure_again = Signal()
    take_asked = Signal()

    def __init__(self, asked: Asked, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = asked
        self.item = asked.item
        self.around = around
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(asked.item.id)

    @property
    def quantity(self) -> str | None:
        """What an instrument must measure for this step, None when nothing is measured."""
        return self.item.quantity

    def draft(self) -> Given | None:
        """The answer that Enter would give now; None while nothing is picked."""
        raise NotImplementedError

    def confirm(self) -> None:
        """Give the draft as the answer; with nothing picked nothing happens."""
        given = self.draft()
        if given is not None:
            self.answered.emit(given)

    def press(self, key: int, typed: str) -> bool:
        """Take one key of this step; False leaves it to the screen."""
        return False

    def retranslate(self) -> None:
        """Write every text again in the present language; the draft stays."""

    def hints(self) -> tuple[KeyHint, ...]:
        """Keys of this step beyond digits and Enter."""
        return ()

    def take_code(self, code: str) -> bool:
        """Take a scanned code as input; False when this step has no use for one."""
        return False

    def take_reading(self, info: SourceInfo, reading: Reading) -> None:
        """A live frame of the gauge that the step asked for; only to be shown."""

    def accept_reading(self, info: SourceInfo, reading: Reading) -> None:
        """A stable frame, in the right unit, that arrived after the step was armed."""

    def take_gauge(self, info: SourceInfo | None, state: DeviceState) -> None:
        """Who measures and its real state; ``info`` is None when nothing on the bench can measure this."""

    def take_wait(self, why: Wait) -> None:
        """Why a frame was not taken though nothing is wrong."""

    def take_trouble(self, error: KnownError) -> None:
        """Something the gauge reported that is not a reading."""

    def take_photos(self, photos: tuple[EvidencePhoto, ...]) -> None:
        """The item's photos after one was added."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm on Enter, offer other keys to the step, leave the rest to the screen."""
        if event.key() in CONFIRM_KEYS:
            if not event.isAutoRepeat():
                self.confirm()
        elif event.modifiers() & _OF_THE_SCREEN or not self.press(event.key(), event.text()):
            event.ignore()
