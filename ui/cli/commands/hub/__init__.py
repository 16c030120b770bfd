"""``station hub …``: each module in this folder adds its own sub-commands; nothing here names them."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from ui.cli.command import add_group

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``station hub …``."""
    group = add_group(commands, "hub", "the hub that stations send to: serve it, administer it")
    for module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}").register(group)
