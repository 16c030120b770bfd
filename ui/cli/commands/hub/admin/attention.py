"""``station hub admin set-asides`` and ``alarm …``: what cannot be used, and what no honest station sends."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ui.cli.command import add_command, add_group, emit, say
from ui.cli.hub_opening import add_hub_options, opened_hub

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare set-asides and alarms."""
    asides = add_command(commands, "set-asides", list_set_asides, "entries that the hub cannot use, and why")
    alarms = add_group(commands, "alarm", "ledgers that contradict what the hub confirmed")
    listed = add_command(alarms, "list", list_alarms, "alarms that nobody has seen; --all: every one")
    listed.add_argument("--all", action="store_true", help="those seen, too")
    seen = add_command(alarms, "seen", mark_seen, "take note of an alarm; the station stays as it is")
    seen.add_argument("alarm", type=int, metavar="ID")
    for parser in (asides, listed, seen):
        add_hub_options(parser)


def list_set_asides(arguments: argparse.Namespace) -> None:
    """List what is set aside."""
    from sync.hub.attention import open_set_asides

    with opened_hub(arguments) as hub:
        _tell(arguments, open_set_asides(hub))


def list_alarms(arguments: argparse.Namespace) -> None:
    """List alarms."""
    from sync.hub.attention import alarms

    with opened_hub(arguments) as hub:
        _tell(arguments, alarms(hub, unseen_only=not arguments.all))


def mark_seen(arguments: argparse.Namespace) -> None:
    """Take note of an alarm."""
    from sync.hub.accounts import machine_user
    from sync.hub.attention import alarms, see_alarm

    with opened_hub(arguments) as hub:
        see_alarm(hub, arguments.alarm, machine_user())
        _tell(arguments, alarms(hub, unseen_only=True))


def _tell(arguments: argparse.Namespace, lines: list[dict[str, object]]) -> None:
    if arguments.json:
        emit(lines)
        return
    for line in lines:
        say("  ".join(str(part) for part in line.values()))
