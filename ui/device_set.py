"""The devices that the settings ask for, made but not started."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from station.errors import KnownError
from station.ports import GaugeSource, PhotoSource
from station.settings import CameraSetting, InstrumentSetting, Settings

S = TypeVar("S")
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class DeviceSet:
    """Devices ready to start, and why others could not be made."""

    sources: tuple[GaugeSource, ...]
    camera: PhotoSource | None
    refusals: tuple[KnownError, ...]


def make_devices(settings: Settings) -> DeviceSet:
    """Make every configured device; what cannot be made is a refusal and the others still work.

    Loads OpenCV when a camera is configured: call it off the GUI thread.
    """
    refusals: list[KnownError] = []
    sources = [_tried(_instrument, setting, refusals) for setting in settings.instruments]
    camera = _tried(_camera, settings.camera, refusals) if settings.camera else None
    return DeviceSet(tuple(source for source in sources if source), camera, tuple(refusals))


def _tried(make: Callable[[S], D], setting: S, refusals: list[KnownError]) -> D | None:
    try:
        return make(setting)
    except KnownError as refusal:
        refusals.append(refusal)
        return None


def _instrument(setting: InstrumentSetting) -> GaugeSource:
    from devices.instruments.instrument import Instrument
    from devices.instruments.library import profile

    return Instrument(setting.url, profile(setting.profile), setting.name)


def _camera(setting: CameraSetting) -> PhotoSource:
    from devices.cameras.source import open_camera

    return open_camera(setting.url, setting.name)
