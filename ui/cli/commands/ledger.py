"""``station ledger verify``: the station's own ledger, or an exported bundle."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.texts import Lang, text
from ui.cli.command import add_command, add_group, emit, read_json, say

if TYPE_CHECKING:
    from station.store.chain import LedgerReport
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare verify."""
    ledger = add_group(commands, "ledger", "the station's ledger")
    verify = add_command(ledger, "verify", verify_ledger, "check every entry, record and photo")
    verify.add_argument("bundle", nargs="?", type=Path, metavar="BUNDLE", help="an exported bundle")
    verify.add_argument("--receipt", metavar="FILE", help="what a hub confirmed: {station, sequence, head}")


def verify_ledger(arguments: argparse.Namespace) -> int:
    """Check, tell, and exit 1 when something does not fit."""
    receipt = _receipt(arguments.receipt) if arguments.receipt else None
    report = _check(arguments, receipt)
    lang = Lang(arguments.lang or Lang.EN)
    if arguments.json:
        emit(_as_json(report, lang))
    else:
        _say(report, lang)
    return 0 if report.ok else 1


def _check(arguments: argparse.Namespace, receipt: dict[str, Any] | None) -> LedgerReport:
    if arguments.bundle is not None:
        from station.store.bundle_check import verify_bundle

        return verify_bundle(arguments.bundle, receipt)
    from station.store.clock import SystemClock
    from station.store.database import open_to_read
    from station.store.verification import verify_store

    with open_to_read(arguments.home, SystemClock()) as store:
        return verify_store(store, receipt)


def _receipt(path: str) -> dict[str, Any]:
    try:
        receipt = read_json(path)
    except ValueError as error:
        raise KnownError("IMP-001", file=path, why=str(error)) from error
    if not isinstance(receipt, dict):
        raise KnownError("IMP-001", file=path, why="JSON object")
    return receipt


def _as_json(report: LedgerReport, lang: Lang) -> dict[str, object]:
    problems = [
        {"sequence": problem.sequence, "code": problem.code, "message": problem.message(lang)}
        for problem in report.problems
    ]
    return {"ok": report.ok, "entries": report.entries, "head": report.head, "problems": problems}


def _say(report: LedgerReport, lang: Lang) -> None:
    if report.ok:
        say(text(lang, "ledger.ok", entries=report.entries, head=report.head))
        return
    say(text(lang, "ledger.bad", entries=report.entries, count=len(report.problems)))
    for problem in report.problems:
        say(problem.message(lang))
