"""Opening a camera by its address."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from station.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable

    from devices.cameras.feed import Feed
    from devices.cameras.grabber import Grabber, Patience


def open_camera(url: str, name: str = "", *, patience: Patience | None = None, reduce: int = 1) -> Grabber:
    """A camera that is not started yet; ``name`` defaults to the address without user name and password.

    Addresses: ``usb:<identity>`` (as ``station camera list`` prints it; an index such as ``usb:0`` works but
    may mean another camera tomorrow), ``http://…`` or ``https://…`` for MJPEG, ``folder:<path>`` for a folder
    of pictures. ``reduce`` 2 or 4 delivers frames at half or quarter size; stills stay full size.

    Raises:
        KnownError: CAM-005 when the address is none of these.
    """
    new_feed = _feed_maker(url)
    from devices.cameras.grabber import Grabber  # OpenCV loads only when a camera is really opened

    return Grabber(name or shown_address(url), new_feed, patience, reduce)


def shown_address(url: str) -> str:
    """The address without user name and password, for screens and logs."""
    if "://" not in url:
        return url
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _feed_maker(url: str) -> Callable[[], Feed]:
    scheme, _, rest = url.partition(":")
    maker = _KINDS.get(scheme.lower())
    if maker is None or not rest:
        raise KnownError("CAM-005", url=shown_address(url))
    return maker(url)


def _http(url: str) -> Callable[[], Feed]:
    from devices.cameras.mjpeg import MjpegFeed

    try:
        parts = urlsplit(url)
        reachable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        reachable = False
    if not reachable:
        raise KnownError("CAM-005", url=shown_address(url))
    return lambda: MjpegFeed(url)


def _folder(url: str) -> Callable[[], Feed]:
    from devices.cameras.folder import FolderFeed

    folder = Path(url.partition(":")[2])
    return lambda: FolderFeed(folder)


def _usb(url: str) -> Callable[[], Feed]:
    from devices.cameras.usb import UsbFeed

    wanted = url.partition(":")[2]
    return lambda: UsbFeed(wanted)


_KINDS: dict[str, Callable[[str], Callable[[], Feed]]] = {
    "usb": _usb,
    "http": _http,
    "https": _http,
    "folder": _folder,
}
