"""Which addresses the hub may call: none inside its own network, unless it is told so."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from station.errors import KnownError

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LONGEST = 2000
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Target:
    """Where a request goes: ``address`` was looked at, and is the one to connect to."""

    url: SplitResult
    address: str
    port: int


def refuse_address(url: str, allow_private: bool) -> SplitResult:
    """The parts of a URL that the hub may call, as far as can be told without asking for names.

    Raises:
        KnownError: HUB-065.
    """
    try:
        parts = urlsplit(url)
        is_called = parts.scheme in _PORTS and parts.hostname and parts.port != 0
    except ValueError as error:
        raise KnownError("HUB-065", url=url[:_LONGEST], why="") from error
    if not is_called or parts.username is not None or len(url) > _LONGEST or not url.isprintable():
        raise KnownError("HUB-065", url=url[:_LONGEST], why="http(s)://HOST/…")
    literal = _literal(parts.hostname or "")
    if literal is not None and not allow_private and not _is_public(literal):
        raise KnownError("HUB-065", url=url, why=str(literal))
    return parts


async def target_of(url: str, allow_private: bool) -> Target:
    """Ask for the name, and refuse unless every answer may be called: one of them is then connected to.

    Raises:
        KnownError: HUB-065.
        OSError: the name has no address.
    """
    parts = refuse_address(url, allow_private)
    port = parts.port or _PORTS[parts.scheme]
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(parts.hostname or "", port, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(str(answer[4][0]).partition("%")[0]) for answer in found]
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise KnownError("HUB-065", url=url, why=str(address))
    return Target(parts, str(addresses[0]), port)


def _literal(host: str) -> _Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_public(address: _Address) -> bool:
    inner = _inside(address)
    if inner is not None:
        return _is_public(inner)
    return address.is_global and not address.is_multicast


def _inside(address: _Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
