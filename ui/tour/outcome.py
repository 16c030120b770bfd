"""What a tour leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from station.grading.asking.account import Account
from station.model.record import Record


@dataclass(frozen=True, slots=True)
class ShortUnit:
    """A unit inspected for its target channels: the items asked, and the record."""

    asked: tuple[str, ...]
    listed: int
    record: Record

    def to_json(self, whole: int) -> dict[str, Any]:
        """What it took, beside the ``whole`` number of steps without target channels."""
        document = self.record.document
        return {
            "record_id": document["record"],
            "channels": document["channels"],
            "steps": len(self.asked),
            "items": self.listed,
            "whole": whole,
            "asked": list(self.asked),
            "not_asked": document["not_asked"],
            "verdicts": [
                {"channel": one["channel"], "result": one["result"], "grades": one["grades"]}
                for one in document["verdicts"]
            ],
        }


@dataclass(frozen=True, slots=True)
class HubVisit:
    """Where the tour's hub keeps everything, and its addresses as long as it serves: ``trace`` is the public
    page of the unit."""

    home: Path
    url: str
    trace: str


@dataclass(slots=True)
class Outcome:
    """Files of one tour and how long each step took.

    ``home`` is the practice home that stays behind, with the record in its ledger. ``steps`` holds, in order,
    the item id and the milliseconds from the last key of its answer until the next page was shown with the
    answer on disk. ``accounts`` says what each set of target channels is expected to cost, ``short_units``
    what it took for some units.
    """

    folder: Path
    home: Path
    pictures: list[Path] = field(default_factory=list)
    steps: list[tuple[str, float]] = field(default_factory=list)
    record: Record | None = None
    accounts: list[Account] = field(default_factory=list)
    short_units: list[ShortUnit] = field(default_factory=list)
    hub: HubVisit | None = None

    def picture(self, window: QWidget, name: str) -> None:
        """Keep what the window shows."""
        path = self.pictures_folder / f"{len(self.pictures) + 1:02d}-{name}.png"
        window.grab().save(str(path))
        self.pictures.append(path)

    @property
    def pictures_folder(self) -> Path:
        """Where the pictures of the window lie."""
        return self.folder / "pictures"

    @property
    def record_file(self) -> Path:
        """The sealed record's document."""
        return self.folder / "record.json"

    @property
    def certificate_file(self) -> Path:
        """The certificate."""
        return self.folder / "certificate.pdf"

    @property
    def label_file(self) -> Path:
        """The label in the printer's language."""
        return self.folder / "label.zpl"

    @property
    def receipt_file(self) -> Path:
        """The hub's last receipt."""
        return self.folder / "receipt.json"

    def to_json(self) -> dict[str, Any]:
        """The result of ``station tour --json``."""
        document = self.record.document if self.record else {}
        return {
            "record_id": document.get("record"),
            "practice": document.get("practice"),
            "home": str(self.home),
            "pictures": [str(path) for path in self.pictures],
            "record": str(self.record_file),
            "certificate": str(self.certificate_file),
            "label": str(self.label_file),
            "receipt": str(self.receipt_file) if self.hub else None,
            "trace": self.hub.trace if self.hub else None,
            "hub": {"home": str(self.hub.home), "url": self.hub.url} if self.hub else None,
            "verdicts": document.get("verdicts", []),
            "steps": [{"item": item, "ms": round(ms, 2)} for item, ms in self.steps],
            "steps_by_channels": [
                {
                    "channels": list(one.channels),
                    "items": one.items,
                    "expected_steps": round(one.expected.steps, 1),
                    "seconds": round(one.expected.seconds),
                }
                for one in self.accounts
            ],
            "short_units": [one.to_json(len(self.steps)) for one in self.short_units],
        }
