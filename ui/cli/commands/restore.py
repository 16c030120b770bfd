"""``station restore``: a station out of its backup, on this machine or another."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.checked_backup import tell_checked
from ui.cli.command import add_command, say
from ui.cli.passphrases import ask_passphrase

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare restore."""
    restored = add_command(commands, "restore", run, "a whole station out of a backup, checked first")
    restored.add_argument("file", type=Path, metavar="FILE")
    restored.add_argument(
        "--replace", action="store_true", help="set the home that is there aside under a dated name"
    )
    restored.add_argument(
        "--despite-problems", action="store_true", help="restore although its ledger does not verify"
    )


def run(arguments: argparse.Namespace) -> None:
    """Restore, and say where what was there before lies now."""
    from station.backup.restoring import restore
    from station.store.clock import SystemClock

    done = restore(
        arguments.file,
        ask_passphrase(),
        arguments.home,
        SystemClock(),
        replace=arguments.replace,
        despite_problems=arguments.despite_problems,
    )
    aside = str(done.set_aside) if done.set_aside else None
    tell_checked(arguments, done.checked, home=str(done.home.root), set_aside=aside, erased_again=done.erased)
    if not arguments.json:
        lang = Lang(arguments.lang or Lang.EN)
        say(text(lang, "backup.restored", home=done.home.root))
        if aside:
            say(text(lang, "backup.set_aside", folder=aside))
        if done.erased is None:
            say(text(lang, "backup.erasures_unread"))
        elif done.erased:
            say(text(lang, "backup.erased_again", subjects=", ".join(done.erased)))
