"""TLS of a hub that serves HTTPS itself, without a proxy before it."""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from station.errors import KnownError


@dataclass(frozen=True, slots=True)
class Tls:
    """Certificate and private key (PEM files) of the hub."""

    certificate: str
    key: str


def tls_from(certificate: str, key: str) -> Tls | None:
    """What the files hold, checked; None without any.

    Raises:
        KnownError: HUB-066 one is missing, unreadable, or the key is not the certificate's.
    """
    if not certificate and not key:
        return None
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key or None)
    except OSError as error:  # ssl.SSLError is one
        raise KnownError("HUB-066", file=certificate or key, why=str(error)) from error
    return Tls(certificate, key)
