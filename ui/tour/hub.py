"""The hub at the tour's end: a real one, for practice, beside the practice home that it serves.

Practice records never leave the machine and never count. So the tour's hub is marked as one for practice, as
the home is: it listens on this machine alone, the station refuses any other hub, and the hub any other
station. A home without the mark would have made the invented unit a true record, with a certificate like any.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import Qt

from station.model.person import Role
from station.store.receipt import SCHEMA
from station.store.receipts import Receipts
from sync.hub.config import HubConfig
from sync.hub.hub import Hub, open_hub
from sync.hub.serving import bind, serving_on
from sync.hub.stations import Stations
from sync.wire.trace import trace_code
from ui.app import StationApp
from ui.practice import PIN
from ui.screens.sync.view import SyncView
from ui.screens.sync.viewmodel import SyncModel
from ui.sync_standing import Standing
from ui.tour.hand import Hand, TourStuckError
from ui.tour.outcome import HubVisit, Outcome

_HOST = "127.0.0.1"
_NAME = "练习服务端"
_ADMINISTRATOR_TILE = "3"
_SETTLE_MS = 250


@contextmanager
def practice_hub(root: Path) -> Iterator[Hub]:
    """A hub for practice in ``root`` that serves this machine.

    Raises:
        KnownError: HUB-001 to HUB-004, NET-001.
    """
    listener = bind(_HOST, 0)
    url = f"http://{_HOST}:{listener.getsockname()[1]}"
    config = HubConfig(root, public_url=url, name=_NAME)
    root.mkdir(parents=True, exist_ok=True)
    config.practice_marker.touch()
    hub = open_hub(config)
    try:
        with serving_on(hub, listener):
            yield hub
    finally:
        hub.close()


class Ending:
    """An administrator takes the station to the hub by keys; the hub signs for everything."""

    def __init__(self, app: StationApp, outcome: Outcome) -> None:
        self._app, self._outcome = app, outcome
        self._hand = Hand(app.window)

    def run(self, hub: Hub) -> None:
        """Enrol, send everything, keep the receipt.

        Raises:
            TourStuckError: a window did not show what was expected.
        """
        self._become_administrator()
        self._app.parts.navigation.go("sync")
        self._hand.wait(lambda: self._model.standing is Standing.NOT_ENROLLED, "the page to enrol at")
        self._enrol(hub)
        self._hand.wait(lambda: self._model.standing is Standing.ACKNOWLEDGED, "the hub's receipt")
        self._hand.pause(_SETTLE_MS)
        self._outcome.picture(self._app.window, "sync")
        self._keep_receipt(hub)

    @property
    def _view(self) -> SyncView:
        view = self._app.window.view("sync")
        if not isinstance(view, SyncView):
            raise TourStuckError("the Sync page is not there")
        return view

    @property
    def _model(self) -> SyncModel:
        return self._view.model

    def _become_administrator(self) -> None:
        self._hand.command(Qt.Key.Key_F10)
        self._hand.wait(lambda: self._app.window.curtain.page is not None, "the sign-in page")
        self._hand.pause(_SETTLE_MS)
        self._hand.type(_ADMINISTRATOR_TILE + PIN)
        self._hand.enter()
        self._hand.wait(self._is_administrator, "the administrator")

    def _is_administrator(self) -> bool:
        person = self._app.parts.session.person
        return person is not None and person.role is Role.ADMINISTRATOR

    def _enrol(self, hub: Hub) -> None:
        code = Stations(hub).make_code(_NAME, "tour")
        self._view.enrolment.begin()
        for words in (hub.config.public_url, code):
            self._hand.type(words)
            self._hand.enter()
        self._hand.wait(lambda: self._view.enrolment.hub.isVisible(), "the hub's fingerprint")
        self._hand.pause(_SETTLE_MS)
        self._outcome.picture(self._app.window, "fingerprint")
        self._hand.enter()

    def _keep_receipt(self, hub: Hub) -> None:
        context, record = self._app.context, self._outcome.record
        if context is None or record is None:
            raise TourStuckError("nothing was sealed")
        receipt = Receipts(context.keep.store).last()
        if receipt is None:
            raise TourStuckError("no receipt was kept")
        stated = {"schema": SCHEMA, **asdict(receipt)}
        self._outcome.receipt_file.write_text(json.dumps(stated, indent=2) + "\n", "utf-8")
        entry = next(context.keep.ledger.entries(record.sequence - 1))
        url = hub.config.public_url
        self._outcome.hub = HubVisit(hub.config.root, url, f"{url}/t/{trace_code(entry.signature)}")
