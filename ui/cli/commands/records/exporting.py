"""``station records export``: a bundle of records that anyone can verify, and the ledger's word of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from station.errors import KnownError
from ui.cli.command import add_command, emit, say
from ui.cli.discretion import masks_imei
from ui.cli.existing_home import open_existing
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.store.database import Store
    from ui.cli.command import Commands


def register(records: Commands) -> None:
    """Declare export."""
    exported = add_command(records, "export", export_records, "write a bundle that verifies by itself")
    exported.add_argument("records", nargs="+", metavar="ID")
    exported.add_argument("--out", type=Path, required=True, metavar="DIR", help="empty or new folder")
    exported.add_argument("--by", metavar="P", help="id or name of who exports; asks for the PIN")


def export_records(arguments: argparse.Namespace) -> None:
    """Write a bundle, and state it in the ledger.

    Beside a running station a note is left, which it enters when it opens next. Only from a home that cannot
    be written at all is an export unstated. A bundle states IMEIs: where the policy masks them, whoever
    exports must be named, and be one who may see them.
    """
    from station.store.bundle import write_bundle
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read
    from station.store.records import RecordBook

    if masks_imei(arguments.home) and not arguments.by:
        raise KnownError("PRV-004")
    try:
        with open_existing(arguments.home) as store:
            folder = _export(store, arguments)
    except KnownError as error:
        if error.code not in {"STO-002", "STO-004"} or arguments.by:
            raise
        with open_to_read(arguments.home, SystemClock()) as store:
            records = [RecordBook(store).get(record_id) for record_id in arguments.records]
            if error.code == "STO-004":
                _leave_note(store, arguments)
            folder = write_bundle(store, records, arguments.out)
    if arguments.json:
        emit({"bundle": str(folder), "records": arguments.records})
    else:
        say(str(folder))


def _leave_note(store: Store, arguments: argparse.Namespace) -> None:
    from station.store.failures import known_failures
    from station.store.pending_entries import note_export

    with known_failures(store.home.root):
        note_export(store.home, arguments.records, arguments.out.name, store.clock.now())


def _export(store: Store, arguments: argparse.Namespace) -> Path:
    from station.inspection.papers import Papers
    from station.model.rights import Right
    from station.people.accounts import Accounts

    by = ""
    if arguments.by:
        accounts = Accounts(store)
        person = person_of(accounts, arguments.by)
        by = accounts.authorise(person.id, ask_pin(person.name), Right.EXPORT).id
        if masks_imei(store.home):
            accounts.entitled(by, Right.SEE_PRIVATE)
    return Papers(store).export(arguments.records, arguments.out, by)
