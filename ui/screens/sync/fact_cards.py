"""What the hub confirmed, what it put in force, and who it is."""

from __future__ import annotations

from collections.abc import Sequence

from ui.context import Context
from ui.screens.sync.viewmodel import SyncModel, grouped
from ui.sync_standing import local_time
from ui.widgets.card import Card
from ui.widgets.fact_list import FactList
from ui.widgets.looks import label

Facts = Sequence[tuple[str, str]]


class _FactCard(Card):
    """A title and facts; one sentence instead of them while there are none."""

    def __init__(self, context: Context, model: SyncModel) -> None:
        super().__init__(margin=24, spacing=12)
        self._context, self._model = context, model
        self._title, self._none, self._list = label("title"), label("muted", wrap=True), FactList()
        for part in (self._title, self._none, self._list):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._shown: Facts | None = None

    def refresh(self) -> None:
        """Show the facts as they are."""
        tr = self._context.translator.tr
        self._title.setText(tr(self.title_key()))
        self._none.setText(tr(self.none_key()))
        facts = self.facts()
        self._none.setVisible(not facts)
        self._list.setVisible(bool(facts))
        if facts != self._shown:
            self._shown = facts
            self._list.show_facts(facts)

    def title_key(self) -> str:
        """Text key of the title."""
        raise NotImplementedError

    def none_key(self) -> str:
        """Text key of what stands in place of facts."""
        raise NotImplementedError

    def facts(self) -> Facts:
        """Names and values."""
        raise NotImplementedError


class ReceiptCard(_FactCard):
    """The last receipt that the hub signed."""

    def title_key(self) -> str:
        return "sync.receipt_card.title"

    def none_key(self) -> str:
        return "sync.receipt_card.none"

    def facts(self) -> Facts:
        state, tr = self._model.state, self._context.translator.tr
        if state is None or state.receipt is None:
            return ()
        receipt = state.receipt
        return (
            (tr("sync.receipt_card.sequence"), tr("sync.entry", number=receipt.sequence)),
            (tr("sync.receipt_card.complete"), tr("sync.entry", number=receipt.complete)),
            (tr("sync.receipt_card.ledger"), tr("sync.entry", number=self._context.exchange.head)),
            (tr("sync.receipt_card.at"), local_time(receipt.at)),
        )


class FeedCard(_FactCard):
    """The set from the hub that is in force."""

    def title_key(self) -> str:
        return "sync.feed.title"

    def none_key(self) -> str:
        return "sync.feed.none"

    def facts(self) -> Facts:
        found, tr = self._model.in_force, self._context.translator.tr
        if found is None:
            return ()
        kinds = ((tr(f"sync.feed.kinds.{kind}"), str(count)) for kind, count in found.kinds.items())
        return (
            (tr("sync.feed.set"), str(found.cursor)),
            (tr("sync.feed.since"), local_time(found.at)),
            *kinds,
        )


class HubCard(_FactCard):
    """The hub whose key is pinned."""

    def title_key(self) -> str:
        return "sync.hub.title"

    def none_key(self) -> str:
        return "sync.standing.unknown"

    def facts(self) -> Facts:
        hub, state, tr = self._model.hub, self._model.state, self._context.translator.tr
        if hub is None or state is None:
            return ()
        practice = f" · {tr('sync.hub.practice')}" if self._context.home.is_practice else ""
        return (
            (tr("sync.hub.name"), f"{hub.name or state.hub}{practice}"),
            (tr("sync.hub.address"), hub.url),
            (tr("sync.hub.id"), state.hub),
            (tr("sync.hub.fingerprint"), grouped(self._model.fingerprint)),
        )
