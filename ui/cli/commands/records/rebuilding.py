"""``station records rebuild``: everything derived from the ledger is dropped and made again."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, emit, say
from ui.cli.existing_home import open_existing

if TYPE_CHECKING:
    from station.store.index.derived import DerivedFile
    from ui.cli.command import Commands


def register(records: Commands) -> None:
    """Declare rebuild."""
    told = "drop what is derived (search, analyses) and make it again from the ledger"
    add_command(records, "rebuild", rebuild, told)


def rebuild(arguments: argparse.Namespace) -> None:
    """Make both files again, and compare what each says before and after."""
    with open_existing(arguments.home) as store:
        found, counted = _made_again(store.index), _made_again(store.rollups)
    if arguments.json:
        emit({**found, "analysis": counted})
        return
    for one in (found, counted):
        say(f"{one['records']} records  {float(one['seconds']):.1f} s")
        say(f"sha256 {one['sha256_before']} -> {one['sha256_after']}")


def _made_again(file: DerivedFile) -> dict[str, Any]:
    file.catch_up()
    before = file.digest()
    start_s = time.monotonic()
    records = file.rebuild()
    seconds = time.monotonic() - start_s
    after = file.digest()
    told = {"records": records, "seconds": f"{seconds:.3f}", "sha256_before": before, "sha256_after": after}
    return {**told, "same": before == after}
