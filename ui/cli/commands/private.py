"""``station private``: personal data of customers, shown masked, handed out or erased by who may."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.command import add_command, add_group, emit, say, write_bytes
from ui.cli.existing_home import open_existing
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.model.rights import Right
    from station.private.places import Place
    from station.private.vault import PrivateVault
    from ui.cli.command import Commands


REASONS = ("asked", "expired", "mistaken")


def register(commands: Commands) -> None:
    """Declare list, show, export and erase."""
    private = add_group(commands, "private", "personal data of customers")
    add_command(private, "list", list_customers, "whose data is kept, masked")
    shown = add_command(private, "show", show_customer, "where the data of one person stands, masked")
    exported = add_command(private, "export", export_customer, "everything about a person, in clear text")
    erased = add_command(private, "erase", erase_customer, "make the data of a person unreadable for good")
    for parser in (shown, exported, erased):
        parser.add_argument("subject", metavar="ID", help="as private list gives it")
    for parser in (exported, erased):
        parser.add_argument(
            "--by", required=True, metavar="P", help="id or name of who acts; asks for the PIN"
        )
    exported.add_argument("--out", type=Path, metavar="FILE", help="JSON file, in place of standard output")
    erased.add_argument("--reason", required=True, choices=REASONS, help="stands in the ledger")


def list_customers(arguments: argparse.Namespace) -> None:
    """One line per person."""
    with _reading(arguments) as vault:
        found: dict[str, list[Place]] = {}
        for place in vault.places():
            found.setdefault(place.text.subject, []).append(place)
        told = [_masked(vault, places[0]) | {"places": len(places)} for places in found.values()]
    if arguments.json:
        emit(told)
        return
    for one in told:
        say("  ".join(str(value) for value in one.values()))


def show_customer(arguments: argparse.Namespace) -> None:
    """One line per place."""
    with _reading(arguments) as vault:
        told = [
            _masked(vault, place) | {"kind": place.kind, "id": place.id}
            for place in vault.places(arguments.subject)
        ]
    if arguments.json:
        emit(told)
        return
    for one in told:
        say("  ".join(str(value) for value in one.values()))


def export_customer(arguments: argparse.Namespace) -> None:
    """Everything, for the person themself; the ledger tells of it."""
    from station.model.rights import Right

    with _acting(arguments, Right.SEE_PRIVATE) as (vault, by):
        exported = vault.export(arguments.subject, by)
    if arguments.out is None:
        emit(exported)
        return
    write_bytes(arguments.out, json.dumps(exported, ensure_ascii=False, indent=2).encode())
    if arguments.json:
        emit({"subject": arguments.subject, "file": str(arguments.out)})
    else:
        say(str(arguments.out))


def erase_customer(arguments: argparse.Namespace) -> None:
    """Erase the key; records keep their hashes."""
    from station.model.rights import Right
    from station.private.vault import ErasureReason

    with _acting(arguments, Right.ERASE_PRIVATE) as (vault, by):
        vault.erase(arguments.subject, by, ErasureReason(arguments.reason))
    if arguments.json:
        emit({"subject": arguments.subject, "erased": True})
    else:
        say(arguments.subject)


@contextmanager
def _reading(arguments: argparse.Namespace) -> Iterator[PrivateVault]:
    from station.people.accounts import Accounts
    from station.private.vault import PrivateVault
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        yield PrivateVault(store, Accounts(store))


@contextmanager
def _acting(arguments: argparse.Namespace, right: Right) -> Iterator[tuple[PrivateVault, str]]:
    """The vault, and the id of who acts, proven by PIN."""
    from station.people.accounts import Accounts
    from station.private.vault import PrivateVault

    with open_existing(arguments.home) as store:
        accounts = Accounts(store)
        by = person_of(accounts, arguments.by)
        accounts.authorise(by.id, ask_pin(by.name), right)
        yield PrivateVault(store, accounts), by.id


def _masked(vault: PrivateVault, place: Place) -> dict[str, object]:
    from station.model.private import PrivateKind, masked

    customer = vault.open(place.text)
    return {
        "subject": place.text.subject,
        "name": masked(customer.name, PrivateKind.NAME) if customer else "",
        "phone": masked(customer.phone, PrivateKind.PHONE) if customer else "",
        "erased": customer is None,
    }
