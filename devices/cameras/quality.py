"""Is a picture good enough to be evidence: sharp, well exposed, without glare.

Everything is measured on the picture reduced to 960 px on its long side, so that one set of limits serves
every camera.

*Sharpness* is the energy of the second differences divided by the energy of the first differences of the
grey picture, after a 3 × 3 Gaussian against sensor noise. It is taken in each of 16 × 9 tiles that show any
structure; the median tile counts, so that neither a barcode nor an empty mat decides; it is taken along rows
and along columns, and the lower of the two counts, so that motion in one direction shows. The ratio hardly
depends on what is in the picture: a sharp one gives 0.6 to 1.2, defocus or motion of more than about 2 px
less than 0.5. Checked on the triplets of Kwentar's blur data set (sharp 0.67 to 1.14, defocused 0.16 to 0.36,
moved 0.33 to 0.49) and on drawn pictures with known blur. The limit 0.55 lies between.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.cameras.frame import Frame

WORKING_SIDE = 960
"""Long side in px of the picture that is measured."""
SHARP_FROM = 0.55
DARK_BELOW = 0.16
"""Mean grey, 0 to 1; a black phone on a dark mat in good light gives about 0.2."""
BRIGHT_ABOVE = 0.88
SATURATED_LEVEL = 250
GLARE_ABOVE = 0.006
"""Share of the picture that one saturated patch may have: 0.6 % hides a scratch of a few mm."""

_GLARE_SIDE = 240
_TILES = (16, 9)
_STRUCTURE_FLOOR = 1.0
"""First-difference energy, grey levels squared, from which a tile shows more than sensor noise."""


class PictureVerdict(StrEnum):
    """Whether a picture may serve as evidence."""

    GOOD = "good"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a picture is refused."""

    BLURRED = "blurred"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    GLARE = "glare"


@dataclass(frozen=True, slots=True)
class Quality:
    """What :func:`assess` found.

    ``sharpness`` about 0 to 1.2 (good from 0.55), ``exposure`` mean grey 0 to 1, ``glare`` share 0 to 1 of
    saturated pixels; ``glare_box`` [x, y, width, height] in px of the given frame around the largest
    saturated patch when that is why the picture is refused.
    """

    sharpness: float
    exposure: float
    glare: float
    verdict: PictureVerdict
    reasons: tuple[Refusal, ...]
    glare_box: tuple[int, int, int, int] | None = None


def assess(frame: Frame, *, lit_display: bool = False) -> Quality:
    """Measure a BGR frame of any size.

    ``lit_display`` for views in which a display shines into the camera: saturation is then no reason to
    refuse.
    """
    grey = working_grey(frame)
    sharpness = _sharpness(grey)
    exposure = float(cv2.mean(grey)[0]) / 255.0
    share, patch, box = _glare(grey)
    glared = patch > GLARE_ABOVE and not lit_display
    reasons = _reasons(sharpness, exposure, glared)
    return Quality(
        sharpness=round(sharpness, 3),
        exposure=round(exposure, 3),
        glare=round(share, 4),
        verdict=PictureVerdict.REFUSED if reasons else PictureVerdict.GOOD,
        reasons=reasons,
        glare_box=_scaled(box, frame.shape[1] / grey.shape[1]) if glared else None,
    )


def working_grey(frame: Frame) -> NDArray[np.uint8]:
    """The frame in grey, reduced to the working size; smaller frames keep theirs."""
    factor = WORKING_SIDE / max(frame.shape[:2])
    if factor < 1.0:
        frame = cv2.resize(frame, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA).astype(
            np.uint8, copy=False
        )
    return cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY).astype(np.uint8, copy=False)


def _sharpness(grey: NDArray[np.uint8]) -> float:
    smooth = cv2.GaussianBlur(grey, (3, 3), 0)
    height, width = smooth.shape
    # every other row says as much about the rows as all of them, at half the cost; likewise the columns
    rows = cv2.resize(smooth, (width, max(1, height // 2)), interpolation=cv2.INTER_NEAREST)
    columns = cv2.resize(smooth, (max(1, width // 2), height), interpolation=cv2.INTER_NEAREST)
    along = (_median_ratio(rows, 1, 0), _median_ratio(columns, 0, 1))
    return min((ratio for ratio in along if ratio is not None), default=0.0)


def _median_ratio(smooth: cv2.typing.MatLike, dx: int, dy: int) -> float | None:
    """None when no tile shows structure in this direction."""
    first = _tile_energy(cv2.Sobel(smooth, cv2.CV_32F, dx, dy, ksize=1, scale=0.5))
    second = _tile_energy(cv2.Sobel(smooth, cv2.CV_32F, 2 * dx, 2 * dy, ksize=1))
    structured = first > _STRUCTURE_FLOOR
    return float(np.median(second[structured] / first[structured])) if structured.any() else None


def _tile_energy(differences: cv2.typing.MatLike) -> cv2.typing.MatLike:
    return cv2.resize(cv2.multiply(differences, differences), _TILES, interpolation=cv2.INTER_AREA)


def _glare(grey: NDArray[np.uint8]) -> tuple[float, float, tuple[int, int, int, int]]:
    """Share of saturated pixels; share and box of the largest saturated patch."""
    factor = min(1.0, _GLARE_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    saturated = (small >= SATURATED_LEVEL).astype(np.uint8)
    if not saturated.any():
        return 0.0, 0.0, (0, 0, 0, 0)
    _, _, stats, _ = cv2.connectedComponentsWithStats(saturated, connectivity=8)
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    x, y, width, height, area = (int(value) for value in stats[largest])
    box = _scaled((x, y, width, height), 1.0 / factor)
    return float(saturated.mean()), area / saturated.size, box


def _scaled(box: tuple[int, int, int, int], factor: float) -> tuple[int, int, int, int]:
    x, y, width, height = (round(value * factor) for value in box)
    return x, y, width, height


def _reasons(sharpness: float, exposure: float, glared: bool) -> tuple[Refusal, ...]:
    found = (
        (Refusal.BLURRED, sharpness < SHARP_FROM),
        (Refusal.TOO_DARK, exposure < DARK_BELOW),
        (Refusal.TOO_BRIGHT, exposure > BRIGHT_ABOVE),
        (Refusal.GLARE, glared),
    )
    return tuple(reason for reason, applies in found if applies)
