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
    import cv2  # a camera has loaded both by now; without a camera the program starts without them
    import numpy as np

    array: NDArray[np.uint8] = pixels
    height, width = array.shape[:2]
    factor = max(1, round(width / _VIEW_WIDTH_PX))
    size = (width // factor, height // factor)
    view = array if factor == 1 else cv2.resize(array, size, interpolation=cv2.INTER_AREA)
    view = np.ascontiguousarray(view)
    image = QImage(view.data, size[0], size[1], size[0] * 3, QImage.Format.Format_BGR888).copy()
    return Frame(image, array)
