"""``station people``: who works at this station, what they may do, and when they signed in."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from station.model.person import Role
from ui.cli.command import add_command, add_group, emit, say
from ui.cli.existing_home import open_existing
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.model.person import Person
    from station.people.accounts import Accounts
    from ui.cli.command import Commands

    Change = Callable[[Accounts, Person, str], Person]


ROLES = tuple(role.value for role in Role)


def register(commands: Commands) -> None:
    """Declare everything about people. PINs and badges are asked for, or lines of standard input."""
    people = add_group(commands, "people", "people of this station")
    add_command(people, "list", list_people, "everyone, by name")
    first = add_command(people, "add-first", add_first, "create the administrator; asks for a PIN")
    first.add_argument("name", metavar="NAME", type=_name)
    added = add_command(people, "add", add_person, "add a person; asks for the PIN of --by, then the new one")
    added.add_argument("name", metavar="NAME", type=_name)
    added.add_argument("--role", required=True, choices=ROLES, help="what the person may do")
    _by(added)
    for name, run, what in (
        ("role", change_role, "give a person another role"),
        ("block", block, "let a person no longer sign in; they stay in their records"),
        ("unblock", unblock, "let a blocked person in again"),
        ("reset-pin", reset_pin, "give a person a PIN they must change; asks for the PIN of --by, then it"),
        ("badge", set_badge, "give a person a badge; asks for the PIN of --by, then the badge code"),
    ):
        changed = add_command(people, name, run, what)
        changed.add_argument("person", metavar="P", help="id or name")
        _by(changed)
    people.choices["role"].add_argument("--role", required=True, choices=ROLES, help="what they may do")
    people.choices["badge"].add_argument("--remove", action="store_true", help="take the badge away")
    own = add_command(people, "set-pin", set_pin, "change one's own PIN; asks for the old one, then the new")
    own.add_argument("person", metavar="P", help="id or name")
    history = add_command(people, "sign-ins", list_sign_ins, "who signed in, out or failed to, latest first")
    history.add_argument("--person", default="", metavar="P", help="only this one, by id or name")
    history.add_argument("--limit", type=int, default=50, help="most lines listed")


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, metavar="P", help="id or name of who acts: an administrator")


def _name(words: str) -> str:
    if not words.strip():
        raise argparse.ArgumentTypeError("a person needs a name")
    return words.strip()


def list_people(arguments: argparse.Namespace) -> None:
    """List everyone."""
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock
    from station.store.opening import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        people = Accounts(store).all()
    if arguments.json:
        emit([_as_json(person) for person in people])
        return
    for person in people:
        say(f"{person.id}  {person.name}  {person.role.value}  {person.state.value}")


def add_first(arguments: argparse.Namespace) -> None:
    """Create the administrator. The PIN is asked for, or read from standard input; never an argument."""
    from station.people.accounts import Accounts
    from station.store.clock import SystemClock
    from station.store.opening import open_store

    pin = ask_pin(arguments.name)
    with open_store(arguments.home, SystemClock()) as store:
        person = Accounts(store).create_first(arguments.name, pin)
    _tell(arguments, person)


def add_person(arguments: argparse.Namespace) -> None:
    """Add a person; who adds is proven by PIN."""
    from station.model.rights import Right
    from station.people.accounts import Accounts

    with open_existing(arguments.home) as store:
        accounts = Accounts(store)
        by = person_of(accounts, arguments.by)
        accounts.authorise(by.id, ask_pin(by.name), Right.MANAGE_PEOPLE)
        person = accounts.add(arguments.name, Role(arguments.role), ask_pin(arguments.name), by.id)
    _tell(arguments, person)


def change_role(arguments: argparse.Namespace) -> None:
    """Give a person another role."""
    _change(arguments, lambda accounts, who, by: accounts.change_role(who.id, Role(arguments.role), by))


def block(arguments: argparse.Namespace) -> None:
    """Block a person."""
    _change(arguments, lambda accounts, who, by: accounts.block(who.id, by))


def unblock(arguments: argparse.Namespace) -> None:
    """Let a person in again."""
    _change(arguments, lambda accounts, who, by: accounts.unblock(who.id, by))


def reset_pin(arguments: argparse.Namespace) -> None:
    """Give a person a PIN that they must change."""
    _change(arguments, lambda accounts, who, by: accounts.reset_pin(who.id, ask_pin(who.name), by))


def set_badge(arguments: argparse.Namespace) -> None:
    """Give a person a badge, or take theirs away."""

    def change(accounts: Accounts, who: Person, by: str) -> Person:
        return accounts.set_badge(who.id, "" if arguments.remove else ask_badge(who), by)

    _change(arguments, change)


def ask_badge(who: Person) -> str:
    """The code of a badge, asked for like a PIN.

    Raises:
        KnownError: PEO-012 not a badge code; nothing at all is one, too.
    """
    from station.people.badges import clean_badge

    return clean_badge(ask_pin(f"badge {who.name}"))


def set_pin(arguments: argparse.Namespace) -> None:
    """Change one's own PIN."""
    from station.people.accounts import Accounts

    with open_existing(arguments.home) as store:
        accounts = Accounts(store)
        who = person_of(accounts, arguments.person)
        old, new = ask_pin(who.name), ask_pin(who.name)
        person = accounts.set_pin(who.id, old, new)
    _tell(arguments, person)


def list_sign_ins(arguments: argparse.Namespace) -> None:
    """List who came and went."""
    from station.people.accounts import Accounts
    from station.people.sign_ins import sign_ins
    from station.store.clock import SystemClock, to_text
    from station.store.opening import open_to_read

    with open_to_read(arguments.home, SystemClock()) as store:
        accounts = Accounts(store)
        names = {person.id: person.name for person in accounts.all()}
        wanted = person_of(accounts, arguments.person).id if arguments.person else ""
        lines = sign_ins(store, wanted, arguments.limit)
    told = [
        {
            "at": to_text(line.at),
            "kind": line.kind,
            "person": line.person,
            "name": names.get(line.person, ""),
            "how": line.how,
            "why": line.why,
        }
        for line in lines
    ]
    if arguments.json:
        emit(told)
        return
    for one in told:
        say("  ".join(filter(None, (one["at"], one["kind"], one["name"], one["how"], one["why"]))))


def _change(arguments: argparse.Namespace, change: Change) -> None:
    """Change a person, once who acts is proven by PIN."""
    from station.model.rights import Right
    from station.people.accounts import Accounts

    with open_existing(arguments.home) as store:
        accounts = Accounts(store)
        by, who = person_of(accounts, arguments.by), person_of(accounts, arguments.person)
        accounts.authorise(by.id, ask_pin(by.name), Right.MANAGE_PEOPLE)
        person = change(accounts, who, by.id)
    _tell(arguments, person)


def _tell(arguments: argparse.Namespace, person: Person) -> None:
    if arguments.json:
        emit(_as_json(person))
    else:
        say(person.id)


def _as_json(person: Person) -> dict[str, object]:
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "state": person.state.value,
        "badge": person.has_badge,
        "pin_must_change": person.pin_must_change,
    }
