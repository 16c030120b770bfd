"""``station hub admin audit``: what was done at the hub, and by whom."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit_line, say
from ui.cli.hub_opening import add_hub_options, opened_hub

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare ``audit``."""
    parser = add_command(commands, "audit", list_audit, "what was done at the hub, latest first")
    add_hub_options(parser)
    parser.add_argument("--limit", type=int, default=50, help="most lines listed; 50 unless told")
    parser.add_argument("--before", type=int, metavar="ID", help="only those older than this one")


def list_audit(arguments: argparse.Namespace) -> None:
    """List actions; with ``--json`` one object per line."""
    from sync.hub.audit import latest
    from sync.hub.hub import instant_text

    with opened_hub(arguments) as hub:
        lines = latest(hub, arguments.limit, arguments.before)
    for line in lines:
        told = {
            "id": line.id,
            "at": instant_text(line.at),
            "account": line.account,
            "action": line.action,
            "subject": line.subject,
            "detail": line.detail,
        }
        if arguments.json:
            emit_line(told)
        else:
            say("  ".join(str(part) for part in told.values()))
