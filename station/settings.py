"""Settings of one station: a small JSON file in its home."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from station.errors import KnownError
from station.places import Home
from station.texts import Lang


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class InstrumentSetting(_Part):
    """One configured instrument: a unique ``name``, its transport ``url`` and its ``profile``."""

    name: str = Field(min_length=1, max_length=40)
    url: str = Field(min_length=1)
    profile: str = Field(min_length=1)


class CameraSetting(_Part):
    """The configured camera."""

    name: str = Field(min_length=1, max_length=40)
    url: str = Field(min_length=1)


class Settings(_Part):
    """Everything a person can set at one station. ``channels`` empty means: those of the work order."""

    language: Lang = Lang.ZH
    theme: Literal["light", "dark", "system"] = "system"
    station_name: str = Field(default="", max_length=40)
    instruments: tuple[InstrumentSetting, ...] = ()
    camera: CameraSetting | None = None
    label_printer: str = ""
    channels: tuple[str, ...] = ()
    sounds: bool = True


def load_settings(home: Home, on_malformed: Callable[[KnownError], None]) -> Settings:
    """The settings of ``home``; defaults when there are none yet.

    A malformed file is kept beside under another name; ``on_malformed`` is told SET-001.
    """
    try:
        return Settings.model_validate_json(home.settings.read_bytes())
    except FileNotFoundError:
        return Settings()
    except ValidationError as error:
        on_malformed(_set_aside(home.settings, error.errors()[0]["msg"]))
    except OSError as error:
        on_malformed(_set_aside(home.settings, error.strerror or str(error)))
    return Settings()


def _set_aside(path: Path, why: str) -> KnownError:
    kept = _free_name(path)
    try:
        path.replace(kept)
    except OSError:
        kept = path
    return KnownError("SET-001", file=str(path), why=why, kept=kept.name)


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.stem}.malformed-{number}{path.suffix}") for number in count(1))
    return next(name for name in names if not name.exists())


def save_settings(home: Home, settings: Settings) -> None:
    """Write the settings so that a power cut leaves either the old or the new file.

    Raises:
        KnownError: STO-002 when the home cannot be written, STO-003 when the disk is full.
    """
    draft = home.settings.with_suffix(".new")
    try:
        home.root.mkdir(parents=True, exist_ok=True)
        _write_through(draft, settings.model_dump_json(indent=2).encode())
        draft.replace(home.settings)
    except OSError as error:
        code = "STO-003" if error.errno == errno.ENOSPC else "STO-002"
        raise KnownError(code, path=str(home.root)) from error


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
