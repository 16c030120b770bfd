"""A template's logo: a picture file beside it, made small enough for paper."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from station.texts import Phrase

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_BYTES = 4_000_000
MOST_PIXELS = 40_000_000
LONGEST_PX = 900
"""Longest side as printed: 600 dpi at 38 mm."""


@dataclass(frozen=True, slots=True)
class LogoPicture:
    """A logo ready to print: PNG bytes, and its size in pixels."""

    data: bytes
    width: int
    height: int


def logo_fault(file: Path) -> Phrase | None:
    """Why ``file`` cannot be a logo; None when it can."""
    try:
        if file.stat().st_size > LARGEST_BYTES:
            return Phrase("templates.fault.logo_large", {"most": LARGEST_BYTES // 1_000_000})
        logo_picture(file)
    except OSError:  # Pillow's UnidentifiedImageError is one
        key = "logo_broken" if file.exists() else "logo_missing"
        return Phrase(f"templates.fault.{key}", {"file": file.name})
    except ValueError:
        return Phrase("templates.fault.logo_broken", {"file": file.name})
    return None


def logo_picture(file: Path) -> LogoPicture:
    """The picture in ``file``, scaled down to what paper can show; always the same bytes for the same file.

    Raises:
        OSError: there is no such file, or no picture in it.
        ValueError: a picture of far too many pixels.
    """
    data = file.read_bytes()
    return _scaled(hashlib.sha256(data).hexdigest(), data)


@lru_cache(maxsize=8)
def _scaled(_name: str, data: bytes) -> LogoPicture:
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        image.thumbnail((LONGEST_PX, LONGEST_PX))
        flat = _on_paper(image)
    out = io.BytesIO()
    flat.save(out, "PNG")
    return LogoPicture(out.getvalue(), flat.width, flat.height)


def _on_paper(image: Image) -> Image:
    """Without transparency: what shows through is white paper."""
    from PIL import Image as Pictures

    solid = image.convert("RGBA")
    paper = Pictures.new("RGBA", solid.size, "white")
    paper.alpha_composite(solid)
    return paper.convert("RGB")
