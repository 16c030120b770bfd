"""Practice: a marked home, demo work orders and a simulated bench, so that anyone can try the station."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from station.errors import KnownError
from station.model.person import Role
from station.places import RESOURCES, Home

if TYPE_CHECKING:
    from devices.bench.camera import SimulatedCamera
    from devices.bench.instruments import SimulatedBench
    from ui.context import Keep

DEMO = RESOURCES / "demo"

INSPECTOR = "练习员"
"""Name of the practice inspector; shown with the PIN on the sign-in page of a practice home only."""

ADMINISTRATOR = "练习管理员"
"""Who adds the others."""

STAFF = {
    INSPECTOR: Role.INSPECTOR,
    "练习质量工程师": Role.QUALITY_ENGINEER,
    "练习复核员": Role.SUPERVISOR,
}
"""Who works in a practice home, all with the same PIN, so that everything can be tried."""

PIN = "2580"
"""PIN of the practice people. It opens practice homes, whose records never count or sync."""


def mark_practice(home: Home) -> None:
    """Make ``home`` a practice home.

    Raises:
        KnownError: STO-010 when a station works there for real: its records must go on counting.
    """
    if home.database.exists() and not home.is_practice:
        raise KnownError("STO-010", path=str(home.root))
    home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.practice_marker.touch()


def fill_practice(keep: Keep) -> None:
    """Register the practice people and import the demo work orders and catalogue; harmless when repeated.

    Raises:
        KnownError: the store cannot be written, or a demo file is damaged.
    """
    from station.standards.library import home_library
    from station.store.catalogue_import import import_catalogue
    from station.store.orders import import_work_orders

    _fill_people(keep)
    library = home_library(keep.store.home)
    categories = library.internal_categories()
    channels = {standard.id for standard in library.channel_standards()}
    import_catalogue(keep.store, DEMO / "catalogue.csv", categories)
    import_work_orders(keep.store, DEMO / "work_orders.csv", categories, channels)


def _fill_people(keep: Keep) -> None:
    accounts = keep.accounts
    if accounts.is_empty():
        accounts.create_first(ADMINISTRATOR, PIN)
    known = {person.name: person for person in accounts.all()}
    for name, role in STAFF.items():
        if name not in known and ADMINISTRATOR in known:
            accounts.add(name, role, PIN, known[ADMINISTRATOR].id)


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
                {"name": name, "url": urls[name], "profile": profile} for name, profile in PROFILES.items()
            ],
            "camera": {"name": "camera", "url": self.camera.url},
        }

    def stop(self) -> None:
        """Unplug everything. Safe to call twice."""
        if self.instruments is not None:
            self.instruments.stop()
        if self.camera is not None:
            self.camera.stop()
