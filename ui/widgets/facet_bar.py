"""The facets as chips: a click or Alt and a digit opens the choices, a chosen one says what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.choice import Choice
from ui.fonts import Size, font
from ui.i18n import Translator
from ui.widgets.looks import look, refresh_look, row

_SIDES_PX = 2 * 15
"""Padding and border of a chip, as the stylesheet draws it."""


class FacetBar(QWidget):
    """``chosen(facet, value)``; an empty value takes the choice back. ``cleared()`` takes all back.

    ``key_of`` gives the key of each text, of the facets ``names`` among them. A facet that is ``always``
    chosen has no choice that stands for everything. Alt and ``first_key`` opens the first one.
    """

    chosen = Signal(str, str)
    cleared = Signal()

    def __init__(
        self,
        words: Translator,
        names: Sequence[str],
        key_of: Callable[[str], str],
        *,
        always: Sequence[str] = (),
        first_key: int = 1,
    ) -> None:
        super().__init__()
        look(self, "plain")
        self._words, self._names, self._key_of, self._always = words, tuple(names), key_of, frozenset(always)
        self._choices: dict[str, tuple[Choice, ...]] = dict.fromkeys(names, ())
        self._chosen: Mapping[str, str] = {}
        self._chips = {name: self._chip(place, name) for place, name in enumerate(names, first_key)}
        self._clear = look(QPushButton(), "quiet compact")
        self._clear.clicked.connect(self.cleared)
        layout = row(self)
        for chip in (*self._chips.values(), self._clear):
            layout.addWidget(chip)
        layout.addStretch(1)
        words.follow(self.retranslate)

    def offer(self, name: str, choices: Sequence[Choice]) -> None:
        """What can be chosen for a facet."""
        self._choices[name] = tuple(choices)
        self._write(name)

    def show_chosen(self, chosen: Mapping[str, str]) -> None:
        """Show the values chosen by facet; one that is not there narrows nothing."""
        self._chosen = dict(chosen)
        self.retranslate()

    def allow(self, name: str, allowed: bool) -> None:
        """Whether a facet is there at all."""
        self._chips[name].setVisible(allowed)
        self._chips[name].setEnabled(allowed)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        self._clear.setText(self._words.tr(self._key_of("clear")))
        self._clear.setVisible(any(name not in self._always for name in self._chosen))
        for name in self._names:
            self._write(name)

    def menu(self, name: str) -> QMenu:
        """The choices of a facet as a menu; the one chosen is checked."""
        menu = QMenu(self)
        if name not in self._always:
            everything = menu.addAction(self._words.tr(self._key_of(f"all_{name}")))
            everything.triggered.connect(partial(self.chosen.emit, name, ""))
            menu.addSeparator()
        for choice in self._choices[name]:
            self._add(menu, name, choice)
        return menu

    def _add(self, menu: QMenu, name: str, choice: Choice) -> None:
        if choice.inner:
            inside = menu.addMenu(choice.words)
            for inner in choice.inner:
                self._add(inside, name, inner)
            return
        action: QAction = menu.addAction(choice.words)
        action.setCheckable(True)
        action.setChecked(choice.value == self._chosen.get(name, ""))
        action.triggered.connect(partial(self.chosen.emit, name, choice.value))

    def _write(self, name: str) -> None:
        chip, value = self._chips[name], self._chosen.get(name, "")
        title = self._words.tr(self._key_of(name))
        words = self._chosen_words(self._choices[name], value) if value else ""
        chip.setText(self._words.tr(self._key_of("set"), title=title, words=words) if words else title)
        chip.setAccessibleName(chip.text())
        chip.setMinimumWidth(_width(chip.text()) if words else 0)
        chip.setChecked(bool(value))
        refresh_look(chip)

    def _chosen_words(self, choices: Sequence[Choice], value: str) -> str:
        for choice in choices:
            if choice.value == value and not choice.inner:
                return choice.words
            inner = self._chosen_words(choice.inner, value)
            if inner:
                return inner if inner.startswith(choice.words) else f"{choice.words} · {inner}"
        return ""

    def _chip(self, place: int, name: str) -> QPushButton:
        chip = look(QPushButton(), "facet")
        chip.setCheckable(True)
        chip.setToolTip(f"Alt+{place}")
        chip.clicked.connect(partial(self._open, name))
        QShortcut(QKeySequence(f"Alt+{place}"), chip, partial(self._open, name))
        return chip

    def _open(self, name: str, _checked: bool = False) -> None:
        chip = self._chips[name]
        if not chip.isEnabled():
            return
        chip.setChecked(bool(self._chosen.get(name, "")))
        menu = self.menu(name)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))


def _width(words: str) -> int:
    """What a chosen chip needs, in px: its size hint does not know that the stylesheet makes it bold."""
    return QFontMetrics(font(Size.BODY, bold=True)).horizontalAdvance(words) + _SIDES_PX
