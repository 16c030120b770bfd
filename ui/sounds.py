"""Short cues. Without an audio device, or switched off, the visual cue stays and nothing else happens."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, QUrl, Signal

from station.places import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

_VOLUME = 0.6


class Cue(StrEnum):
    """What a cue says."""

    OK = "ok"
    ATTENTION = "attention"
    REFUSED = "refused"


class Sounds(QObject):
    """Plays cues; ``played`` carries each :class:`Cue` for those who show it."""

    played = Signal(object)

    def __init__(self, parent: QObject | None = None, *, enabled: bool = True) -> None:
        super().__init__(parent)
        self._enabled = enabled
        self._effects: dict[Cue, QSoundEffect] | None = None

    def set_enabled(self, enabled: bool) -> None:
        """Switch sound on or off; ``played`` is emitted either way."""
        self._enabled = enabled

    def play(self, cue: Cue) -> None:
        """Give a cue."""
        self.played.emit(cue)
        if self._enabled and (effect := self._effect(cue)) is not None:
            effect.play()

    def _effect(self, cue: Cue) -> QSoundEffect | None:
        if self._effects is None:
            self._effects = _load(self)
        return self._effects.get(cue)


def _load(parent: QObject) -> dict[Cue, QSoundEffect]:
    """The effects of this machine, or none when it has no audio device or no multimedia libraries."""
    QLoggingCategory.setFilterRules("qt.multimedia.*=false")  # it warns of every optional library it lacks
    try:
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
    except ImportError:
        return {}
    if QMediaDevices.defaultAudioOutput().isNull():
        return {}
    effects = {}
    for cue in Cue:
        effects[cue] = QSoundEffect(parent)
        effects[cue].setSource(QUrl.fromLocalFile(str(RESOURCES / "sounds" / f"{cue.value}.wav")))
        effects[cue].setVolume(_VOLUME)
    return effects
