"""``station hub admin trace …``: what the public trace pages show, and pages that are taken back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, add_group, emit, say
from ui.cli.hub_opening import add_hub_options, opened_hub

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.hub.trace.policy import TracePolicy
    from ui.cli.command import Commands

_PUBLISH = ("photos", "facts", "none")


def register(commands: Commands) -> None:
    """Declare show, set, list, withdraw and publish."""
    group = add_group(commands, "trace", "what the public trace pages show; pages taken back")
    add_hub_options(add_command(group, "show", show, "what is published now"))
    add_hub_options(add_command(group, "list", list_withdrawn, "records whose page is taken back"))
    changed = add_command(group, "set", change, "publish otherwise from now on, old records too")
    add_hub_options(changed)
    changed.add_argument("--publish", choices=_PUBLISH, help="facts with photos, facts alone, or no pages")
    channels = changed.add_mutually_exclusive_group()
    channels.add_argument("--channel", action="append", metavar="ID", help="only these channels' verdicts")
    channels.add_argument("--all-channels", action="store_true", help="every channel's verdict")
    changed.add_argument(
        "--free-text", action=argparse.BooleanOptionalAction, help="answers in a person's own words"
    )
    changed.add_argument("--utc-offset", type=int, metavar="H", help="hours from UTC at which times are told")
    for name, run, what in (
        ("withdraw", withdraw, "take the page of one record back; its address then leads nowhere"),
        ("publish", publish, "show the page of one record again"),
    ):
        parser = add_command(group, name, run, what)
        add_hub_options(parser)
        parser.add_argument("record", metavar="RECORD")


def show(arguments: argparse.Namespace) -> None:
    """Tell what is published."""
    from sync.hub.trace.policy import trace_policy

    with opened_hub(arguments) as hub, hub.database.read() as connection:
        _tell(arguments, _as_json(trace_policy(connection)))


def change(arguments: argparse.Namespace) -> None:
    """Publish otherwise; what is not named stays."""
    from sync.hub.accounts import machine_user
    from sync.hub.trace.policy import set_trace_policy, trace_policy

    with opened_hub(arguments) as hub:
        with hub.database.read() as connection:
            policy = _changed(trace_policy(connection), arguments)
        set_trace_policy(hub, policy, machine_user())
    _tell(arguments, _as_json(policy))


def list_withdrawn(arguments: argparse.Namespace) -> None:
    """List pages that are taken back."""
    from sync.hub.hub import instant_text
    from sync.hub.trace.withdrawing import withdrawn

    with opened_hub(arguments) as hub:
        found = [{**one, "at": instant_text(one["at"])} for one in withdrawn(hub)]
    if arguments.json:
        emit(found)
        return
    for one in found:
        say(f"{one['record']}  {one['at']}  {one['by']}")


def withdraw(arguments: argparse.Namespace) -> None:
    """Take a page back."""
    from sync.hub.trace.withdrawing import withdraw as act

    _act(arguments, act, is_withdrawn=True)


def publish(arguments: argparse.Namespace) -> None:
    """Show a page again."""
    from sync.hub.trace.withdrawing import publish_again as act

    _act(arguments, act, is_withdrawn=False)


def _act(arguments: argparse.Namespace, act: Callable[..., None], is_withdrawn: bool) -> None:
    from sync.hub.accounts import machine_user
    from sync.hub.trace.withdrawing import records_named

    with opened_hub(arguments) as hub:
        for station, sequence in records_named(hub, arguments.record):
            act(hub, station, sequence, machine_user())
    _tell(arguments, {"record": arguments.record, "withdrawn": is_withdrawn})


def _changed(policy: TracePolicy, arguments: argparse.Namespace) -> TracePolicy:
    from msgspec import ValidationError, convert, to_builtins

    from station.errors import KnownError
    from sync.hub.trace.policy import TracePolicy

    asked: dict[str, Any] = {}
    if arguments.publish:
        asked |= {"pages": arguments.publish != "none", "photos": arguments.publish == "photos"}
    if arguments.channel or arguments.all_channels:
        asked["channels"] = arguments.channel
    if arguments.free_text is not None:
        asked["free_text"] = arguments.free_text
    if arguments.utc_offset is not None:
        asked["utc_offset_hours"] = arguments.utc_offset
    try:
        return convert({**to_builtins(policy), **asked}, TracePolicy)
    except ValidationError as error:
        raise KnownError("HUB-010", why=str(error)) from error


def _as_json(policy: TracePolicy) -> dict[str, Any]:
    return {
        "publish": "none" if not policy.pages else "photos" if policy.photos else "facts",
        "channels": policy.channels,
        "free_text": policy.free_text,
        "utc_offset_hours": policy.utc_offset_hours,
    }


def _tell(arguments: argparse.Namespace, told: dict[str, Any]) -> None:
    if arguments.json:
        emit(told)
    else:
        say("  ".join(f"{name}={value}" for name, value in told.items()))
