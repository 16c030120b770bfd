"""Sending ledger entries in order, in batches of bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile

import msgspec

from station.errors import KnownError
from station.store.database import Store
from station.store.ledger import Ledger
from sync.client.confirming import Confirmations
from sync.client.link import HubLink
from sync.client.outbox import entries_after, without_body
from sync.client.state import Aside
from sync.wire.messages import EntryMessage, LedgerState, Push, Pushed

_LEAST_BYTES, _MOST_BYTES = 16 << 10, 1 << 20
_GAPS = 3
_ATTEMPTS = 3
_TOO_MUCH = frozenset({"HUB-019", "HUB-036"})
_NOT_UNDERSTOOD = "HUB-010"


@dataclass(slots=True)
class Pace:
    """Bytes of the next batch: less after one that did not get through, more again after one that did."""

    bytes: int = _MOST_BYTES

    def faster(self) -> None:
        """A batch arrived."""
        self.bytes = min(self.bytes * 2, _MOST_BYTES)

    def slower(self) -> None:
        """A batch did not get through."""
        self.bytes = max(self.bytes // 2, _LEAST_BYTES)


@dataclass(frozen=True, slots=True)
class EntryPush:
    """Sends the entries that the hub lacks."""

    store: Store
    link: HubLink
    confirmations: Confirmations
    put_aside: Callable[[Aside], None]
    pace: Pace = field(default_factory=Pace)

    def run(self, known: int, tell: Callable[[int, int, int], None]) -> int:
        """Send everything after entry ``known`` that was there when it began; the last that the hub has now.

        ``tell`` gets where it is, began and will end.

        Raises:
            KnownError: SYN-011 and SYN-012 hub and ledger contradict each other, SYN-019 an entry's header is
                damaged; those of :meth:`HubLink.push`.
        """
        through, first, gaps = Ledger(self.store).head().sequence, known, 0
        while known < through:
            tell(known, first, through)
            try:
                known = self._next(known, through)
            except KnownError as error:
                gaps += 1
                known = _resumed(error, known, gaps)
                first = min(first, known)
        return known

    def again(self, sequence: int) -> None:
        """Send one entry again that was set aside; what still is, is set aside anew.

        Raises:
            KnownError: as :meth:`run`.
        """
        through = Ledger(self.store).head().sequence
        batch = entries_after(self.store, sequence - 1, 1)[:1]
        sent, pushed = self._send(_well_formed(batch), through)
        self.confirmations.take(pushed.receipt)
        self._note(sent, pushed)

    def contradict(self, state: LedgerState) -> None:
        """Show the hub what this station has where both differ, so that it hears of it, too.

        Raises:
            KnownError: HUB-012 as it should; those of :meth:`HubLink.push`.
        """
        last = Ledger(self.store).head().sequence
        shown = entries_after(self.store, min(last, state.sequence) - 1, 1)[:1] if last else []
        self.link.push(Push(shown, last, state.sequence))

    def _next(self, known: int, through: int) -> int:
        batch = _well_formed(entries_after(self.store, known, self.pace.bytes))
        try:
            sent, pushed = self._send(batch, through)
        except KnownError as error:
            if error.code == "SYN-003":
                self.pace.slower()
            raise
        self.pace.faster()
        self.confirmations.take(pushed.receipt)
        self._note(sent, pushed)
        if pushed.receipt.sequence <= known:
            raise KnownError("SYN-005", why=f"receipt for entry {pushed.receipt.sequence}")
        return pushed.receipt.sequence

    def _send(self, batch: list[EntryMessage], through: int) -> tuple[list[EntryMessage], Pushed]:
        """Send a batch, or of one that the hub cannot take whole the first half; with what was sent."""
        refused = 0
        while True:
            try:
                return batch, self.link.push(Push(batch, through, self._confirmed()))
            except KnownError as error:
                refused += error.code == _NOT_UNDERSTOOD
                if error.code in _TOO_MUCH or refused == _ATTEMPTS:
                    batch, refused = _less(batch, error), 0
                elif (
                    error.code != _NOT_UNDERSTOOD
                ):  # bytes that changed on the way are not understood, either
                    raise

    def _confirmed(self) -> int:
        last = self.confirmations.last()
        return last.sequence if last else 0

    def _note(self, batch: list[EntryMessage], pushed: Pushed) -> None:
        reached = pushed.receipt.sequence
        for entry in batch:
            if entry.body is None and entry.sequence <= reached:
                details = {"sequence": str(entry.sequence)}
                self.put_aside(Aside("entry", entry.sequence, "SYN-015", details=details))
        for one in pushed.set_aside:
            self.put_aside(Aside("entry", one.sequence, "SYN-014", details=_why(one.sequence, one.code)))


def _well_formed(batch: list[EntryMessage]) -> list[EntryMessage]:
    """The entries before the first whose header is no header.

    Raises:
        KnownError: SYN-019 it is the first of all.
    """
    fit = list(takewhile(_is_well_formed, batch))
    if batch and not fit:
        raise KnownError("SYN-019", sequence=batch[0].sequence)
    return fit


def _is_well_formed(entry: EntryMessage) -> bool:
    try:
        msgspec.convert(msgspec.structs.asdict(entry), EntryMessage)
    except msgspec.ValidationError:
        return False
    return True


def _less(batch: list[EntryMessage], error: KnownError) -> list[EntryMessage]:
    if len(batch) > 1:
        return batch[: len(batch) // 2]
    if batch and batch[0].body is not None:
        return [without_body(batch[0])]
    raise error


def _resumed(error: KnownError, known: int, gaps: int) -> int:
    """Where the hub wants to hear from, if that is what it says, and not for ever."""
    wanted = error.details.get("sequence")
    if error.code != "HUB-011" or not isinstance(wanted, int) or gaps > _GAPS or not 0 < wanted <= known + 1:
        raise error
    return wanted - 1


def _why(sequence: int, code: str) -> dict[str, str]:
    return {"sequence": str(sequence), "why": code}
