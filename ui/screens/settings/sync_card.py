"""How the exchange with the hub stands, and the way to its page."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.context import Context
from ui.sync_standing import LOOKS, standing_of, standing_words
from ui.widgets.action_button import ActionButton
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.looks import label, row
from ui.widgets.status_line import SYNC_KEYS

_SYNC = "sync"


class SyncCard(Card):
    """Everybody may look; who may enrol does so on the page."""

    def __init__(self, context: Context) -> None:
        super().__init__(margin=24, spacing=12)
        self._context = context
        self._title, self._chip, self._open = (
            label("title"),
            Chip(context.theme),
            ActionButton(keys=(SYNC_KEYS,)),
        )
        self.body.addWidget(self._title)
        line = row(spacing=16)
        line.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self._open)
        self.body.addLayout(line)
        self._open.clicked.connect(lambda: context.navigation.go(_SYNC))
        context.exchange.changed.connect(self.retranslate)
        context.translator.follow(self.retranslate)

    def retranslate(self) -> None:
        """Set every text in the language in use."""
        exchange, translator = self._context.exchange, self._context.translator
        state, icon = LOOKS[standing_of(exchange.state, exchange.head)]
        self._title.setText(translator.tr("sync.title"))
        self._chip.show_state(state, standing_words(exchange, translator), icon)
        self._open.set_text(translator.tr("sync.open"))
