"""The exchange of an enrolled station, whole on one page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.context import Context
from ui.screens.sync.aside_list import AsideList
from ui.screens.sync.fact_cards import FeedCard, HubCard, ReceiptCard
from ui.screens.sync.now_card import NowCard
from ui.screens.sync.trouble import TroubleNotice
from ui.screens.sync.viewmodel import SyncModel
from ui.widgets.looks import column, look, row


class OverviewPage(QWidget):
    """What is wrong first, then what happens now, what was confirmed, who the hub is, what is set aside."""

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__()
        look(self, "plain")
        self._parts = (
            TroubleNotice(context, model),
            NowCard(context, model),
            ReceiptCard(context, model),
            FeedCard(context, model),
            HubCard(context, model),
            AsideList(context, model),
        )
        self._lay_out()

    def begin(self) -> None:
        """Take the keys: arrows and pages scroll."""
        self._scroll.setFocus()

    def refresh(self) -> None:
        """Show how everything stands."""
        for part in self._parts:
            part.refresh()

    def _lay_out(self) -> None:
        trouble, now, receipt, feed, hub, asides = self._parts
        inside = look(QWidget(), "plain")
        layout = column(inside, spacing=16, margin=24)
        layout.addWidget(trouble)
        layout.addWidget(now)
        cards = row(spacing=16)
        for card in (receipt, feed, hub):
            cards.addWidget(card, 1)
        layout.addLayout(cards)
        layout.addWidget(asides, 1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setWidget(inside)
        column(self, spacing=0).addWidget(self._scroll)
