"""Taking a widget off the screen for good."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def discard(widget: QWidget) -> None:
    """Hide ``widget`` at once and delete it when the event loop comes round."""
    widget.hide()
    widget.deleteLater()
