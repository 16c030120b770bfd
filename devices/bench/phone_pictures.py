"""The JPEG pictures the simulated camera serves: drawn once per scene, kept, with a little sensor noise."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.bench.phone_drawing import draw
from devices.cameras.frame import Frame
from devices.cameras.jpeg import encode_jpeg

VARIATIONS = 4
NOISE_LEVELS = 1.6
JPEG_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Scene:
    """What the camera sees and how well: ``blur_px`` defocus sigma, ``glare`` share of the picture that a
    lamp reflects over, ``light`` factor on the bench light."""

    view: str
    code: str
    width: int = 1920
    height: int = 1080
    blur_px: float = 0.0
    glare: float = 0.0
    light: float = 1.0

    def changed(self, **changes: Any) -> Self:
        """The same scene with some of it changed."""
        return replace(self, **changes)


@lru_cache(maxsize=12)
def pictures_of(scene: Scene) -> tuple[bytes, ...]:
    """JPEG pictures of the scene that differ only by sensor noise, to be served in turn."""
    clean = _spoiled(scene, draw(scene.view, scene.code))
    sized = cv2.resize(clean, (scene.width, scene.height), interpolation=cv2.INTER_AREA)
    rng = np.random.default_rng(1)
    return tuple(_noisy_jpeg(sized.astype(np.int16), rng) for _ in range(VARIATIONS))


def _noisy_jpeg(clean: NDArray[np.int16], rng: np.random.Generator) -> bytes:
    noise = rng.normal(0.0, NOISE_LEVELS, clean.shape[:2]).astype(np.int16)
    return encode_jpeg(np.clip(clean + noise[:, :, None], 0, 255).astype(np.uint8), JPEG_QUALITY)


def _spoiled(scene: Scene, frame: Frame) -> Frame:
    picture: NDArray[np.float32] = frame.astype(np.float32) * np.float32(scene.light)
    if scene.glare > 0:
        picture += np.float32(400) * _lamp(scene.glare, frame.shape[1], frame.shape[0])[:, :, None]
    if scene.blur_px > 0:
        picture = cv2.GaussianBlur(picture, (0, 0), scene.blur_px).astype(np.float32, copy=False)
    return np.clip(picture, 0, 255).astype(np.uint8)


def _lamp(share: float, width: int, height: int) -> NDArray[np.float32]:
    """A round reflection over the phone that covers about ``share`` of the picture."""
    radius = float(np.sqrt(share * width * height / np.pi))
    mask = np.zeros((height, width), np.float32)
    cv2.circle(mask, (int(width * 0.5), int(height * 0.45)), round(radius), 1.0, -1)
    return cv2.GaussianBlur(mask, (0, 0), max(2.0, radius / 6)).astype(np.float32, copy=False)
