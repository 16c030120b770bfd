"""Telling what the checks of a backup found; shared by ``backup verify`` and ``restore``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.command import emit, say

if TYPE_CHECKING:
    from station.backup.restoring import Checked


def tell_checked(arguments: argparse.Namespace, checked: Checked, **more: object) -> None:
    """Write the outcome; ``more`` are further keys of the JSON object."""
    lang = Lang(arguments.lang or Lang.EN)
    about, problems = checked.manifest.about, checked.ledger.problems
    if arguments.json:
        told = [
            {"sequence": one.sequence, "code": one.code, "message": one.message(lang)} for one in problems
        ]
        ledger = {"ok": checked.ledger.ok, "entries": checked.ledger.entries, "problems": told}
        emit({**about.model_dump(mode="json"), "files": checked.manifest.files, "ledger": ledger, **more})
        return
    say(text(lang, "backup.whole", files=checked.manifest.files, head=about.head, at=about.made_at))
    for problem in problems:
        say(problem.message(lang))
