"""The pixels of one picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Frame = NDArray[np.uint8]
"""BGR pixels, height × width × 3."""
