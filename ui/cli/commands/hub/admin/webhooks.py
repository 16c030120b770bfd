"""``station hub admin webhook …``: who is told of verdicts."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import TYPE_CHECKING

from ui.cli.command import add_command, add_group, emit, say
from ui.cli.hub_opening import add_hub_options, add_private_webhooks, opened_hub

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.hub.webhooks import Webhook, Webhooks
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare everything about webhooks."""
    group = add_group(commands, "webhook", "who is told of verdicts")
    add_hub_options(add_command(group, "list", list_webhooks, "every webhook, with what waits for it"))
    added = add_command(group, "add", add_webhook, "tell an address of verdicts; its secret is shown once")
    add_hub_options(added)
    add_private_webhooks(added)
    added.add_argument("url", metavar="URL")
    added.add_argument(
        "--kind", action="append", default=[], metavar="K", help="record_sealed, …; all unless told"
    )
    added.add_argument("--channel", default="", metavar="C", help="only verdicts of this channel")
    for name, run, what in (
        ("pause", pause, "send nothing for now; what happens waits"),
        ("resume", resume, "send again, first what waited"),
        ("remove", remove, "take a webhook away, with what waits for it"),
        ("retry", retry, "try what was given up once more"),
        ("replay", replay, "send everything since a moment once more, under the same ids"),
        ("deliveries", list_deliveries, "the latest deliveries, and what was answered"),
    ):
        parser = add_command(group, name, run, what)
        add_hub_options(parser)
        parser.add_argument("webhook", metavar="ID")
    group.choices["replay"].add_argument(
        "--since", required=True, type=_moment, metavar="T", help="YYYY-MM-DDTHH:MM, local unless it says"
    )
    group.choices["deliveries"].add_argument("--limit", type=int, default=50, help="most lines listed")


def _moment(told: str) -> datetime:
    return datetime.fromisoformat(told).astimezone()


def list_webhooks(arguments: argparse.Namespace) -> None:
    """List every webhook."""
    from sync.hub.webhooks import Webhooks

    with opened_hub(arguments) as hub:
        found = [_as_json(one) for one in Webhooks(hub).all()]
    if arguments.json:
        emit(found)
        return
    for one in found:
        say("  ".join(str(part) for part in one.values()))


def add_webhook(arguments: argparse.Namespace) -> None:
    """Make a webhook."""
    from sync.hub.accounts import machine_user
    from sync.hub.webhooks import Webhooks

    with opened_hub(arguments) as hub:
        made, secret = Webhooks(hub).add(arguments.url, arguments.kind, arguments.channel, machine_user())
    if arguments.json:
        emit({**_as_json(made), "secret": secret})
    else:
        say(f"{made.id}  {secret}")


def pause(arguments: argparse.Namespace) -> None:
    """Send nothing for now."""
    _act(arguments, lambda webhooks, by: webhooks.pause(arguments.webhook, by))


def resume(arguments: argparse.Namespace) -> None:
    """Send again."""
    _act(arguments, lambda webhooks, by: webhooks.resume(arguments.webhook, by))


def remove(arguments: argparse.Namespace) -> None:
    """Take a webhook away."""
    _act(arguments, lambda webhooks, by: webhooks.remove(arguments.webhook, by))


def retry(arguments: argparse.Namespace) -> None:
    """Try what was given up once more."""
    _act(arguments, lambda webhooks, by: webhooks.retry_failed(arguments.webhook, by))


def replay(arguments: argparse.Namespace) -> None:
    """Send everything since a moment once more."""
    _act(arguments, lambda webhooks, by: webhooks.replay(arguments.webhook, arguments.since, by))


def list_deliveries(arguments: argparse.Namespace) -> None:
    """List the latest deliveries."""
    from sync.hub.hub import instant_text
    from sync.hub.webhooks import Webhooks

    with opened_hub(arguments) as hub:
        lines = Webhooks(hub).deliveries(arguments.webhook, arguments.limit)
    told = [
        {
            "id": f"{arguments.webhook}-{line.position}",
            "state": line.state,
            "attempts": line.attempts,
            "next_at": instant_text(line.next_at),
            "answer": line.answer,
        }
        for line in lines
    ]
    if arguments.json:
        emit(told)
        return
    for one in told:
        say("  ".join(str(part) for part in one.values()))


def _act(arguments: argparse.Namespace, act: Callable[[Webhooks, str], object]) -> None:
    from sync.hub.accounts import machine_user
    from sync.hub.webhooks import Webhooks

    with opened_hub(arguments) as hub:
        webhooks = Webhooks(hub)
        act(webhooks, machine_user())
        left = [_as_json(one) for one in webhooks.all() if one.id == arguments.webhook]
    if arguments.json:
        emit(left)
        return
    for one in left:
        say("  ".join(str(part) for part in one.values()))


def _as_json(webhook: Webhook) -> dict[str, object]:
    return {
        "id": webhook.id,
        "url": webhook.url,
        "kinds": list(webhook.kinds),
        "channel": webhook.channel,
        "state": webhook.state,
        "waiting": webhook.waiting,
        "failed": webhook.failed,
    }
