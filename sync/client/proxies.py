"""The HTTP proxy through which a company's machines reach the world outside."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore

from station.errors import KnownError
from sync.client.address import is_this_machine


class Pools:
    """Connection pools: one without a proxy, one for each proxy. Thread-safe."""

    def __init__(self, make: Callable[[httpcore.Proxy | None], httpcore.ConnectionPool]) -> None:
        """``make`` gives a new pool."""
        self._make = make
        self._pools = {"": make(None)}

    def pool_for(self, url: str) -> httpcore.ConnectionPool:
        """The pool whose connections lead to ``url``.

        Raises:
            KnownError: SYN-028 the proxy that this machine names is none that speaks HTTP.
        """
        proxy = proxy_for(url)
        if proxy not in self._pools:
            self._pools.setdefault(proxy, self._make(_proxy_at(proxy)))
        return self._pools[proxy]

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()


def proxy_for(url: str) -> str:
    """Address of the proxy for ``url``, "" for none: what the environment says (``HTTPS_PROXY``, ``NO_PROXY``
    …) or, on Windows, the system's settings. This machine itself is reached without one.
    """
    parts = urlsplit(url)
    if is_this_machine(url) or proxy_bypass(parts.hostname or ""):
        return ""
    known = getproxies()
    return known.get(parts.scheme) or known.get("all", "")


def _proxy_at(address: str) -> httpcore.Proxy:
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise KnownError("SYN-028", why=f"{parts.scheme}://{parts.hostname or ''}")
    account = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    return httpcore.Proxy(_without_account(parts), auth=account)


def _without_account(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
