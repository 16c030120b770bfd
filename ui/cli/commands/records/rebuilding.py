"""``station records rebuild``: everything derived from the ledger is dropped and made again."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from ui.cli.command import add_command, emit, say
from ui.cli.existing_home import open_existing

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(records: Commands) -> None:
    """Declare rebuild."""
    add_command(
        records,
        "rebuild",
        rebuild,
        "drop what is derived (search, analyses) and make it again from the ledger",
    )


def rebuild(arguments: argparse.Namespace) -> None:
    """Make the index again, and compare what it says before and after."""
    with open_existing(arguments.home) as store:
        store.index.catch_up()
        before = store.index.digest()
        start_s = time.monotonic()
        records = store.index.rebuild()
        seconds = time.monotonic() - start_s
        after = store.index.digest()
    if arguments.json:
        told = {
            "records": records,
            "seconds": f"{seconds:.3f}",
            "sha256_before": before,
            "sha256_after": after,
        }
        emit({**told, "same": before == after})
        return
    say(f"{records} records  {seconds:.1f} s")
    say(f"sha256 {before} -> {after}")
