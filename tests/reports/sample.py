"""The sample record that every template must print, with its six photos drawn by code."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from station.model.record import Record

DOCUMENT = Path(__file__).with_name("sample_record.json")

_VIEWS = {
    "front_off": "#12151C",
    "front_on": "#F7F8FA",
    "back": "#3D6A94",
    "sides": "#8C98A8",
    "lens": "#20242E",
    "ports": "#5D6875",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A sealed record and the folder its photos lie in."""

    record: Record
    folder: Path

    def photo(self, sha256: str) -> Path | None:
        """Where a photo lies."""
        return self.folder / f"{sha256}.jpg"


def sample(folder: Path, **changes: Any) -> Sample:
    """The sample record with its photos in ``folder``; ``changes`` replace top-level keys of the document."""
    photos = {view: _drawn(view) for view in _VIEWS}
    for data in photos.values():
        (folder / f"{_sha(data)}.jpg").write_bytes(data)
    text = DOCUMENT.read_text("utf-8")
    for view, data in photos.items():
        text = text.replace(_sha(view.encode()), _sha(data))
    return Sample(record_of(json.loads(text) | changes), folder)


def record_of(document: Mapping[str, Any]) -> Record:
    """A record of this document, at a fixed place of a ledger."""
    body = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
    return Record(
        id=document["record"],
        document=document,
        sha256=_sha(body),
        sequence=1284,
        ledger_hash=_sha(b"entry 1284"),
        sealed_at=datetime.fromisoformat(document["sealed_at"]),
        practice=document["practice"],
    )


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@cache
def _drawn(view: str) -> bytes:
    """A phone on a mat, 1280 x 960, as a camera's JPEG."""
    image = Image.new("RGB", (1280, 960), "#C9CDD3")
    for band in range(0, 960, 12):
        shade = 196 + band // 40
        ImageDraw.Draw(image).rectangle((0, band, 1280, band + 11), fill=(shade, shade, shade + 4))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((420, 90, 860, 870), radius=58, fill="#2A3038")
    draw.rounded_rectangle((434, 104, 846, 856), radius=48, fill=_VIEWS[view])
    draw.line((520, 330, 650, 352), fill="#B9C0CA", width=3)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()
