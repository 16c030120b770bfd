"""What cannot go to the hub as it should: each with why and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.screens.sync.viewmodel import SyncModel
from ui.theme import State
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.discard import discard
from ui.widgets.looks import column, label, look, row, rule

if TYPE_CHECKING:
    from sync.client.state import Aside

_LISTED = 100


class AsideList(Card):
    """One line for each; the first hundred, and how many more there are."""

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__(margin=24, spacing=12)
        self._context, self._model = context, model
        self._title, self._lead = label("title"), label("muted", wrap=True)
        self._rows = column(spacing=12)
        self.body.addWidget(self._title)
        self.body.addWidget(self._lead)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self._shown: tuple[object, ...] = ()

    def refresh(self) -> None:
        """Show what is set aside now."""
        state, translator = self._model.state, self._context.translator
        asides = state.set_aside if state else ()
        count = state.set_aside_count if state else 0
        self._title.setText(translator.tr("sync.aside.title", count=count))
        more = count - min(len(asides), _LISTED)
        key = "sync.aside.none" if not count else "sync.aside.more" if more else "sync.aside.lead"
        self._lead.setText(translator.tr(key, count=more))
        if (asides, translator.lang) != self._shown:
            self._shown = (asides, translator.lang)
            self._fill(asides[:_LISTED])

    def _fill(self, asides: tuple[Aside, ...]) -> None:
        while (place := self._rows.takeAt(0)) is not None:
            if (widget := place.widget()) is not None:
                discard(widget)
        for aside in asides:
            self._rows.addWidget(rule())
            self._rows.addWidget(self._line(aside))

    def _line(self, aside: Aside) -> QWidget:
        line, translator = look(QWidget(), "plain"), self._context.translator
        chip, why, do = Chip(self._context.theme), label("strong", wrap=True), label("muted", wrap=True)
        chip.show_state(State.ATTENTION, translator.tr(f"sync.aside.{aside.what}", number=aside.sequence))
        what, to_do = aside.words(translator.lang)
        why.setText(f"{what} {aside.code}")
        do.setText(to_do)
        layout, words = row(line, spacing=16), column(spacing=4)
        words.addWidget(why)
        words.addWidget(do)
        layout.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        return line
