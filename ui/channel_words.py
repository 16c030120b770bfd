"""Channels and their results in words, where only ids are stored."""

from __future__ import annotations

from station.errors import KnownError
from station.model.verdict import Result
from station.standards.library import Library
from ui.i18n import Translator


def channel_name(channel: str, library: Library, words: Translator) -> str:
    """The channel's name; the id of one whose standard is not here."""
    try:
        return library.channel_standard(channel).name.of(words.lang)
    except KnownError:
        return channel


def result_words(result: str, words: Translator) -> str:
    """Grades as they are, a range of grades from best to worst, every other result in words."""
    if result in _TOLD:
        return words.tr(f"records.result.{result}")
    grades = result.split("|")
    return grades[0] if len(grades) == 1 else f"{grades[0]} – {grades[-1]}"


_TOLD = frozenset(one.value for one in Result)
