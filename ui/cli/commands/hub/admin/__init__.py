"""``station hub admin …``: each module in this folder adds its own sub-commands; nothing here names them.

They work on the hub's database, on its own machine; the audit names the user of that machine.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from ui.cli.command import add_group

if TYPE_CHECKING:
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``station hub admin …``."""
    group = add_group(commands, "admin", "administer the hub")
    for module in sorted(module.name for module in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}").register(group)
