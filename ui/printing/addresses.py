"""A label printer as a person names it, and as an address."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import quote, unquote


class Way(StrEnum):
    """How the label printer is connected."""

    NONE = "none"
    NETWORK = "network"
    SERIAL = "serial"
    SYSTEM = "system"
    FILE = "file"


_SCHEMES = {Way.NETWORK: "socket://", Way.SERIAL: "serial:", Way.SYSTEM: "printer:", Way.FILE: "file:"}


def address_of(way: Way, where: str) -> str:
    """The address of the printer that a person reaches by ``way`` at ``where``; empty for none."""
    where = where.strip()
    if way is Way.NONE or not where:
        return ""
    return _SCHEMES[way] + (quote(where, safe="") if way is Way.SYSTEM else where)


def way_of(address: str) -> tuple[Way, str]:
    """The way and the place in an address; what is none of ours is shown as a network address."""
    for way, scheme in _SCHEMES.items():
        if address.startswith(scheme):
            where = address[len(scheme) :]
            return way, unquote(where) if way is Way.SYSTEM else where
    return (Way.NETWORK, address) if address else (Way.NONE, "")
