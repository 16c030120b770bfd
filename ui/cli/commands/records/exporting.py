"""``station records export``: bundles of records that anyone can verify."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(records: Commands) -> None:
    """Declare export."""
    exported = add_command(records, "export", export_records, "write a bundle that verifies by itself")
    exported.add_argument("records", nargs="+", metavar="ID")
    exported.add_argument("--out", type=Path, required=True, metavar="DIR", help="empty or new folder")


def export_records(arguments: argparse.Namespace) -> None:
    """Write a bundle."""
    from station.store.clock import SystemClock
    from station.store.database import open_to_read
    from station.store.records import RecordBook

    with open_to_read(arguments.home, SystemClock()) as store:
        folder = RecordBook(store).export(arguments.records, arguments.out)
    if arguments.json:
        emit({"bundle": str(folder), "records": arguments.records})
    else:
        say(str(folder))
