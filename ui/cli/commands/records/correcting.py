"""``station records amend``, ``void``, ``countersign`` and ``queue``: correcting what is sealed, honestly.

Who signs is named with ``--by`` and proven by a PIN: asked for, or the next line of standard input.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, emit, read_json, say
from ui.cli.discretion import as_seen, masks_imei
from ui.cli.existing_home import open_existing
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.inspection.corrections import Corrections
    from station.model.answer import Answer
    from station.model.record import LedgerEntry, Record
    from station.people.accounts import Accounts
    from station.store.database import Store
    from ui.cli.command import Commands


def register(records: Commands) -> None:
    """Declare amend, void, countersign and queue."""
    amended = _act(records, "amend", amend, "seal a new record that corrects one; the old one stays")
    amended.add_argument(
        "--facts",
        required=True,
        metavar="FILE",
        help="facts file of the changed items; - is what follows the PIN",
    )
    voided = _act(records, "void", void, "say that a record no longer speaks for its unit; it stays")
    for parser in (amended, voided):
        parser.add_argument("--reason", required=True, metavar="CODE", help="why, by its code")
        parser.add_argument("--says", required=True, metavar="TEXT", help="why, in your own words")
    signed = _act(records, "countersign", countersign, "give a record its second signature, or refuse it")
    signed.add_argument("--refuse", action="store_true", help="refuse; needs --says")
    signed.add_argument("--says", default="", metavar="TEXT", help="why, in your own words")
    add_command(records, "queue", queue, "records that await a second signature, oldest first")


def _act(records: Commands, name: str, run: Any, about: str) -> argparse.ArgumentParser:
    parser = add_command(records, name, run, about)
    parser.add_argument("record", metavar="ID")
    parser.add_argument("--by", required=True, metavar="P", help="id or name of who signs")
    return parser


def amend(arguments: argparse.Namespace) -> None:
    """Amend a record by a facts file of the items that change."""
    with _corrections(arguments) as (store, accounts, corrections):
        person = person_of(accounts, arguments.by)
        pin = ask_pin(person.name)
        changes = _changes(arguments, store)
        record = corrections.amend(
            arguments.record, changes, arguments.reason, arguments.says, person.id, pin
        )
    _tell(arguments, {"record": record.id, "amends": arguments.record, **_place(record)})


def _changes(arguments: argparse.Namespace, store: Store) -> dict[str, Answer]:
    from station.errors import KnownError
    from station.model.facts_json import facts_from_json
    from station.standards.library import home_library
    from station.store.records import RecordBook

    category = RecordBook(store).get(arguments.record).document["internal_standard"]["category"]
    try:
        told = read_json(arguments.facts)
    except ValueError as error:
        raise KnownError("FACT-001", where=arguments.facts, why=str(error)) from error
    return facts_from_json(told, home_library(arguments.home).internal_standard(category))


def void(arguments: argparse.Namespace) -> None:
    """Void a record."""
    with _corrections(arguments) as (_, accounts, corrections):
        person = person_of(accounts, arguments.by)
        pin = ask_pin(person.name)
        entry = corrections.void(arguments.record, arguments.reason, arguments.says, person.id, pin)
    _tell(arguments, {"record": arguments.record, "standing": "voided", **_entry(entry)})


def countersign(arguments: argparse.Namespace) -> None:
    """Give or refuse the second signature."""
    with _corrections(arguments) as (_, accounts, corrections):
        person = person_of(accounts, arguments.by)
        pin, agreed = ask_pin(person.name), not arguments.refuse
        entry = corrections.countersign(arguments.record, agreed, arguments.says, person.id, pin)
    decision = "agreed" if agreed else "refused"
    _tell(arguments, {"record": arguments.record, "countersign": decision, **_entry(entry)})


def queue(arguments: argparse.Namespace) -> None:
    """List the records that await a second signature, with what demands it."""
    from station.inspection.corrections import Corrections
    from station.model.second_signature import demand_to_json, demands_of
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock, to_text
    from station.store.opening import open_to_read
    from station.store.records import RecordBook

    clock = SystemClock()
    with open_to_read(arguments.home, clock) as store:
        waiting = Corrections(store, clock, Accounts(store)).awaiting()
        documents = [RecordBook(store).get(one.id).document for one in waiting]
    demands = [[demand_to_json(one) for one in demands_of(document)] for document in documents]
    hidden = masks_imei(arguments.home)
    lines: list[dict[str, Any]] = [
        {
            "record": one.id,
            "code": as_seen(one.unit_code, hidden, one.serial),
            "person": one.person,
            "sealed_at": to_text(one.sealed_at),
            "demanded_by": demanded,
        }
        for one, demanded in zip(waiting, demands, strict=True)
    ]
    if arguments.json:
        emit(lines)
        return
    for line in lines:
        why = ", ".join(f"{one['because']} {one['item']}".strip() for one in line["demanded_by"])
        say(f"{line['record']}  {line['code']}  {line['person']}  {why}")


@contextmanager
def _corrections(arguments: argparse.Namespace) -> Iterator[tuple[Store, Accounts, Corrections]]:
    from station.inspection.corrections import Corrections
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock

    clock = SystemClock()
    with open_existing(arguments.home, clock) as store:
        accounts = Accounts(store)
        yield store, accounts, Corrections(store, clock, accounts)


def _place(record: Record) -> dict[str, Any]:
    from station.store.clock import to_text

    ledger = {"sequence": record.sequence, "hash": record.ledger_hash, "body_sha256": record.sha256}
    return {"sealed_at": to_text(record.sealed_at), "verdicts": record.document["verdicts"], "ledger": ledger}


def _entry(entry: LedgerEntry) -> dict[str, Any]:
    from station.store.clock import to_text

    ledger = {"sequence": entry.sequence, "hash": entry.hash, "body_sha256": entry.body_sha256}
    return {"at": to_text(entry.at), "ledger": ledger}


def _tell(arguments: argparse.Namespace, result: dict[str, Any]) -> None:
    if arguments.json:
        emit(result)
    else:
        say(f"{result['record']}  #{result['ledger']['sequence']}")
