"""The profiles that ship with the program and those offered beside them, each checked by its own examples."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path

from pydantic import ValidationError

from devices.instruments.decode import Decoder
from devices.instruments.framing import splitter
from devices.instruments.profile import Example, Profile
from station.errors import KnownError
from station.model.reading import Reading
from station.places import RESOURCES

PROFILE_FOLDER = RESOURCES / "instruments"

_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Profiles:
    """Profiles that loaded, by name, and one INS-008 for each file that did not."""

    profiles: tuple[Profile, ...]
    problems: tuple[KnownError, ...]


class _Beside:
    """Where profiles come from beside those that ship; the top of the program says so once."""

    files: Callable[[], tuple[Path, ...]] = staticmethod(tuple)


def offer_beside(files: Callable[[], tuple[Path, ...]]) -> None:
    """Offer the profiles in ``files()``, too; it is asked every time, and a file never changes."""
    _Beside.files = staticmethod(files)


def known_profiles() -> Profiles:
    """The profiles that ship and those offered beside them; of two with one name the shipped one."""
    shipped, beside = load_profiles(), _load(_Beside.files())
    names = {each.name for each in shipped.profiles}
    more = tuple(each for each in beside.profiles if each.name not in names)
    return Profiles((*shipped.profiles, *more), (*shipped.problems, *beside.problems))


@cache
def load_profiles(folder: Path = PROFILE_FOLDER) -> Profiles:
    """Every profile of ``folder``. A malformed file becomes a problem; the others keep working."""
    return _load(tuple(sorted(folder.glob("*.toml"))))


@lru_cache(maxsize=16)
def _load(files: tuple[Path, ...]) -> Profiles:
    profiles: list[Profile] = []
    problems: list[KnownError] = []
    for file in files:
        try:
            profiles.append(load_profile(file))
        except KnownError as error:
            problems.append(error)
    return Profiles(tuple(profiles), tuple(problems))


def profile(name: str) -> Profile:
    """The profile called ``name``.

    Raises:
        KnownError: INS-009 when there is none; INS-008 when its file is malformed.
    """
    known = known_profiles()
    for candidate in known.profiles:
        if candidate.name == name:
            return candidate
    for problem in known.problems:
        if problem.details["file"] == f"{name}.toml":
            raise problem
    raise KnownError("INS-009", profile=name, known=[each.name for each in known.profiles])


def load_profile(file: Path) -> Profile:
    """Read one profile and run its examples.

    Raises:
        KnownError: INS-008 with the place in the file and the reason.
    """
    try:
        loaded = Profile.model_validate(tomllib.loads(file.read_text("utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "profile"
        raise KnownError("INS-008", file=file.name, where=where, why=first["msg"]) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise KnownError("INS-008", file=file.name, where="file", why=str(error)) from error
    _check(loaded, file)
    return loaded


def _check(loaded: Profile, file: Path) -> None:
    if loaded.name != file.stem:
        raise KnownError("INS-008", file=file.name, where="name", why=f"must be {file.stem}")
    for number, example in enumerate(loaded.examples):
        why = _wrong(loaded, example)
        if why:
            raise KnownError("INS-008", file=file.name, where=f"examples.{number}", why=why)


def _wrong(loaded: Profile, example: Example) -> str:
    frames = splitter(loaded.framing, synced=True).feed(example.raw, 0)
    if [frame.raw for frame in frames] != [example.raw]:
        return f"{example.raw!r} is not one whole frame"
    reading = Decoder(loaded).decode(example.raw, _EPOCH, 0)
    wanted = (example.status, example.value, example.unit, example.stable, example.quantity)
    found = _meaning(reading)
    return "" if found == wanted else f"{example.raw!r} decodes to {found}, not {wanted}"


def _meaning(reading: Reading) -> tuple[object, ...]:
    return (reading.status, reading.value, reading.unit, reading.stable, reading.quantity)
