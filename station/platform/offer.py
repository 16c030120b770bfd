"""What a hub offers: everything that is to be in force here, under one cursor."""

from __future__ import annotations

from dataclasses import dataclass

from station.platform.kinds import DATED, PlatformKind


@dataclass(frozen=True, slots=True)
class PlatformItem:
    """One thing that comes down; ``sha256`` (hex) and ``size`` (bytes) are those of its content."""

    kind: PlatformKind
    name: str
    version: str
    sha256: str
    size: int

    @property
    def file(self) -> str:
        """Where it lies in the folder of its set."""
        folder, ending = _PLACES[self.kind]
        named = f"{self.name}-{self.version}" if self.kind in DATED else self.name
        return f"{folder}/{named}{ending}"

    @property
    def told(self) -> dict[str, str]:
        """How messages name it."""
        return {"kind": self.kind.value, "name": self.name, "version": self.version}


_PLACES: dict[PlatformKind, tuple[str, str]] = {
    PlatformKind.CHANNEL_STANDARD: ("standards/channels", ".toml"),
    PlatformKind.INTERNAL_STANDARD: ("standards/internal", ".toml"),
    PlatformKind.PEOPLE: ("people", ".json"),
    PlatformKind.WORK_ORDERS: ("work_orders", ".json"),
    PlatformKind.INSTRUMENT_PROFILE: ("instruments", ".toml"),
    PlatformKind.REPORT_TEMPLATE: ("reports", ".toml"),
    PlatformKind.RETENTION: ("retention", ".json"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A manifest whose signature was checked: ``hub`` signed it, ``sha256`` is that of what it signed."""

    hub: str
    cursor: int
    sha256: str
    items: tuple[PlatformItem, ...]
