"""What waits, what is moving, when it last went well, and the button that begins at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.context import Context
from ui.screens.sync.viewmodel import SyncModel
from ui.sync_standing import LOOKS, Standing, local_time, standing_words
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.looks import column, label, look, row

_MB = 1_000_000
_FIGURES = ("entries", "photos", "megabytes")
_KEY = "F5"
_MINUTE_S = 60


class NowCard(Card):
    """The state in a word and shape, three large figures, and the progress of what is on its way."""

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__(margin=24, spacing=16)
        self._context, self._model = context, model
        self._chip, self._last, self._next = Chip(context.theme), label("strong"), label("muted")
        self._now = ActionButton(keys=(_KEY,), shortcut=_KEY, primary=True)
        self._figures = {name: (label("live"), label("muted")) for name in _FIGURES}
        self._moving, self._bar = label("strong"), QProgressBar()
        self._lay_out()
        self._now.clicked.connect(model.now)

    def refresh(self) -> None:
        """Show how it stands."""
        state, tr = self._model.state, self._context.translator.tr
        if state is None:
            return
        shown, icon = LOOKS[self._model.standing]
        self._chip.show_state(shown, standing_words(self._context.exchange, self._context.translator), icon)
        self._last.setText(tr("sync.last_success", at=local_time(state.last_success) or tr("sync.never")))
        self._next.setText(self._next_words(state.next_attempt_seconds))
        self._now.set_text(tr("sync.now"))
        figures = (
            str(self._model.entries),
            str(state.waiting.photos),
            f"{state.waiting.bytes / _MB:.1f}",
        )
        for (name, (number, caption)), figure in zip(self._figures.items(), figures, strict=True):
            number.setText(figure)
            caption.setText(tr(f"sync.figure.{name}"))
        self._show_moving()

    def _next_words(self, seconds: int | None) -> str:
        if seconds is None:
            return ""
        tr = self._context.translator.tr
        if seconds < _MINUTE_S:
            return tr("sync.next.seconds", count=seconds)
        return tr("sync.next.minutes", count=round(seconds / _MINUTE_S))

    def _show_moving(self) -> None:
        state = self._model.state
        moving = state.moving if state and self._model.standing is Standing.MOVING else None
        self._moving.setVisible(moving is not None)
        self._bar.setVisible(moving is not None)
        if moving is not None:
            words = self._context.translator.tr(
                f"sync.moving.{moving.what}", done=moving.done, total=moving.total
            )
            self._moving.setText(words)
            self._bar.setAccessibleName(words)
            self._bar.setMaximum(max(moving.total, 1))
            self._bar.setValue(moving.done)

    def _lay_out(self) -> None:
        head = row(spacing=16)
        head.addWidget(self._chip)
        head.addWidget(self._last)
        head.addWidget(self._next)
        head.addStretch(1)
        head.addWidget(self._now)
        self.body.addLayout(head)
        figures = row(spacing=16)
        for number, caption in self._figures.values():
            place = look(QWidget(), "plain")
            lines = column(place, spacing=0)
            for part in (number, caption):
                lines.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
            figures.addWidget(place, 1)
        self.body.addLayout(figures)
        self.body.addWidget(self._moving)
        self.body.addWidget(self._bar)
