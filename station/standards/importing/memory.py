"""What is remembered per channel: how its sheets are laid out, and what people ruled its words to mean.

One JSON file per channel in a folder of its own; nothing of one channel is ever suggested for another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from station.durable import write_durably
from station.errors import KnownError
from station.standards.importing.layout import Assignment
from station.standards.importing.terms import Earlier
from station.standards.importing.vocabulary import plain

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Remembered:
    """One channel's layout and rulings."""

    assignment: Assignment | None = None
    rulings: tuple[Earlier, ...] = ()


_SCHEMA = TypeAdapter(Remembered)


def safe_name(name: str) -> str:
    """A channel's id as the name of a file."""
    return _UNSAFE.sub("_", name).strip("._") or "_"


class Memory:
    """The memories of all channels, in ``folder``; without a folder nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def of(self, channel: str) -> Remembered:
        """What is remembered of a channel; nothing for a new one.

        Raises:
            KnownError: STD-045 when its file is damaged.
        """
        path = self._path(channel)
        if path is None or not path.exists():
            return Remembered()
        try:
            return _SCHEMA.validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise KnownError("STD-045", file=path.name, why="memory") from error

    def keep_assignment(self, channel: str, assignment: Assignment) -> None:
        """Remember how the channel's sheets are laid out."""
        self._write(channel, replace(self.of(channel), assignment=assignment))

    def keep_rulings(self, channel: str, rulings: Iterable[Earlier]) -> None:
        """Remember what words mean; a newer ruling on the same words replaces the older."""
        known = {plain(one.words): one for one in (*self.of(channel).rulings, *rulings) if plain(one.words)}
        self._write(channel, replace(self.of(channel), rulings=tuple(known.values())))

    def _path(self, channel: str) -> Path | None:
        return None if self._folder is None else self._folder / f"{safe_name(channel)}.json"

    def _write(self, channel: str, remembered: Remembered) -> None:
        path = self._path(channel)
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, _SCHEMA.dump_json(remembered, indent=2))
