"""What every widget of the inspection needs: words, colours, and what standards are called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from station.standards.library import Library, shipped
from ui.i18n import Translator
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The translator, the theme and the standards in use; the shipped ones where no station is open."""

    words: Translator
    theme: Theme
    library: Callable[[], Library] = shipped
