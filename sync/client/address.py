"""The address of a hub, as a person gives it."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from station.errors import KnownError

_LOCAL = "localhost"


def hub_address(given: str) -> str:
    """The address in the form that requests are built on: scheme, host, port and path, without a last ``/``.

    Raises:
        KnownError: SYN-010 not an address of a hub; plain HTTP only reaches this very machine.
    """
    parts = _split(given.strip())
    if parts.query or parts.fragment or "@" in parts.netloc or not is_safe(given.strip()):
        raise KnownError("SYN-010", url=_without_account(parts))
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def is_safe(url: str) -> bool:
    """Whether what is sent there can be read by nobody on the way: HTTPS, or this very machine."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    fits = bool(host) and url.isascii() and url.isprintable() and " " not in url
    return fits and (parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(host)))


def is_this_machine(url: str) -> bool:
    """Whether an address that :func:`hub_address` gave leads to this very machine."""
    return _is_this_machine(urlsplit(url).hostname or "")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise KnownError("SYN-010", url="") from error


def _without_account(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _is_this_machine(host: str) -> bool:
    try:
        return host == _LOCAL or ip_address(host).is_loopback
    except ValueError:
        return False
