"""A 1080p photo, durable before it counts: encoded by us, or kept as the camera made it."""

from __future__ import annotations

import hashlib
import itertools
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy

from devices.cameras.pictures import thumbnail
from station.durable import sync_folder
from tests.bench.syncs import count_syncs
from tests.bench.table import Row, interleaved
from tests.stations import Station, open_station

ROUNDS = 40
QUALITY = 90
MOST_OVER_FLOOR = 1.1
MOST_OF_ENCODING = 0.2
WIDTH, HEIGHT = 1920, 1080


class Photographer:
    """Takes photos of one unit; every one differs, or the evidence folder would keep it once."""

    def __init__(self, station: Station, seed: int) -> None:
        self._station = station
        self._inspection = station.start()
        self._frame = _frame(seed)
        self._camera_jpeg = _encoded(self._frame)
        self._thumbnail = thumbnail(self._frame)
        self._numbers = itertools.count()

    def encode_and_keep(self) -> None:
        """A camera that gives frames: we encode."""
        self._frame[0, 0] = (next(self._numbers) % 256, 7, 7)
        self._keep(_encoded(self._frame) + self._mark())

    def keep_the_cameras(self) -> None:
        """A camera that gives JPEG: its bytes are kept."""
        self._keep(self._camera_jpeg + self._mark())

    def next_unit(self) -> None:
        """Another unit, so that the list of photos stays as short as a real one; the one before is parked."""
        self._station.desk.park(self._inspection.id)
        self._inspection = self._station.start(f"U-{next(self._numbers)}")

    def _mark(self) -> bytes:
        return next(self._numbers).to_bytes(8, "big")

    def _keep(self, jpeg: bytes) -> None:
        if len(self._inspection.photos) == 12:
            self.next_unit()
        self._inspection = self._station.desk.add_photo(
            self._inspection.id,
            "PH-01",
            "front",
            jpeg,
            WIDTH,
            HEIGHT,
            self._station.person.id,
            thumbnail=self._thumbnail,
        )


def _frame(seed: int) -> numpy.ndarray:
    """A picture with edges and noise, like a phone on a table."""
    rng = numpy.random.default_rng(seed)
    frame = rng.normal(128, 6, (HEIGHT, WIDTH, 3)).clip(0, 255).astype(numpy.uint8)
    cv2.rectangle(frame, (700, 150), (1220, 930), (40, 40, 44), thickness=-1)
    return cv2.GaussianBlur(frame, (5, 5), 0)


def _encoded(frame: numpy.ndarray) -> bytes:
    return cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1].tobytes()


def _floor(root: Path, frame: numpy.ndarray) -> Callable[[], None]:
    """What any durable photo needs: encode, SHA-256, write, sync, rename, and the folder synced.

    Without the last a power cut may take the name. Commit and thumbnail are on top of it in ours.
    """

    def write() -> None:
        jpeg = _encoded(frame)
        path = root / hashlib.sha256(jpeg).hexdigest()
        with (root / "part").open("wb", buffering=0) as file:
            file.write(jpeg)
            os.fsync(file.fileno())
        (root / "part").rename(path)
        sync_folder(root)

    return write


def run(seed: int) -> list[Row]:
    """Measure both ways against encode + hash + write + sync + rename."""
    with tempfile.TemporaryDirectory() as folder, open_station(Path(folder) / "home") as station:
        photographer, frame = Photographer(station, seed), _frame(seed)
        ms = interleaved(
            {
                "encode": photographer.encode_and_keep,
                "kept": photographer.keep_the_cameras,
                "floor": _floor(Path(folder), _frame(seed)),
                "thumbnail": lambda: thumbnail(frame),
            },
            ROUNDS,
        )
        syncs = count_syncs(_counted(Path(folder) / "counted", seed))
    counts = {} if syncs is None else {"syncs of the file": syncs - 1, "syncs of the commit": 1}
    return [
        Row(
            name="1080p photo, durable, encoded by us",
            ours_ms=ms["encode"],
            floor_ms=ms["floor"],
            peers={"making the thumbnail, on the pictures' own thread": ms["thumbnail"]},
            counts=counts,
            goal=f"≤ {MOST_OVER_FLOOR} × encode + SHA-256 + write/fsync/rename/fsync, ≤ 2 syncs per file",
            met=ms["encode"] <= MOST_OVER_FLOOR * ms["floor"] and (syncs is None or syncs - 1 <= 2),
        ),
        Row(
            name="1080p photo, durable, camera's JPEG kept",
            ours_ms=ms["kept"],
            peers={"re-encoding": ms["encode"]},
            counts=counts,
            goal=f"≤ {MOST_OF_ENCODING} × re-encoding",
            met=ms["kept"] <= MOST_OF_ENCODING * ms["encode"],
        ),
    ]


def _counted(root: Path, seed: int) -> Callable[[Callable[[], None]], None]:
    def work(mark: Callable[[], None]) -> None:
        with open_station(root) as station:
            photographer = Photographer(station, seed)
            photographer.keep_the_cameras()
            mark()
            photographer.keep_the_cameras()
            mark()

    return work
