"""What every desk beside the figures is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.looks import look


class Desk(QWidget):
    """A place for work in the stack of figures; ``closed()`` leads back to them."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        look(self, "plain")
