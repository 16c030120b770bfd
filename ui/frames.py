"""Camera pictures made ready for drawing, on the camera's own thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_VIEW_WIDTH_PX = 960


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture: ``image`` for drawing (at most about 960 px wide), ``pixels`` as they came (BGR)."""

    image: QImage
    pixels: NDArray[np.uint8]


def frame_from(pixels: Any) -> Frame:
    """Make a picture ready for drawing; runs on the camera's thread, so the GUI thread only paints."""
    from devices.cameras.preview import preview  # OpenCV is loaded by now; without a camera it need not be

    array: NDArray[np.uint8] = pixels
    small = preview(array, _VIEW_WIDTH_PX, _VIEW_WIDTH_PX)
    height, width = small.shape[:2]
    image = QImage(small.data, width, height, small.strides[0], QImage.Format.Format_RGB32).copy()
    return Frame(image, array)
