"""``station doctor``: what this machine has and lacks, each with what to do."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from station.texts import Lang, error_text, text
from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``doctor``."""
    add_command(commands, "doctor", run, "what this machine has and lacks")


def run(arguments: argparse.Namespace) -> int:
    """Look at everything; exit code 1 when something keeps the station from working."""
    if sys.platform == "linux" and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.doctor import Check, Finding, examine

    lang = Lang(arguments.lang or Lang.EN)
    checks = examine(arguments.home)

    def told(check: Check) -> dict[str, str]:
        do = "" if check.finding is Finding.OK else text(lang, f"doctor.{check.name}.do")
        do = " ".join(error_text(lang, check.trouble)) if check.trouble else do
        title = text(lang, f"doctor.{check.name}.title")
        return {"name": check.name, "title": title, "state": check.finding, "found": check.found, "do": do}

    results = [told(check) for check in checks]
    ok = all(check.finding is not Finding.BAD for check in checks)
    if arguments.json:
        emit({"ok": ok, "checks": results})
    else:
        for one in results:
            state = text(lang, f"doctor.state.{one['state']}")
            say(f"{state}  {one['title']}: {one['found']}  {one['do']}".rstrip())
    return 0 if ok else 1
