"""What the program has to tell: the last event, and everything told since the start."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from station.errors import KnownError, Severity
from ui.i18n import Translator
from ui.theme import State

_KEPT = 500


@dataclass(frozen=True, slots=True)
class Message:
    """One event. ``at`` is UTC. Its words are made when shown, so that they follow the language."""

    state: State
    at: datetime
    words: Callable[[], tuple[str, str]]
    code: str = ""

    @property
    def what(self) -> str:
        """What happened, in the language in use."""
        return self.words()[0]

    @property
    def do(self) -> str:
        """What to do, in the language in use; may be empty."""
        return self.words()[1]

    @property
    def must_be_seen(self) -> bool:
        """True for what stays on screen until a person has seen it."""
        return self.state in (State.BAD, State.ATTENTION)


class Messages(QObject):
    """The message strip's content; ``posted`` carries each new :class:`Message`."""

    posted = Signal(object)
    seen = Signal()

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._history: deque[Message] = deque(maxlen=_KEPT)

    @property
    def history(self) -> tuple[Message, ...]:
        """Everything told since the start, newest first."""
        return tuple(reversed(self._history))

    def tell(self, state: State, key: str, /, **values: object) -> None:
        """Tell an event by its text key."""
        self._post(Message(state, datetime.now(UTC), lambda: (self._translator.tr(key, **values), "")))

    def refuse(self, error: KnownError) -> None:
        """Tell a known error: what happened and what to do."""
        state = State.BAD if error.severity is Severity.BAD else State.ATTENTION
        self._post(Message(state, datetime.now(UTC), lambda: self._translator.error(error), error.code))

    def mark_seen(self) -> None:
        """A person has seen the last event."""
        self.seen.emit()

    def _post(self, message: Message) -> None:
        self._history.append(message)
        self.posted.emit(message)
