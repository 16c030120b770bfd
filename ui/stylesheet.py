"""The one style sheet, built from design tokens. Widgets choose a look through ``class`` properties."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

from station.places import RESOURCES


def stylesheet(tokens: Mapping[str, str]) -> str:
    """The application's style sheet with ``tokens`` filled in."""
    folder = RESOURCES / "theme"
    source = (folder / "station.qss").read_text("utf-8")
    return Template(source).substitute(tokens, folder=folder.as_posix())
