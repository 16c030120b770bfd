"""Choosing the camera, not the index: indices swap after a power cut, identities do not.

An identity is ``vendor:product:serial@path``, for instance
``046d:0825:2D4AA0A0@pci-0000:00:14.0-usb-0:4.2:1.0``: vendor and product number as four hex digits, the
serial number if the camera has one, the socket it sits in. A camera without numbers (a virtual one) is
``name=<name>@path``. Reserved characters inside the fields are percent-encoded.

The serial number decides when it is there; many cameras of one make carry the same one, then the socket has
to tell them apart. Without a serial number the socket decides. When that leaves a doubt, a person has to
choose again: reading the wrong camera under the right name is worse than reading none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from station.errors import KnownError

_KEPT = ":.,-_+/#&{}\\?"


@dataclass(frozen=True, slots=True)
class UsbCamera:
    """One camera as the system lists it now: ``index`` to open it by in ``backend`` (OpenCV's number), the
    ``name`` it gives itself, four-digit lower-case hex ``vendor`` and ``product``, ``serial`` and ``path`` of
    the socket; empty where the system does not say."""

    index: int
    name: str
    vendor: str = ""
    product: str = ""
    serial: str = ""
    path: str = ""
    backend: int = 0

    @property
    def model(self) -> str:
        """What all cameras of this make have in common, as it stands in identities."""
        return f"{self.vendor}:{self.product}" if self.vendor else f"name={quote(self.name, safe='')}"

    @property
    def identity(self) -> str:
        """What to store to find this camera again."""
        serial = f":{quote(self.serial, safe='')}" if self.serial and self.vendor else ""
        path = f"@{quote(self.path, safe=_KEPT)}" if self.path else ""
        return f"{self.model}{serial}{path}"


def choose(present: Sequence[UsbCamera], wanted: str) -> UsbCamera:
    """The one camera that ``wanted`` (an identity, or an index as the person's own risk) means.

    Raises:
        KnownError: CAM-006 when it is not plugged in; CAM-007 when several fit or the only one that fits
            sits in another socket and has no serial number to prove itself.
    """
    if wanted.isascii() and wanted.isdigit():
        return _only([camera for camera in present if camera.index == int(wanted)], present, wanted)
    model, serial, path = _fields(wanted)
    fitting = [camera for camera in present if camera.model == model]
    if serial:
        fitting = [camera for camera in fitting if camera.serial == serial]
    if path and (not serial or len(fitting) > 1):
        fitting = _in_socket(fitting, path, wanted)
    return _only(fitting, present, wanted)


def _fields(wanted: str) -> tuple[str, str, str]:
    head, _, path = wanted.partition("@")
    if head.startswith("name="):
        return head, "", unquote(path)
    vendor, _, rest = head.partition(":")
    product, _, serial = rest.partition(":")
    return f"{vendor.lower()}:{product.lower()}", unquote(serial), unquote(path)


def _in_socket(fitting: list[UsbCamera], path: str, wanted: str) -> list[UsbCamera]:
    there = [camera for camera in fitting if camera.path == path]
    if fitting and not there:
        raise KnownError("CAM-007", camera=wanted, present=[camera.identity for camera in fitting])
    return there


def _only(fitting: list[UsbCamera], present: Sequence[UsbCamera], wanted: str) -> UsbCamera:
    if not fitting:
        raise KnownError("CAM-006", camera=wanted, present=[camera.identity for camera in present] or "–")
    if len(fitting) > 1:
        raise KnownError("CAM-007", camera=wanted, present=[camera.identity for camera in fitting])
    return fitting[0]
