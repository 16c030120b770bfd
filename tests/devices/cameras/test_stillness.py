"""A photo takes itself only when nothing has moved for a moment."""

from __future__ import annotations

import numpy as np

from devices.bench.phone_pictures import Scene, pictures_of
from devices.cameras.jpeg import decode_jpeg
from devices.cameras.stillness import Stillness

SCENE = Scene(view="back", code="R-20261122-0147", width=960, height=540)


class Hand:
    """A clock moved by hand, s."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_sensor_noise_is_still_and_a_moved_phone_is_not() -> None:
    hand = Hand()
    watch = Stillness(hold_s=0.4, monotonic=hand)
    noisy = [decode_jpeg(picture) for picture in pictures_of(SCENE)]
    seen = []
    for frame in noisy:
        seen.append(watch.see(frame))
        hand.now += 0.2
    assert seen == [False, False, True, True]
    assert watch.motion == 0.0
    moved = np.roll(noisy[0], 12, axis=1)
    assert not watch.see(moved)
    assert watch.motion > 0.004


def test_still_again_only_after_the_hold_time() -> None:
    hand = Hand()
    watch = Stillness(hold_s=0.4, monotonic=hand)
    frame = decode_jpeg(pictures_of(SCENE)[0])
    watch.see(frame)
    watch.see(np.roll(frame, 40, axis=0))
    hand.now = 0.3
    assert not watch.see(np.roll(frame, 40, axis=0))
    hand.now = 0.45
    assert watch.see(np.roll(frame, 40, axis=0))
