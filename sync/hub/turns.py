"""Works of many callers in few transactions.

A transaction costs round trips and a sync, however little it says. So what comes while others are under way
waits, and goes together into the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Generic, Protocol, TypeVar


class Asked(Protocol):
    """What a caller asks. Of one ``subject`` only one goes into a turn; ``size`` counts towards its limit."""

    @property
    def subject(self) -> str:
        """Whom it is about."""

    @property
    def size(self) -> int:
        """How much it is."""


_Asked = TypeVar("_Asked", bound=Asked)
_Answer = TypeVar("_Answer")


@dataclass(eq=False, slots=True)
class _Ticket(Generic[_Asked, _Answer]):
    """One asks and sleeps: woken once, with an ``outcome``, or with a ``turn`` to see to for all in it."""

    asked: _Asked
    woken: Event = field(default_factory=Event)
    turn: Sequence[_Ticket[_Asked, _Answer]] = ()
    outcome: _Answer | BaseException = field(init=False)


class Turns(Generic[_Asked, _Answer]):
    """Works on what callers ask, several in one turn (``most`` by their sizes); ``at_once`` turns at most are
    under way. What is smaller than ``large`` waits for company even where a turn is free. ``work`` gives an
    answer, or the error to raise, for each; what it raises itself is raised at all of them.
    """

    def __init__(self, at_once: int, most: int, large: int = 0) -> None:
        self._most = most
        self._large = large
        self._at_once = at_once
        self._under_way = 0
        self._guard = Lock()
        self._waiting: list[_Ticket[_Asked, _Answer]] = []

    def __len__(self) -> int:
        """How many wait for a turn."""
        return len(self._waiting)

    def ask(
        self, asked: _Asked, work: Callable[[Sequence[_Asked]], Sequence[_Answer | Exception]]
    ) -> _Answer:
        """The answer. Of one subject's, those that came earlier are worked on earlier."""
        ticket: _Ticket[_Asked, _Answer] = _Ticket(asked)
        if not self._begins(ticket):
            ticket.woken.wait()
        if ticket.turn:
            try:
                _turn(ticket, work)
            finally:
                self._pass_on()
        if isinstance(ticket.outcome, BaseException):
            raise ticket.outcome
        return ticket.outcome

    def _begins(self, ticket: _Ticket[_Asked, _Answer]) -> bool:
        """Whether this one need not wait."""
        with self._guard:
            is_free = self._under_way < self._at_once and ticket.asked.size >= self._large
            if is_free or not self._under_way:
                self._under_way += 1
                ticket.turn = (ticket,)
            else:
                self._waiting.append(ticket)
        return bool(ticket.turn)

    def _pass_on(self) -> None:
        """Let the longest waiting see to the next turn."""
        with self._guard:
            chosen = self._next()
            self._under_way -= not chosen
        if chosen:
            chosen[0].turn = chosen
            chosen[0].woken.set()

    def _next(self) -> list[_Ticket[_Asked, _Answer]]:
        """The longest waiting, as many as go together."""
        chosen: dict[str, _Ticket[_Asked, _Answer]] = {}
        size = 0
        for ticket in self._waiting:
            size += ticket.asked.size
            if chosen and size > self._most:
                break
            chosen.setdefault(ticket.asked.subject, ticket)
        taken = list(chosen.values())
        self._waiting = [ticket for ticket in self._waiting if ticket not in taken]
        return taken


def _turn(
    leader: _Ticket[_Asked, _Answer],
    work: Callable[[Sequence[_Asked]], Sequence[_Answer | Exception]],
) -> None:
    tickets = leader.turn
    try:
        outcomes = work([ticket.asked for ticket in tickets])
        for ticket, outcome in zip(tickets, outcomes, strict=True):
            ticket.outcome = outcome
    except BaseException as error:
        for ticket in tickets:
            ticket.outcome = error
        if not isinstance(error, Exception):
            raise
    finally:
        for ticket in tickets[1:]:
            ticket.woken.set()
