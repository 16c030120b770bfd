"""States of the Sync page worth a picture. The states of the exchange are shown as the exchange would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from station.model.person import Role
from ui.scenes import Scene, Stage
from ui.screens.sync.view import SyncView

if TYPE_CHECKING:
    from sync.client.state import Aside, SyncState, Trouble

_HUB, _URL = "7C1D93A0", "http://127.0.0.1:8700"
_FINGERPRINT = "7c1d93a0e5b84f26a1c0d7e9385b6f4210a9c8e7d6b5f4a39281706f5e4d3c2b"
_PHOTO = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
_MB = 1_000_000


def _view(stage: Stage) -> SyncView:
    stage.sign_in(Role.ADMINISTRATOR)
    stage.station.window.show_screen("sync")
    view = stage.station.window.view("sync")
    if not isinstance(view, SyncView):
        raise TypeError("sync is not the Sync page")
    return view


def _not_enrolled(stage: Stage) -> None:
    from sync.client.state import SyncState

    _view(stage)
    stage.settle()
    stage.context.exchange.show(SyncState(), 0)


def _for_inspectors(stage: Stage) -> None:
    _not_enrolled(stage)
    stage.sign_in(Role.INSPECTOR)


def _compare(stage: Stage) -> None:
    from sync.wire.messages import Hello

    _not_enrolled(stage)
    key = stage.context.keep.store.identity.public_key
    _view(stage).model.found.emit(Hello(_HUB, "练习服务端", key, 1, 1, "", _URL))


def _shown(of: Callable[[int], SyncState]) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        from station.settings import HubSetting

        view = _view(stage)
        stage.settle()
        place = HubSetting(url=_URL, public_url=_URL, name="练习服务端")
        stage.context.settings.change(hub=place.model_dump())
        stage.settle()
        view.model.fingerprint = _FINGERPRINT
        head = stage.context.keep.ledger.head().sequence
        stage.context.exchange.show(of(head), head)

    return play


def _state(head: int, **parts: Any) -> SyncState:
    from sync.client.state import Confirmed, SyncState

    told: dict[str, Any] = {
        "enrolled": True,
        "hub": _HUB,
        "hub_url": _URL,
        "last_success": _ago(minutes=2),
        "receipt": Confirmed(head, head, _ago(minutes=2)),
    }
    return SyncState(**(told | parts))


def _acknowledged(head: int) -> SyncState:
    return _state(head)


def _moving(head: int) -> SyncState:
    from sync.client.state import Confirmed, Moving, Phase, Waiting

    return _state(
        head,
        phase=Phase.PHOTOS,
        moving=Moving("photos", 138, 420),
        waiting=Waiting(0, 282, 91 * _MB),
        receipt=Confirmed(head, max(head - 3, 0), _ago(minutes=0)),
    )


def _offline(head: int) -> SyncState:
    from sync.client.state import Confirmed, Phase, Waiting

    return _state(
        head,
        phase=Phase.WAITING,
        waiting=Waiting(1284, 12_640, 3791 * _MB),
        last_success=_ago(days=16),
        receipt=Confirmed(head, head, _ago(days=16)),
        problem=_trouble("SYN-003", hub=_URL, why="No route to host"),
        next_attempt_seconds=540,
    )


def _asides(head: int) -> SyncState:
    return _state(head, set_aside=(_photo(3), _entry(2)), set_aside_count=2)


def _halted(head: int) -> SyncState:
    from sync.client.state import Phase, Waiting

    return _state(
        head,
        phase=Phase.HALTED,
        halted=True,
        waiting=Waiting(3, 24, 7 * _MB),
        problem=_trouble("SYN-011", sequence=head - 1),
        next_attempt_seconds=700,
    )


def _photo(sequence: int) -> Aside:
    from sync.client.state import Aside

    return Aside("photo", sequence, "SYN-016", _PHOTO, {"photo": _PHOTO[:12], "sequence": str(sequence)})


def _entry(sequence: int) -> Aside:
    from sync.client.state import Aside

    return Aside("entry", sequence, "SYN-014", details={"sequence": str(sequence), "why": "kind"})


def _trouble(code: str, **details: object) -> Trouble:
    from sync.client.state import Trouble

    return Trouble(code, {name: str(value) for name, value in details.items()}, _ago(minutes=1))


def _ago(**time: int) -> str:
    return (datetime.now(UTC) - timedelta(**time)).isoformat().replace("+00:00", "Z")


SCENES = (
    Scene("sync-not-enrolled", _not_enrolled, 76),
    Scene("sync-not-enrolled-inspector", _for_inspectors, 76),
    Scene("sync-compare", _compare, 76),
    Scene("sync-acknowledged", _shown(_acknowledged), 76),
    Scene("sync-moving", _shown(_moving), 76),
    Scene("sync-offline", _shown(_offline), 76),
    Scene("sync-set-aside", _shown(_asides), 76),
    Scene("sync-halted", _shown(_halted), 76),
)
