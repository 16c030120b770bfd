"""What the platform sends down, where devices and exchange meet: profiles offered, checked and pulled."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from station.in_force import sound_files
from station.places import Home
from station.platform.kinds import PlatformKind

if TYPE_CHECKING:
    from station.platform.offer import PlatformItem
    from station.platform.staged import Staged
    from station.store.database import Store
    from sync.client.link import HubLink


def offer_profiles(home: Home) -> None:
    """Let instruments be set up by the profiles that the platform put in force in ``home``, too."""
    from devices.instruments.library import offer_beside

    offer_beside(partial(sound_files, home, "instruments"))


def pull_for(store: Store) -> Callable[[HubLink], None]:
    """What an exchange calls to bring a store in step with what its hub sends down; it raises as
    :func:`sync.client.feed.pull_feed` does."""
    from sync.client.feed import pull_feed

    def pull(link: HubLink) -> None:
        pull_feed(link, store, {PlatformKind.INSTRUMENT_PROFILE: check_profile})

    return pull


def check_profile(staged: Staged, item: PlatformItem) -> None:
    """An instrument profile: it decodes its own examples, and has no shipped one's name.

    Raises:
        KnownError: INS-008 it does not, SYN-025 it has.
    """
    from devices.instruments.library import PROFILE_FOLDER, load_profile
    from station.platform.staged import conflict

    file = staged.path(item)
    load_profile(file)
    shipped = PROFILE_FOLDER / file.name
    if shipped.exists() and shipped.read_bytes() != file.read_bytes():
        raise conflict(item, shipped.name)
