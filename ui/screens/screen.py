"""What a screen declares and what its view must be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station.model.rights import Right
from ui.theme import State

if TYPE_CHECKING:
    from ui.context import Context


@dataclass(frozen=True, slots=True)
class TopLineText:
    """What a screen writes into the top line; ``progress`` stands at the right."""

    title: str
    facts: tuple[str, ...] = ()
    chip: tuple[State, str] | None = None
    progress: str = ""


class ScreenView(QWidget):
    """Base of every screen's view.

    The window calls :meth:`entered` and :meth:`left` when the screen comes and goes, and redraws the top line
    on ``top_line_changed``.
    """

    top_line_changed = Signal()

    def top_line(self) -> TopLineText:
        """What stands in the top line while this screen is shown."""
        raise NotImplementedError

    def entered(self) -> None:
        """The screen is shown from now on."""

    def left(self) -> None:
        """The screen is hidden from now on."""

    def open(self, target: str) -> None:
        """Show ``target`` (for example a record id) on this screen."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Declaration of one screen, found as ``SCREEN`` in each folder under ``ui/screens``.

    ``icon`` names a drawing in ``resources/icons``, ``order`` sorts the rail, ``title_key`` is the text of
    the rail entry, ``at_bottom`` puts it at the foot of the rail. ``right`` is what a person must have to be
    shown the screen. ``build`` makes the view on first show. ``under`` is the id of the screen whose rail
    entry stands for one that has none of its own.
    """

    id: str
    icon: str
    order: int
    title_key: str
    right: Right
    build: Callable[[Context], ScreenView]
    at_bottom: bool = False
    under: str = ""
