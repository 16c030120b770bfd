"""What a person reads on a page."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget


def words_on(page: QWidget) -> str:
    """Every label that is shown, line by line."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
