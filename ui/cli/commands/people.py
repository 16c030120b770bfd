"""``station people``: who works at this station."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from station.model.person import Role
from ui.cli.command import add_command, add_group, emit, say
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.model.person import Person
    from ui.cli.command import Commands


ROLES = tuple(role.value for role in Role)


def register(commands: Commands) -> None:
    """Declare list, add-first and add."""
    people = add_group(commands, "people", "people of this station")
    add_command(people, "list", list_people, "everyone, by name")
    first = add_command(people, "add-first", add_first, "create the first inspector; asks for a PIN")
    first.add_argument("name", metavar="NAME", type=_name)
    added = add_command(people, "add", add_person, "add a person; asks for the PIN of --by, then the new one")
    added.add_argument("name", metavar="NAME", type=_name)
    added.add_argument("--role", required=True, choices=ROLES, help="what the person may do")
    added.add_argument("--by", required=True, metavar="P", help="id or name of who adds: an administrator")


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

    pin = ask_pin(arguments.name)
    with open_store(arguments.home, SystemClock()) as store:
        person = Accounts(store).create_first(arguments.name, pin)
    if arguments.json:
        emit(_as_json(person))
    else:
        say(person.id)


def add_person(arguments: argparse.Namespace) -> None:
    """Add a person; who adds is proven by PIN."""
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock
    from station.store.database import open_store

    with open_store(arguments.home, SystemClock()) as store:
        accounts = Accounts(store)
        by = person_of(accounts, arguments.by)
        accounts.sign_in(by.id, ask_pin(by.name))
        person = accounts.add(arguments.name, Role(arguments.role), ask_pin(arguments.name), by.id)
    if arguments.json:
        emit(_as_json(person))
    else:
        say(person.id)


def _as_json(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "role": person.role.value}
