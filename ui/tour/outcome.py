"""What a tour leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from station.model.record import Record


@dataclass(slots=True)
class Outcome:
    """Files of one tour and how long each step took.

    ``steps`` holds, in order, the item id and the milliseconds from the last key of its answer until the next
    page was shown with the answer on disk.
    """

    folder: Path
    pictures: list[Path] = field(default_factory=list)
    steps: list[tuple[str, float]] = field(default_factory=list)
    record: Record | None = None

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

    def to_json(self) -> dict[str, Any]:
        """The result of ``station tour --json``."""
        document = self.record.document if self.record else {}
        return {
            "record_id": document.get("record"),
            "practice": document.get("practice"),
            "pictures": [str(path) for path in self.pictures],
            "record": str(self.record_file),
            "certificate": str(self.certificate_file),
            "label": str(self.label_file),
            "verdicts": document.get("verdicts", []),
            "steps": [{"item": item, "ms": round(ms, 2)} for item, ms in self.steps],
        }
