"""What every widget of the inspection needs: words and colours."""

from __future__ import annotations

from dataclasses import dataclass

from ui.i18n import Translator
from ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The translator and the theme in use."""

    words: Translator
    theme: Theme
