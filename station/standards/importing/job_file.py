"""The job file: everything people decided about one import, as JSON. The rest is read from the workbook."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from station.durable import write_durably
from station.errors import KnownError
from station.standards.importing.clause import Mapping
from station.standards.importing.layout import Assignment
from station.standards.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a person did beside mapping: ``says`` is the reason, ``at`` the date (``YYYY-MM-DD``)."""

    by: str
    at: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded(Decided):
    """The clause is read as ``text``; its original stays beside it."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule(Decided):
    """A person wrote the rule of the clause."""

    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced(Decided):
    """What it means that the standard does not mention a defect that was seen."""

    when_silent: Literal["ignore", "undetermined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the standard says of itself; dates are ``YYYY-MM-DD``."""

    name_zh: str
    name_en: str
    version: str
    source: str
    confidence: Literal["stated", "reported", "own"] = "stated"
    otherwise: Literal["not_accepted", "undetermined"] = "undetermined"


@dataclass(kw_only=True)
class JobState:
    """All that a job keeps. ``rulings`` are by finding id, the rest by clause id."""

    schema: Literal[1] = 1
    channel: str
    category: str
    internal_version: str
    workbook: str
    sha256: str
    assignment: Assignment | None
    header: Header
    mappings: dict[str, Mapping] = field(default_factory=dict)
    wordings: dict[str, Reworded] = field(default_factory=dict)
    rules: dict[str, SetRule] = field(default_factory=dict)
    left_out: dict[str, Decided] = field(default_factory=dict)
    rulings: dict[str, Decided] = field(default_factory=dict)
    silence: Silenced | None = None


_SCHEMA = TypeAdapter(JobState)


def write_state(path: Path, state: JobState) -> None:
    """Write the job so that after a crash the file is the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_durably(path, _SCHEMA.dump_json(state, indent=2))


def read_state(path: Path) -> JobState:
    """The job in ``path``.

    Raises:
        KnownError: STD-045 when the file is missing or damaged.
    """
    try:
        return _SCHEMA.validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise KnownError("STD-045", file=path.name, why=type(error).__name__) from error


def keep_workbook(path: Path, folder: Path, sha256: str) -> Path:
    """A copy of the workbook, named by its hash, so that the job can always be read again."""
    kept = folder / f"{sha256}.xlsx"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_durably(kept, path.read_bytes())
    return kept


def file_hash(path: Path) -> str:
    """SHA-256 of the file, as hex digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
