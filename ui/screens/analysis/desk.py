"""What every desk beside the figures is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from station.model.rights import Right
from ui.widgets.looks import look


class Desk(QWidget):
    """A place for work in the stack of figures; ``closed()`` leads back to them."""

    closed = Signal()
    right = Right.ANALYSE
    """What a person must have to work at it."""

    def __init__(self) -> None:
        super().__init__()
        look(self, "plain")

    def entered(self) -> None:
        """The desk is shown from now on."""
