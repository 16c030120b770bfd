"""What every widget of the inspection needs: words, colours, what standards are called, and the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from station.standards.library import Library, shipped
from ui.i18n import Translator
from ui.theme import Theme


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The translator, the theme, the standards in use and the clock (UTC).

    Where no station is open they are the shipped standards and the clock of the computer.
    """

    words: Translator
    theme: Theme
    library: Callable[[], Library] = shipped
    now: Callable[[], datetime] = _now
