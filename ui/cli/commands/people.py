"""``station people``: who works at this station."""

from __future__ import annotations

import argparse
import getpass
import sys
from typing import TYPE_CHECKING

from ui.cli.command import add_command, add_group, emit, say

if TYPE_CHECKING:
    from station.model.person import Person
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare list and add-first."""
    people = add_group(commands, "people", "people of this station")
    add_command(people, "list", list_people, "everyone, by name")
    first = add_command(people, "add-first", add_first, "create the first inspector; asks for a PIN")
    first.add_argument("name", metavar="NAME", type=_name)


def _name(words: str) -> str:
    if not words.strip():
        raise argparse.ArgumentTypeError("a person needs a name")
    return words.strip()


def list_people(arguments: argparse.Namespace) -> None:
    """List everyone."""
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock
    from station.store.database import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        people = Accounts(store).all()
    if arguments.json:
        emit([_as_json(person) for person in people])
        return
    for person in people:
        say(f"{person.id}  {person.name}  {person.role.value}")


def add_first(arguments: argparse.Namespace) -> None:
    """Create the first inspector. The PIN is asked for, or read from standard input; never an argument."""
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock
    from station.store.database import open_store

    pin = getpass.getpass("PIN: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    with open_store(arguments.home, SystemClock()) as store:
        person = Accounts(store).create_first(arguments.name, pin)
    if arguments.json:
        emit(_as_json(person))
    else:
        say(person.id)


def _as_json(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "role": person.role.value}
