"""``station orders import`` and ``station catalogue import``: what is known before a unit is inspected."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from ui.cli.command import add_command, add_group, as_file
from ui.cli.existing_home import open_existing
from ui.cli.import_result import tell_import

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Declare both imports."""
    orders = add_group(commands, "orders", "work orders")
    catalogue = add_group(commands, "catalogue", "model catalogue")
    for group, run, what in (
        (orders, import_orders, "import work orders from .csv or .xlsx"),
        (catalogue, import_models, "import the model catalogue from .csv or .xlsx"),
    ):
        add_command(group, "import", run, what).add_argument(
            "file", metavar="FILE", help=".csv or .xlsx; - is standard input"
        )


def import_orders(arguments: argparse.Namespace) -> None:
    """Import work orders; rows that do not fit are refused one by one."""
    from station.people.accounts import Accounts
    from station.private.vault import PrivateVault
    from station.standards.library import home_library
    from station.store.orders import import_work_orders

    library = home_library(arguments.home)
    channels = {standard.id for standard in library.channel_standards()}
    with as_file(arguments.file) as file, open_existing(arguments.home) as store:
        vault = PrivateVault(store, Accounts(store))
        categories = library.internal_categories()
        tell_import(arguments, import_work_orders(store, file, categories, channels, vault.keep_customer))


def import_models(arguments: argparse.Namespace) -> None:
    """Import models; rows that do not fit are refused one by one."""
    from station.standards.library import home_library
    from station.store.catalogue_import import import_catalogue

    categories = home_library(arguments.home).internal_categories()
    with as_file(arguments.file) as file, open_existing(arguments.home) as store:
        tell_import(arguments, import_catalogue(store, file, categories))
