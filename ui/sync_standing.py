"""How the exchange with the hub stands, in one word that is never better than what is known."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from ui.exchange import Exchange
from ui.i18n import Translator
from ui.theme import State

if TYPE_CHECKING:
    from sync.client.state import SyncState

_OUT_OF_REACH = "SYN-003"


class Standing(StrEnum):
    """What is said of the exchange, and where: ``sync.standing`` in the translations."""

    UNKNOWN = "unknown"
    NOT_ENROLLED = "not_enrolled"
    HALTED = "halted"
    MOVING = "moving"
    OFFLINE = "offline"
    TROUBLE = "trouble"
    """The last attempt failed for another reason than the line."""
    WAITING = "waiting"
    ASIDE = "aside"
    ACKNOWLEDGED = "acknowledged"
    """The hub signed for every entry, and holds every photo."""


LOOKS: dict[Standing, tuple[State, str]] = {
    Standing.UNKNOWN: (State.UNKNOWN, ""),
    Standing.NOT_ENROLLED: (State.UNKNOWN, "unplug"),
    Standing.HALTED: (State.BAD, ""),
    Standing.MOVING: (State.UNKNOWN, "arrow-up"),
    Standing.OFFLINE: (State.ATTENTION, "unplug"),
    Standing.TROUBLE: (State.ATTENTION, ""),
    Standing.WAITING: (State.UNKNOWN, "clock"),
    Standing.ASIDE: (State.ATTENTION, ""),
    Standing.ACKNOWLEDGED: (State.OK, ""),
}
"""State and shape of each; without a shape of its own it has that of its state."""


def standing_of(state: SyncState | None, head: int) -> Standing:
    """How it stands when the ledger ends with entry ``head``."""
    if state is None:
        return Standing.UNKNOWN
    if not state.enrolled:
        return Standing.NOT_ENROLLED
    if state.halted:
        return Standing.HALTED
    if state.moving is not None:
        return Standing.MOVING
    if state.problem is not None:
        return Standing.OFFLINE if state.problem.code == _OUT_OF_REACH else Standing.TROUBLE
    if entries_waiting(state, head) or state.waiting.photos:
        return Standing.WAITING
    if state.set_aside_count:
        return Standing.ASIDE
    is_all = state.receipt is not None and state.receipt.complete >= head
    return Standing.ACKNOWLEDGED if is_all else Standing.WAITING


def entries_waiting(state: SyncState, head: int) -> int:
    """Entries that no receipt confirms yet, those of this very moment included."""
    confirmed = state.receipt.sequence if state.receipt else 0
    return max(head - confirmed, state.waiting.entries)


def standing_words(exchange: Exchange, translator: Translator) -> str:
    """How it stands in one line, with what waits and since when."""
    return _words(f"sync.standing.{_standing(exchange).value}", exchange, translator)


def short_words(exchange: Exchange, translator: Translator) -> str:
    """The same for the status line, where everything else must keep its place."""
    return _words(f"sync.short.{_standing(exchange).value}", exchange, translator)


def _standing(exchange: Exchange) -> Standing:
    return standing_of(exchange.state, exchange.head)


def _words(key: str, exchange: Exchange, translator: Translator) -> str:
    state, head = exchange.state, exchange.head
    if state is None or not state.enrolled:
        return translator.tr(key)
    return translator.tr(
        key,
        entries=entries_waiting(state, head),
        photos=state.waiting.photos,
        count=state.set_aside_count,
        at=local_time(state.last_success) or translator.tr("sync.never"),
        day=local_day(state.last_success) or translator.tr("sync.never"),
        done=state.moving.done if state.moving else 0,
        total=state.moving.total if state.moving else 0,
    )


def local_day(instant: str) -> str:
    """An instant as short as it can be said: the time today, the day before that; empty for none."""
    said = local_time(instant)
    return said[5:10] if len(said) > len("20:59") else said


def local_time(instant: str) -> str:
    """An instant as people here read it, the day only when it is not today; empty for none."""
    if not instant:
        return ""
    moment = datetime.fromisoformat(instant).astimezone()
    is_today = moment.date() == datetime.now().astimezone().date()
    return moment.strftime("%H:%M" if is_today else "%Y-%m-%d %H:%M")
