"""Choosing a look of the style sheet, and laying out without the default margins."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


def look(widget: W, classes: str) -> W:
    """Give ``widget`` the look of these classes of the style sheet."""
    widget.setProperty("class", classes)
    refresh_look(widget)
    return widget


def refresh_look(widget: QWidget) -> None:
    """Apply the style sheet again after a property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def column(parent: QWidget | None = None, *, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """A vertical layout; ``spacing`` and ``margin`` in px."""
    return _plain(QVBoxLayout(parent) if parent else QVBoxLayout(), spacing, margin)


def row(parent: QWidget | None = None, *, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """A horizontal layout; ``spacing`` and ``margin`` in px."""
    return _plain(QHBoxLayout(parent) if parent else QHBoxLayout(), spacing, margin)


L = TypeVar("L", bound=QBoxLayout)


def _plain(layout: L, spacing: int, margin: int) -> L:
    layout.setSpacing(spacing)
    layout.setContentsMargins(margin, margin, margin, margin)
    return layout


def label(classes: str = "", *, wrap: bool = False) -> QLabel:
    """An empty text label in the look of ``classes``; plain text only, so that data never becomes markup."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    return look(result, classes)


def rule() -> QFrame:
    """A hairline."""
    return look(QFrame(), "rule")
