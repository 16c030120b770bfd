"""``station hub admin account …`` and ``token …``: who reads from the hub and who administers it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ui.cli.command import add_command, add_group, emit, say
from ui.cli.hub_opening import add_hub_options, opened_hub
from ui.cli.passphrases import ask_new_password

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.hub.accounts import Account, Accounts
    from ui.cli.command import Commands

    Act = Callable[[Accounts, str], Account]

_ROLES = ("reader", "admin")
_DAYS = 1


def register(commands: Commands) -> None:
    """Declare everything about accounts. Passwords are asked for, or lines of standard input."""
    account = add_group(commands, "account", "accounts of people and machines")
    _add(account, "list", list_accounts, "every account")
    added = _add(account, "add", add_account, "make an account; asks for its password")
    added.add_argument("name", metavar="NAME")
    added.add_argument("--role", required=True, choices=_ROLES, help="reads records, or administers")
    added.add_argument("--machine", action="store_true", help="no password: it is given tokens")
    for name, run, what in (
        ("block", block, "let an account in no longer; its tokens end"),
        ("unblock", unblock, "let an account in again, also one locked by wrong passwords"),
        ("password", set_password, "give an account another password; its tokens end"),
    ):
        _add(account, name, run, what).add_argument("name", metavar="NAME")
    token = add_group(commands, "token", "tokens of machines that read")
    given = _add(token, "give", give_token, "a token for a reader's account; shown once")
    given.add_argument("name", metavar="NAME")
    given.add_argument("--days", type=int, default=_DAYS, help=f"how long it is good, at most 90; {_DAYS}")
    _add(token, "revoke", revoke_tokens, "end every token of an account").add_argument("name", metavar="NAME")


def _add(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], None], what: str
) -> argparse.ArgumentParser:
    parser = add_command(commands, name, run, what)
    add_hub_options(parser)
    return parser


def list_accounts(arguments: argparse.Namespace) -> None:
    """List every account."""
    from sync.hub.accounts import Accounts

    with opened_hub(arguments) as hub:
        accounts = Accounts(hub).all()
    if arguments.json:
        emit([_as_json(one) for one in accounts])
        return
    for one in accounts:
        say(f"{one.name}  {one.role.value}  {one.state}")


def add_account(arguments: argparse.Namespace) -> None:
    """Make an account."""
    from sync.hub.access import HubRole

    password = None if arguments.machine else ask_new_password()
    _act(arguments, lambda all_, by: all_.add(arguments.name, HubRole(arguments.role), password, by))


def block(arguments: argparse.Namespace) -> None:
    """Block an account."""
    _act(arguments, lambda accounts, by: accounts.block(arguments.name, by))


def unblock(arguments: argparse.Namespace) -> None:
    """Let an account in again."""
    _act(arguments, lambda accounts, by: accounts.unblock(arguments.name, by))


def set_password(arguments: argparse.Namespace) -> None:
    """Give an account another password."""
    password = ask_new_password()
    _act(arguments, lambda accounts, by: accounts.set_password(arguments.name, password, by))


def give_token(arguments: argparse.Namespace) -> None:
    """Give a machine a token."""
    from sync.hub.accounts import Accounts, machine_user

    with opened_hub(arguments) as hub:
        token = Accounts(hub).give_token(arguments.name, arguments.days, machine_user())
    if arguments.json:
        emit({"token": token, "days": arguments.days})
    else:
        say(token)


def revoke_tokens(arguments: argparse.Namespace) -> None:
    """End an account's tokens."""
    from sync.hub.accounts import Accounts, machine_user

    with opened_hub(arguments) as hub:
        ended = Accounts(hub).revoke_tokens(arguments.name, machine_user())
    if arguments.json:
        emit({"revoked": ended})
    else:
        say(str(ended))


def _act(arguments: argparse.Namespace, act: Act) -> None:
    from sync.hub.accounts import Accounts, machine_user

    with opened_hub(arguments) as hub:
        account = act(Accounts(hub), machine_user())
    if arguments.json:
        emit(_as_json(account))
    else:
        say(f"{account.name}  {account.role.value}  {account.state}")


def _as_json(account: Account) -> dict[str, str]:
    return {
        "name": account.name,
        "role": account.role.value,
        "state": account.state,
        "made_at": account.made_at.isoformat(),
    }
