"""One request to a hub and its whole answer, within limits of time and size. No redirect is followed."""

from __future__ import annotations

import ssl
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import httpcore

from station.errors import KnownError
from sync.client.deadline import DeadlineBackend, within
from sync.client.proxies import Pools
from sync.wire.encoding import GZIP, PLAIN, ZSTD, TooLargeError, unpacked
from sync.wire.version import VERSION_HEADER, WIRE_VERSION

ANSWER_BYTES = 4 << 20
"""A packed answer is not longer; unpacked four times that."""
_UNFOLDED = 4
_CONNECTIONS = 8
_KEEP_SECONDS = 4  # servers close idle connections after five; one that is just being closed costs a retry


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: to connect, for the next bytes, for a whole request, for a whole upload."""

    connect: float = 10
    silence: float = 30
    request: float = 120
    upload: float = 1800


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, headers by lower-case name, and the unpacked body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Http:
    """Connections to one hub and to where it sends photos. Thread-safe. Close it, or use ``with``."""

    def __init__(self, ca_file: Path | None = None, patience: Patience | None = None) -> None:
        """``ca_file``: the authority (PEM) that signed the hub's certificate, beside those of the machine.

        Raises:
            KnownError: SYN-004 it cannot be read.
        """
        self.patience = patience or Patience()
        self._stopped = Event()
        trusting = _trusting(ca_file)
        self._pools = Pools(
            lambda proxy: httpcore.ConnectionPool(
                ssl_context=trusting,
                proxy=proxy,
                max_connections=_CONNECTIONS,
                keepalive_expiry=_KEEP_SECONDS,
                network_backend=DeadlineBackend(self._stopped),
            )
        )

    def send(
        self, method: str, url: str, headers: Mapping[str, str], content: bytes | Iterator[bytes] = b""
    ) -> Reply:
        """The answer to one request, whatever its status.

        Raises:
            KnownError: SYN-003 not reached or not in time, SYN-004 its certificate is not trusted, SYN-005
                no HTTP or cut short, SYN-006 longer than any answer may be, SYN-028 the network's proxy
                lets nothing through.
        """
        stated: list[tuple[bytes | str, bytes | str]] = list(headers.items())
        whole = self.patience.request if isinstance(content, bytes) else self.patience.upload
        try:
            with (
                within(whole),
                self._pools.pool_for(url).stream(
                    method, url, headers=stated, content=content, extensions=self._timeouts()
                ) as response,
            ):
                return _reply(response)
        except ssl.SSLError as error:
            raise _unreached(url, error) from error
        except httpcore.ProxyError as error:
            raise KnownError("SYN-028", why=_said(error)) from error
        except (httpcore.TimeoutException, httpcore.NetworkError, OSError) as error:
            raise _unreached(url, error) from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            if _is_cut(error):
                raise _unreached(url, error) from error
            raise KnownError("SYN-005", why=_said(error)) from error

    def stop(self) -> None:
        """Let what is under way in other threads end as if the line were cut."""
        self._stopped.set()

    def close(self) -> None:
        """Close all connections."""
        self._pools.close()

    def _timeouts(self) -> dict[str, dict[str, float]]:
        silence = self.patience.silence
        return {
            "timeout": {
                "connect": self.patience.connect,
                "read": silence,
                "write": silence,
                "pool": self.patience.upload,
            }
        }


def spoken_headers() -> dict[str, str]:
    """What every request to a hub states."""
    return {"Accept-Encoding": f"{ZSTD}, {GZIP}", VERSION_HEADER: str(WIRE_VERSION)}


def _trusting(ca_file: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(cafile=ca_file)
        except OSError as error:  # of which ssl.SSLError is one
            raise KnownError("SYN-004", why=f"{ca_file}: {error.strerror or error}") from error
    return context


def _reply(response: httpcore.Response) -> Reply:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    packed = _limited(response.iter_stream())
    encoding = headers.get("content-encoding", PLAIN).strip().lower()
    try:
        body = unpacked(packed, encoding, ANSWER_BYTES * _UNFOLDED)
    except TooLargeError as error:
        raise KnownError("SYN-006", limit=ANSWER_BYTES * _UNFOLDED) from error
    except ValueError as error:
        raise KnownError("SYN-005", why=f"content-encoding {encoding[:40]}") from error
    return Reply(response.status, headers, body)


def _limited(chunks: Iterable[bytes]) -> bytes:
    found = bytearray()
    for chunk in chunks:
        found += chunk
        if len(found) > ANSWER_BYTES:
            raise KnownError("SYN-006", limit=ANSWER_BYTES)
    return bytes(found)


def _unreached(url: str, error: BaseException) -> KnownError:
    for one in _causes(error):
        if isinstance(one, ssl.SSLCertVerificationError):
            return KnownError("SYN-004", why=one.verify_message)
    host = url.partition("://")[2].partition("/")[0]
    return KnownError("SYN-003", hub=host, why=_said(error))


def _is_cut(error: Exception) -> bool:
    """The line ended before the answer did, which any cable can do: it has no error class of its own."""
    return "disconnected" in str(error) or "closed connection" in str(error)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _said(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:200]
