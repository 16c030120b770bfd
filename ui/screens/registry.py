"""Finds every screen by walking the folders under ``ui/screens``. There is no list to edit."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from ui import screens
from ui.screens.screen import Screen


@cache
def all_screens() -> tuple[Screen, ...]:
    """Every screen, in the order of the rail."""
    folders = (module.name for module in pkgutil.iter_modules(screens.__path__) if module.ispkg)
    declared = (importlib.import_module(f"{screens.__name__}.{folder}").SCREEN for folder in folders)
    return tuple(sorted(declared, key=lambda screen: screen.order))
