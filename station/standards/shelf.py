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
) -> Shelf[Standard]:
    """Load every file; where two claim the same version and differ, neither counts and both are told."""
    claims: dict[Version, list[tuple[Path, Standard]]] = defaultdict(list)
    problems = []
    for path in files:
        try:
            standard = load(path)
        except KnownError as problem:
            problems.append(problem)
        else:
            claims[version_of(standard)].append((path, standard))
    sound = tuple(claimed[0][1] for claimed in claims.values() if _agree(claimed))
    return Shelf(sound, (*problems, *_rivals(claims)))


def _agree(claimed: Sequence[tuple[Path, Standard]]) -> bool:
    """What a station published may come back to it from the platform."""
    return all(standard == claimed[0][1] for _, standard in claimed)


def _rivals(claims: dict[Version, list[tuple[Path, Standard]]]) -> list[KnownError]:
    return [
        KnownError(
            "STD-020",
            name=name,
            version=version,
            file=str(path),
            other=", ".join(str(rival) for rival, _ in claimed if rival != path),
        )
        for (name, version), claimed in claims.items()
        if not _agree(claimed)
        for path, _ in claimed
    ]
