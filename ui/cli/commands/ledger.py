"""``station ledger``: checking the station's own ledger or an exported bundle, and what a hub confirmed."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.model.event import EventKind
from station.texts import Lang, text
from ui.cli.command import (
    add_command,
    add_group,
    emit,
    emit_line,
    read_bytes,
    read_json,
    say,
)
from ui.cli.discretion import as_seen, masks_imei
from ui.cli.existing_home import open_existing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from station.store.chain import LedgerProblem, LedgerReport
    from station.store.receipt import Receipt
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare verify, receipt and events."""
    ledger = add_group(commands, "ledger", "the station's ledger")
    verify = add_command(ledger, "verify", verify_ledger, "check every entry, record and photo")
    verify.add_argument("bundle", nargs="?", type=Path, metavar="BUNDLE", help="an exported bundle")
    verify.add_argument(
        "--receipt", metavar="FILE", help="what a hub confirmed: {station, sequence, head, …}"
    )
    kept = add_command(
        ledger, "receipt", keep_receipt, "keep a receipt of the hub; its key is pinned at first"
    )
    kept.add_argument("receipt", metavar="FILE", help="the receipt; - is standard input")
    told = add_command(ledger, "events", list_events, "lasting events, one JSON object per line")
    told.add_argument("--kind", choices=[kind.value for kind in EventKind], default="", metavar="K")
    told.add_argument("--since", type=date.fromisoformat, metavar="D", help="local day, YYYY-MM-DD")
    told.add_argument("--person", default="", metavar="P", help="id or name")
    told.add_argument("--limit", type=int, default=1000, metavar="N", help="the latest N; 1000 unless told")
    for command in (verify, kept):
        command.add_argument("--hub-key", metavar="FILE", help="the hub's public key (PEM)")


def verify_ledger(arguments: argparse.Namespace) -> int:
    """Check, tell, and exit 1 when something does not fit."""
    report = _check(arguments)
    lang = Lang(arguments.lang or Lang.EN)
    if arguments.json:
        emit(_as_json(report, lang))
    else:
        _say(report, lang)
    return 0 if report.ok else 1


def _check(arguments: argparse.Namespace) -> LedgerReport:
    from station.store.receipt import claim_from

    claim = _read(arguments.receipt, claim_from) if arguments.receipt else None
    hub_key = _text(arguments.hub_key) if arguments.hub_key else None
    if arguments.bundle is not None:
        from station.store.bundle_check import verify_bundle

        return verify_bundle(arguments.bundle, claim, hub_key)
    from station.store.clock import SystemClock
    from station.store.ledger import Ledger
    from station.store.opening import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        return Ledger(store).verify(claim, hub_key)


def keep_receipt(arguments: argparse.Namespace) -> int:
    """Keep a receipt, and exit 1 when the ledger is not what it confirms."""
    from station.store.ledger import Ledger
    from station.store.receipt import receipt_from
    from station.store.receipts import Receipts

    receipt = _read(arguments.receipt, receipt_from)
    hub_key = _text(arguments.hub_key) if arguments.hub_key else None
    with open_existing(arguments.home) as store:
        Receipts(store).keep(receipt, hub_key)
        agrees = Ledger(store).hash_at(receipt.sequence) == receipt.head
    lang = Lang(arguments.lang or Lang.EN)
    if arguments.json:
        emit({"kept": receipt.sequence, "hub": receipt.hub, "agrees": agrees})
    else:
        say(text(lang, "ledger.receipt_kept", sequence=receipt.sequence, hub=receipt.hub))
        if not agrees:
            say(text(lang, "ledger.receipt_disagrees", sequence=receipt.sequence))
    return 0 if agrees else 1


def list_events(arguments: argparse.Namespace) -> None:
    """List lasting events, oldest first."""
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock
    from station.store.lasting_events import lasting_events
    from station.store.opening import open_to_read
    from ui.cli.pins import person_of

    lang, hidden = Lang(arguments.lang or Lang.EN), masks_imei(arguments.home)
    with open_to_read(arguments.home, SystemClock()) as store:
        person = person_of(Accounts(store), arguments.person).id if arguments.person else ""
        found = lasting_events(
            store, kind=arguments.kind, since=arguments.since, person=person, limit=arguments.limit
        )
        for event in found:
            told = {**asdict(event), "title": text(lang, f"ledger.kinds.{event.kind}")}
            emit_line(as_seen(told, hidden))


def _read(path: str, parse: Callable[[Any], Receipt]) -> Receipt:
    try:
        return parse(read_json(path))
    except ValueError as error:
        raise KnownError("IMP-001", file=path, why=str(error)) from error


def _text(path: str) -> str:
    return read_bytes(path).decode("utf-8", "replace")


def _as_json(report: LedgerReport, lang: Lang) -> dict[str, object]:
    return {
        "ok": report.ok,
        "entries": report.entries,
        "head": report.head,
        "problems": _told(report.problems, lang),
        "notes": _told(report.notes, lang),
    }


def _told(found: Iterable[LedgerProblem], lang: Lang) -> list[dict[str, object]]:
    return [{"sequence": one.sequence, "code": one.code, "message": one.message(lang)} for one in found]


def _say(report: LedgerReport, lang: Lang) -> None:
    if report.ok:
        say(text(lang, "ledger.ok", entries=report.entries, head=report.head))
    else:
        say(text(lang, "ledger.bad", entries=report.entries, count=len(report.problems)))
    for problem in report.problems:
        say(problem.message(lang))
    if report.notes:
        say(text(lang, "ledger.noted", count=len(report.notes)))
    for note in report.notes:
        say(note.message(lang))
