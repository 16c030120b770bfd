"""How commands of the hub find it: its folder, its database and its place for photos."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from station.places import Home

if TYPE_CHECKING:
    from sync.hub.config import HubConfig
    from sync.hub.hub import Hub

DATABASE_VARIABLE, BLOBS_VARIABLE = "STATION_HUB_DATABASE", "STATION_HUB_BLOBS"
"""Environment variables for addresses that hold a password: arguments are seen by everybody on a machine."""


def add_hub_options(parser: argparse.ArgumentParser) -> None:
    """Declare where the hub is."""
    parser.set_defaults(default_home=_default_home)
    parser.add_argument(
        "--db",
        default=os.environ.get(DATABASE_VARIABLE, ""),
        metavar="URL",
        help=f"postgresql://USER@HOST/NAME, or {DATABASE_VARIABLE}; a file in the hub's folder unless told",
    )
    parser.add_argument(
        "--blobs",
        default=os.environ.get(BLOBS_VARIABLE, ""),
        metavar="PLACE",
        help=f"s3://BUCKET/PREFIX or a folder, or {BLOBS_VARIABLE}; in the hub's folder unless told",
    )


def add_private_webhooks(parser: argparse.ArgumentParser) -> None:
    """Declare that webhooks may lead inside."""
    parser.add_argument(
        "--allow-private-webhooks",
        action="store_true",
        help="webhooks may lead to this machine and to its own network",
    )


def hub_config(arguments: argparse.Namespace) -> HubConfig:
    """The hub that the options name."""
    from sync.hub.config import HubConfig

    return HubConfig(
        arguments.home.root,
        arguments.db,
        arguments.blobs,
        allow_private_webhooks=getattr(arguments, "allow_private_webhooks", False),
    )


@contextmanager
def opened_hub(arguments: argparse.Namespace) -> Iterator[Hub]:
    """The hub that the options name, for as long as the command runs.

    Raises:
        KnownError: HUB-001 to HUB-004.
    """
    from sync.hub.hub import open_hub

    hub = open_hub(hub_config(arguments))
    try:
        yield hub
    finally:
        hub.close()


def _default_home() -> Home:
    from sync.hub.config import default_root

    return Home(default_root())
