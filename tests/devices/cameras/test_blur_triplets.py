"""The sharpness limit against photographs: sharp, defocused and moved takes of the same scenes.

The pictures carry no licence and stay where they are; without them there is nothing to compare, and the
facts measured on them stand in ``quality.py``.
"""

from __future__ import annotations

from pathlib import Path

from devices.cameras.pictures import decode_picture
from devices.cameras.quality import Refusal, assess

TRIPLETS = Path("/work/shared/data/images/blur_triplets")


def test_sharp_takes_pass_and_blurred_takes_are_refused() -> None:
    files = [file for file in TRIPLETS.glob("*") if file.suffix.lower() == ".jpg"]
    assert not TRIPLETS.is_dir() or len(files) == 9
    for file in files:
        blurred = Refusal.BLURRED in assess(decode_picture(file.read_bytes(), file.name)).reasons
        assert blurred is not file.stem.endswith("_S"), file.name
