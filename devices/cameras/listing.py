"""Which USB cameras the system knows now. Nothing is opened: a camera in use stays undisturbed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from devices.cameras.selection import UsbCamera

V4L2 = 200
"""OpenCV's number for Video4Linux."""
DIRECT_SHOW = 700
"""OpenCV's number for DirectShow."""

_WINDOWS_PATH = re.compile(r"vid_([0-9a-f]{4})&pid_([0-9a-f]{4})(&mi_[0-9a-f]{2})?#([^#]+)", re.IGNORECASE)


def present_cameras() -> tuple[UsbCamera, ...]:
    """The cameras plugged in now, by index."""
    return linux_cameras() if sys.platform == "linux" else _other_cameras()


def linux_cameras(sysfs: Path = Path("/sys"), dev: Path = Path("/dev")) -> tuple[UsbCamera, ...]:
    """The capture devices of Video4Linux; a camera's second node carries metadata only and is left out."""
    sockets = _sockets(dev)
    found = []
    for node in (sysfs / "class" / "video4linux").glob("video*"):
        if node.name[5:].isdigit() and _line(node / "index") in ("0", ""):
            found.append(_linux_camera(node, sockets.get(node.name, "")))
    return tuple(sorted(found, key=lambda camera: camera.index))


def windows_camera(index: int, name: str, path: str) -> UsbCamera:
    """A camera as DirectShow or Media Foundation names it, by its device path
    ``\\\\?\\usb#vid_046d&pid_0825&mi_00#7&1e2f3a4b&0&0000#{…}``.

    Windows puts the serial number there only for devices with a single function; an instance made up from the
    socket contains ``&``.
    """
    found = _WINDOWS_PATH.search(path)
    if found is None:
        return UsbCamera(index, name, path=path.lower(), backend=DIRECT_SHOW)
    instance = found[4]
    serial = "" if "&" in instance or found[3] else instance
    return UsbCamera(
        index, name, found[1].lower(), found[2].lower(), serial, instance.lower(), backend=DIRECT_SHOW
    )


def _other_cameras() -> tuple[UsbCamera, ...]:
    import cv2_enumerate_cameras

    if sys.platform == "win32":
        listed = cv2_enumerate_cameras.enumerate_cameras(DIRECT_SHOW)
        return tuple(windows_camera(camera.index, camera.name, camera.path or "") for camera in listed)
    return tuple(
        UsbCamera(
            camera.index,
            camera.name,
            f"{camera.vid:04x}" if camera.vid is not None else "",
            f"{camera.pid:04x}" if camera.pid is not None else "",
            path=camera.path or "",
        )
        for camera in cv2_enumerate_cameras.enumerate_cameras()
    )


def _linux_camera(node: Path, socket: str) -> UsbCamera:
    interface = (node / "device").resolve()
    usb = interface.parent
    return UsbCamera(
        index=int(node.name[5:]),
        name=_line(node / "name"),
        vendor=_line(usb / "idVendor").lower(),
        product=_line(usb / "idProduct").lower(),
        serial=_line(usb / "serial"),
        path=socket or (interface.name if _line(usb / "idVendor") else ""),
        backend=V4L2,
    )


def _sockets(dev: Path) -> dict[str, str]:
    """Node name → name of its socket, as udev links them; the same after every start of the machine."""
    try:
        links = sorted((dev / "v4l" / "by-path").iterdir())
    except OSError:
        return {}
    return {link.resolve().name: link.name.removesuffix("-video-index0") for link in links}


def _line(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
