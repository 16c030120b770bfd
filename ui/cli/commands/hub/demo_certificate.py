"""``station hub demo-certificate``: HTTPS for trying, without buying a certificate."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare ``demo-certificate``."""
    parser = add_command(
        commands, "demo-certificate", make, "a certificate for this machine, for trying HTTPS"
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="nothing in it is replaced")
    parser.add_argument(
        "--host", action="append", default=[], metavar="NAME", help="further names and addresses"
    )


def make(arguments: argparse.Namespace) -> None:
    """Make the certificate and say where its parts are."""
    from sync.hub.demo_certificate import LOCAL, make_demo_certificate

    made = make_demo_certificate(arguments.out, (*LOCAL, *arguments.host))
    if arguments.json:
        emit({name: str(path) for name, path in made.items()})
        return
    for path in made.values():
        say(str(path))
