"""Who measures, in words: the same on every screen."""

from __future__ import annotations

from devices.instruments.library import profile
from station.errors import KnownError
from station.ports import SourceInfo
from ui.i18n import Translator


def gauge_words(info: SourceInfo, words: Translator) -> str:
    """The device's name as in the status line, what it is, and its serial number."""
    serial = f"#{info.serial}" if info.serial else ""
    return " · ".join(part for part in (words.device(info.name), model_words(info), serial) if part)


def model_words(info: SourceInfo) -> str:
    """The model the instrument named, else the title of its profile."""
    if info.model or not info.profile:
        return info.model
    try:
        return profile(info.profile).title or info.profile
    except KnownError:
        return info.profile
