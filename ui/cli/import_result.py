"""What became of the rows of an imported table, as JSON or in words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from station.texts import Lang, Phrase, text
from ui.cli.command import emit, say

if TYPE_CHECKING:
    from station.store.importing import ImportResult


def tell_import(arguments: argparse.Namespace, result: ImportResult) -> None:
    """Print how many rows were taken, and each that was not with its reason."""
    lang = Lang(arguments.lang or Lang.EN)
    counts = {"added": result.added, "updated": result.updated, "unchanged": result.unchanged}
    refused = [{"row": one.row, "reason": _said(lang, one.reason)} for one in result.refused]
    if arguments.json:
        emit({**counts, "refused": refused})
        return
    say(text(lang, "imports.done", **counts, refused=len(refused)))
    for one in refused:
        say(text(lang, "imports.refused", **one))


def _said(lang: Lang, phrase: Phrase) -> str:
    return text(lang, phrase.key, **phrase.values)
