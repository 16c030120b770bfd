"""What the command line tells of IMEIs: masked where the policy says so, clear to who may see and says so."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, TypeVar

from ui.cli.existing_home import open_existing
from ui.cli.pins import ask_pin, person_of

if TYPE_CHECKING:
    from station.places import Home
    from station.store.database import Store

T = TypeVar("T")


def add_clear(parser: argparse.ArgumentParser) -> None:
    """Declare ``--clear --by P``."""
    parser.add_argument("--clear", action="store_true", help="IMEIs in clear text; needs --by")
    parser.add_argument("--by", metavar="P", help="id or name of who may see them; asks for the PIN")


def masks_imei(home: Home) -> bool:
    """Whether the policy of this home masks IMEIs."""
    from station.settings import settings_found

    return settings_found(home).private_imei == "masked"


def hides_imei(arguments: argparse.Namespace) -> bool:
    """Whether IMEIs stay hidden from whoever runs the command; ``--clear`` proves the person first.

    Raises:
        KnownError: PRV-004 nobody is named, and those of proving a person who may see personal data.
    """
    if not masks_imei(arguments.home):
        return False
    if not arguments.clear:
        return True
    with open_existing(arguments.home) as store:
        prove_may_see(store, arguments.by)
    return False


def prove_may_see(store: Store, by: str | None) -> None:
    """Prove by PIN that ``by`` may see personal data.

    Raises:
        KnownError: PRV-004 nobody is named, and those of proving a person who may see personal data.
    """
    from station.errors import KnownError
    from station.model.rights import Right
    from station.people.accounts import Accounts

    if not by:
        raise KnownError("PRV-004")
    accounts = Accounts(store)
    person = person_of(accounts, by)
    accounts.authorise(person.id, ask_pin(person.name), Right.SEE_PRIVATE)


def as_seen(value: T, hidden: bool, *known: str) -> T:
    """``value``, its IMEIs and ``known`` identifiers masked when ``hidden``."""
    from station.model.discretion import discreet

    return discreet(value, *known) if hidden else value
