"""Practice: a marked home, demo work orders and a simulated bench, so that anyone can try the station."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.places import Home

if TYPE_CHECKING:
    from devices.bench.camera import SimulatedCamera
    from devices.bench.instruments import SimulatedBench
    from ui.context import Keep

INSPECTOR = "练习员"
"""Name of the practice inspector; shown with the PIN on the sign-in page of a practice home only."""

PIN = "2580"
"""PIN of the practice inspector. It opens practice homes, whose records never count or sync."""


def mark_practice(home: Home) -> None:
    """Make ``home`` a practice home.

    Raises:
        KnownError: STO-010 when a station works there for real: its records must go on counting.
    """
    if home.database.exists() and not home.is_practice:
        raise KnownError("STO-010", path=str(home.root))
    home.root.mkdir(parents=True, exist_ok=True)
    home.practice_marker.touch()


def fill_practice(keep: Keep) -> None:
    """Register the practice inspector; harmless when repeated.

    Raises:
        KnownError: the store cannot be written.
    """
    if keep.accounts.is_empty():
        keep.accounts.create_first(INSPECTOR, PIN)


class PracticeBench:
    """The simulated instruments and camera of a practice home."""

    def __init__(self) -> None:
        self.instruments: SimulatedBench | None = None
        self.camera: SimulatedCamera | None = None

    def start(self) -> dict[str, Any]:
        """Plug everything in; returns the settings that reach it."""
        from devices.bench.camera import SimulatedCamera
        from devices.bench.instruments import PROFILES, SimulatedBench

        self.instruments, self.camera = SimulatedBench(), SimulatedCamera()
        self.instruments.start()
        self.camera.start()
        urls = self.instruments.urls
        return {
            "instruments": [
                {"name": _NAMES[name], "url": urls[name], "profile": profile}
                for name, profile in PROFILES.items()
            ],
            "camera": {"name": _NAMES["camera"], "url": self.camera.url},
        }

    def stop(self) -> None:
        """Unplug everything. Safe to call twice."""
        if self.instruments is not None:
            self.instruments.stop()
        if self.camera is not None:
            self.camera.stop()


_NAMES = {"balance": "天平", "caliper": "卡尺", "multimeter": "万用表", "camera": "顶视相机"}
