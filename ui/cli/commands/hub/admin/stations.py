"""``station hub admin station …``: which stations may send, and what they sent that cannot be used."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from station.texts import Lang, text
from ui.cli.command import add_command, add_group, emit, say
from ui.cli.hub_opening import add_hub_options, opened_hub

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.hub.stations import HubStation, Stations
    from ui.cli.command import Commands

_HOURS = 24


def register(commands: Commands) -> None:
    """Declare everything about stations."""
    group = add_group(commands, "station", "stations that send to this hub")
    add_hub_options(add_command(group, "list", list_stations, "every station, its backlog, its last contact"))
    code = add_command(group, "code", make_code, "a one-time code with which a station enrols; shown once")
    add_hub_options(code)
    code.add_argument("name", metavar="NAME", help="what the station is called here")
    code.add_argument("--hours", type=int, default=_HOURS, help=f"how long it is good; {_HOURS} unless told")
    for name, run, what in (
        ("revoke", revoke, "take nothing more from a station; what it sent stays"),
        ("release", release, "listen to a halted or revoked station again"),
    ):
        parser = add_command(group, name, run, what)
        add_hub_options(parser)
        parser.add_argument("station", metavar="ID")


def list_stations(arguments: argparse.Namespace) -> None:
    """List every station."""
    from sync.hub.stations import Stations

    with opened_hub(arguments) as hub:
        found = [_as_json(one) for one in Stations(hub).all()]
    if arguments.json:
        emit(found)
        return
    for one in found:
        say("  ".join(str(part) for part in one.values()))


def make_code(arguments: argparse.Namespace) -> None:
    """Make a code."""
    from sync.hub.accounts import machine_user
    from sync.hub.stations import Stations

    with opened_hub(arguments) as hub:
        code = Stations(hub).make_code(arguments.name, machine_user(), arguments.hours)
    if arguments.json:
        emit({"code": code, "name": arguments.name, "hours": arguments.hours})
        return
    say(code)
    say(text(Lang(arguments.lang or Lang.EN), "hub.code", name=arguments.name, hours=arguments.hours))


def revoke(arguments: argparse.Namespace) -> None:
    """Take nothing more from a station."""
    _act(arguments, lambda stations, by: stations.revoke(arguments.station, by))


def release(arguments: argparse.Namespace) -> None:
    """Listen to a station again."""
    _act(arguments, lambda stations, by: stations.release(arguments.station, by))


def _act(arguments: argparse.Namespace, act: Callable[[Stations, str], None]) -> None:
    from sync.hub.accounts import machine_user
    from sync.hub.stations import Stations

    with opened_hub(arguments) as hub:
        stations = Stations(hub)
        act(stations, machine_user())
        (now,) = (_as_json(one) for one in stations.all() if one.id == arguments.station)
    if arguments.json:
        emit(now)
    else:
        say("  ".join(str(part) for part in now.values()))


def _as_json(station: HubStation) -> dict[str, object]:
    from sync.hub.hub import instant_text

    return {
        "id": station.id,
        "name": station.name,
        "state": station.state,
        "sequence": station.sequence,
        "complete": station.complete,
        "backlog": station.backlog,
        "seen_at": instant_text(station.seen_at) if station.seen_at else None,
    }
