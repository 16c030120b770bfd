"""``station hub admin feed …``: what is in force at the stations."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from station.platform.kinds import PlatformKind
from ui.cli.command import add_command, add_group, emit, read_bytes, say
from ui.cli.hub_opening import add_hub_options, opened_hub

if TYPE_CHECKING:
    from ui.cli.command import Commands

_KINDS = tuple(kind.value for kind in PlatformKind)


def register(commands: Commands) -> None:
    """Declare list, publish and withdraw."""
    group = add_group(commands, "feed", "standards, checklists, people and what else comes down to stations")
    listed = add_command(group, "list", list_feed, "everything ever published, the latest first")
    published = add_command(group, "publish", publish, "put a file in force at all stations, or at one")
    published.add_argument("file", metavar="FILE", help="- is standard input")
    published.add_argument("--station", default="", metavar="ID", help="only this one")
    withdrawn = add_command(group, "withdraw", withdraw, "take a version out of force")
    for parser in (published, withdrawn):
        parser.add_argument("--kind", required=True, choices=_KINDS)
        parser.add_argument("--name", required=True)
    published.add_argument("--version", default="", metavar="V", help="dated standards need one")
    withdrawn.add_argument("--version", required=True, metavar="V")
    for parser in (listed, published, withdrawn):
        add_hub_options(parser)


def list_feed(arguments: argparse.Namespace) -> None:
    """List everything ever published."""
    from sync.hub.feed import Feed
    from sync.hub.hub import instant_text

    with opened_hub(arguments) as hub:
        found = Feed(hub).all()
    told = [
        {
            "kind": one.item.kind,
            "name": one.item.name,
            "version": one.item.version,
            "station": one.station,
            "published_at": instant_text(one.published_at),
            "published_by": one.published_by,
            "withdrawn_at": instant_text(one.withdrawn_at) if one.withdrawn_at else None,
        }
        for one in found
    ]
    if arguments.json:
        emit(told)
        return
    for line in told:
        say("  ".join(str(part) for part in line.values() if part))


def publish(arguments: argparse.Namespace) -> None:
    """Put a file in force."""
    from sync.hub.accounts import machine_user
    from sync.hub.feed import Feed

    content = read_bytes(arguments.file)
    with opened_hub(arguments) as hub:
        item = Feed(hub).publish(
            arguments.kind, arguments.name, arguments.version, content, machine_user(), arguments.station
        )
    if arguments.json:
        emit({"kind": item.kind, "name": item.name, "version": item.version, "sha256": item.sha256})
    else:
        say(f"{item.kind}  {item.name}  {item.version}  {item.sha256}")


def withdraw(arguments: argparse.Namespace) -> None:
    """Take a version out of force."""
    from sync.hub.accounts import machine_user
    from sync.hub.feed import Feed

    with opened_hub(arguments) as hub:
        Feed(hub).withdraw(arguments.kind, arguments.name, arguments.version, machine_user())
    if arguments.json:
        emit({"kind": arguments.kind, "name": arguments.name, "version": arguments.version})
    else:
        say(f"{arguments.kind}  {arguments.name}  {arguments.version}")
