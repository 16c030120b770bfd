"""``station retention``: removes photos that the platform holds and whose time has passed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.command import add_command, emit, say
from ui.cli.existing_home import open_existing

if TYPE_CHECKING:
    from station.backup.retention import RetentionReport
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare retention."""
    retention = add_command(commands, "retention", run, "prune photos as the policy in the settings says")
    retention.add_argument("--dry-run", action="store_true", help="only tell what would go")


def run(arguments: argparse.Namespace) -> None:
    """Prune, or tell what would go."""
    report = _look(arguments) if arguments.dry_run else _prune(arguments)
    kept = [{"reason": reason.value, "count": count} for reason, count in sorted(report.kept.items())]
    if arguments.json:
        emit({"eligible": report.eligible, "pruned": report.pruned, "bytes": report.bytes, "kept": kept})
        return
    lang = Lang(arguments.lang or Lang.EN)
    say(text(lang, "backup.pruned", eligible=report.eligible, pruned=report.pruned, bytes=report.bytes))
    for reason, count in sorted(report.kept.items()):
        say(text(lang, f"backup.kept.{reason.value}", count=count))


def _look(arguments: argparse.Namespace) -> RetentionReport:
    from station.backup.retention import look
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        return look(store, _days(arguments))


def _prune(arguments: argparse.Namespace) -> RetentionReport:
    from station.backup.retention import finish_pruning, prune

    with open_existing(arguments.home) as store:
        finish_pruning(store)
        return prune(store, _days(arguments))


def _days(arguments: argparse.Namespace) -> int | None:
    from station.platform.retention import days_in_force
    from ui.cli.settings_read import read_settings

    return days_in_force(arguments.home, read_settings(arguments.home).retention_days)
