"""Settings of one station: a small JSON file in its home."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from station.errors import KnownError
from station.model.shifts import USUAL, Shift, ShiftPlan, in_order
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


class BackupSetting(_Part):
    """Scheduled backups: into ``folder`` every so many hours, for the key with this public ``recipient``."""

    folder: str = ""
    every_hours: int = Field(default=24, ge=1, le=744)
    keep: int = Field(default=7, ge=1, le=1000)
    recipient: str = Field(default="", pattern="^(age1[0-9a-z]{58})?$")


class HubSetting(_Part):
    """The hub this station is enrolled at: its ``url``, where visitors reach it, its ``name``, and the file
    (PEM) of the authority that signed its certificate, if that is not one which the machine trusts anyway."""

    url: str = Field(min_length=1, max_length=500)
    public_url: str = Field(default="", max_length=500)
    ca_file: str = ""
    name: str = Field(default="", max_length=200)


class TemplateSetting(_Part):
    """Which template a unit gets for a kind of ``paper``: of any ``channel`` and ``category`` where empty."""

    paper: Literal["certificate", "label"] = "certificate"
    template: str = Field(min_length=1, max_length=100)
    channel: str = Field(default="", max_length=100)
    category: str = Field(default="", max_length=100)


class SpaceSetting(_Part):
    """Room on the disk, in bytes: where to warn, and where no new unit is begun.

    ``stop_units`` is the number of units whose photos must still fit; ``ballast`` is kept back so that the
    unit in work can be sealed on a full disk.
    """

    warn_bytes: int = Field(default=5_000_000_000, ge=0)
    warn_percent: int = Field(default=5, ge=0, le=90)
    stop_bytes: int = Field(default=1_000_000_000, ge=0)
    stop_units: int = Field(default=20, ge=0)
    ballast: int = Field(default=64_000_000, ge=0)


class LabelSetting(_Part):
    """How labels are printed: by which ``template``, in what ``language`` the printer takes them, with how
    many dots per inch, and how many ``copies`` of each."""

    template: str = Field(default="label", min_length=1, max_length=100)
    language: Literal["zpl", "pdf"] = "zpl"
    dpi: Literal[152, 203, 300, 600] = 203
    copies: int = Field(default=1, ge=1, le=20)


_TIME = "([01][0-9]|2[0-3]):[0-5][0-9]"


class ShiftSetting(_Part):
    """One shift: its ``name``, what it is called in ``english`` where that differs, and when it starts
    (``HH:MM``, local time). It ends when the next starts, unless its people go at another time (``end``)."""

    name: str = Field(min_length=1, max_length=40)
    start: str = Field(pattern=f"^{_TIME}$")
    end: str = Field(default="", pattern=f"^({_TIME})?$")
    english: str = Field(default="", max_length=40)

    @property
    def start_min(self) -> int:
        """Minutes after midnight."""
        return _minutes(self.start)

    @property
    def shift(self) -> Shift:
        """The shift as it is counted by."""
        return Shift(self.name, self.start_min, _minutes(self.end) if self.end else None)


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


class TargetSetting(_Part):
    """A target for a figure of the analyses (``yield``, ``unknown_rate`` …), of one ``channel`` or of all.

    ``value`` is reached by what is as good or better; from there to ``attention`` the light says attention,
    beyond it bad. Which way is better follows from the two: shares are in [0, 1].
    """

    figure: str = Field(min_length=1, max_length=40)
    value: float = Field(allow_inf_nan=False)
    attention: float = Field(allow_inf_nan=False)
    channel: str = Field(default="", max_length=80)


_USUAL_SHIFTS = tuple(ShiftSetting(name=one.name, start=one.start) for one in USUAL)


class AnalysisViewSetting(_Part):
    """A saved view of the analyses: a ``page`` over a ``period`` (or its own days, from ``since`` to
    ``until``) with the values ``chosen`` to narrow it."""

    name: str = Field(min_length=1, max_length=60)
    page: str = Field(min_length=1, max_length=60)
    period: str = Field(default="week", max_length=20)
    since: date | None = None
    until: date | None = None
    chosen: dict[str, str] = {}


class DocumentSetting(_Part):
    """Where documents are printed (empty: on the system's standard printer), and on which sides: turned over
    the ``long`` edge or the ``short`` one."""

    printer: str = Field(default="", max_length=200)
    sides: Literal["one", "long", "short"] = "one"


class Settings(_Part):
    """Everything a person can set at one station. ``channels`` empty means: those of the work order."""

    language: Lang = Lang.ZH
    theme: Literal["light", "dark", "system"] = "system"
    station_name: str = Field(default="", max_length=40)
    instruments: tuple[InstrumentSetting, ...] = ()
    camera: CameraSetting | None = None
    label_printer: str = ""
    label: LabelSetting = LabelSetting()
    templates: tuple[TemplateSetting, ...] = ()
    document: DocumentSetting = DocumentSetting()
    channels: tuple[str, ...] = ()
    sounds: bool = True
    backup: BackupSetting | None = None
    retention_days: int | None = Field(default=None, ge=1, le=36_500)
    """Photos older than this go once the platform has acknowledged them; None keeps them for good."""
    space: SpaceSetting = SpaceSetting()
    hub: HubSetting | None = None
    idle_lock_minutes: int = Field(default=5, ge=0, le=240)
    """Minutes without a sign of a person before the window locks; 0 for never."""
    analysis_views: tuple[AnalysisViewSetting, ...] = Field(default=(), max_length=100)
    private_imei: Literal["clear", "masked"] = "clear"
    """Whether IMEIs and serial numbers are masked for who may not see personal data.

    Clear until a policy says otherwise: on most benches the IMEI belongs to the goods, and buyers ask for it.
    """
    shifts: tuple[ShiftSetting, ...] = Field(default=_USUAL_SHIFTS, min_length=1, max_length=12)
    """The shifts in the order of the day; the first starts the business day. What is sealed from then on
    counts by them, what was sealed before keeps its shift."""

    targets: tuple[TargetSetting, ...] = Field(default=(), max_length=500)
    """Targets of figures; without one no light is shown."""

    @field_validator("shifts")
    @classmethod
    def _follow_one_another(cls, shifts: tuple[ShiftSetting, ...]) -> tuple[ShiftSetting, ...]:
        if len({one.name for one in shifts}) < len(shifts):
            raise ValueError("two shifts have one name")
        if not in_order([one.start_min for one in shifts]):
            raise ValueError("the shifts do not follow one another around one day")
        return shifts

    def shift_plan(self) -> ShiftPlan:
        """The shifts as they are counted by."""
        return ShiftPlan([one.shift for one in self.shifts])


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


def settings_found(home: Home) -> Settings:
    """The settings of ``home``, for looking only: defaults where there are none that can be read."""
    try:
        return Settings.model_validate_json(home.settings.read_bytes())
    except (OSError, ValidationError):
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
