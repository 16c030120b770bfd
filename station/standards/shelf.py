"""One shelf of standard files: what loads is kept, what does not is told, and no version has two files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from station.errors import KnownError

Standard = TypeVar("Standard")

Version = tuple[str, str]
"""Name (id or category) and version."""


@dataclass(frozen=True, slots=True)
class Shelf(Generic[Standard]):
    """The sound standards of a shelf, and what is wrong with the others (STD-001, STD-020)."""

    sound: tuple[Standard, ...]
    problems: tuple[KnownError, ...]


def shelf_files(folders: Iterable[Path], shelf: str) -> list[Path]:
    """The standard files on one shelf of every folder. A hidden file is one still being written."""
    found = (path for folder in folders for path in sorted((folder / shelf).glob("*.toml")))
    return [path for path in found if not path.name.startswith(".")]


def read_shelf(
    files: Sequence[Path],
    load: Callable[[Path], Standard],
    version_of: Callable[[Standard], Version],
    said_by: Callable[[Standard], object],
) -> Shelf[Standard]:
    """Load every file; where two claim the same version and say different things (``said_by``), neither
    counts and both are told. What a station published may come back to it from the platform."""
    claims: dict[Version, list[tuple[Path, Standard]]] = defaultdict(list)
    problems = []
    for path in files:
        try:
            standard = load(path)
        except KnownError as problem:
            problems.append(problem)
        else:
            claims[version_of(standard)].append((path, standard))
    rivals = {version: claimed for version, claimed in claims.items() if not _agree(claimed, said_by)}
    sound = tuple(claimed[0][1] for version, claimed in claims.items() if version not in rivals)
    return Shelf(sound, (*problems, *_told(rivals)))


def _agree(claimed: list[tuple[Path, Standard]], said_by: Callable[[Standard], object]) -> bool:
    return len(claimed) == 1 or all(said_by(one) == said_by(claimed[0][1]) for _, one in claimed[1:])


def _told(rivals: dict[Version, list[tuple[Path, Standard]]]) -> list[KnownError]:
    return [
        KnownError(
            "STD-020",
            name=name,
            version=version,
            file=str(path),
            other=", ".join(str(rival) for rival, _ in claimed if rival != path),
        )
        for (name, version), claimed in rivals.items()
        for path, _ in claimed
    ]
