"""A certificate for trying: an authority of one's own and a certificate for this machine, signed by it.

Not for production: whoever has ``ca.key`` can be anybody to those who trust ``ca.pem``.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from station.errors import KnownError

LOCAL = ("localhost", "127.0.0.1", "::1")
"""Names and addresses of the machine itself."""
_DAYS = 365
_EARLIER = timedelta(minutes=5)  # clocks differ


def make_demo_certificate(folder: Path, hosts: Sequence[str] = LOCAL) -> dict[str, Path]:
    """Write ``ca.pem`` (to trust), ``ca.key``, ``hub.pem`` and ``hub.key`` (to serve with), good for a year.

    Raises:
        KnownError: HUB-066 they cannot be written, or one is there already.
    """
    authority, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    issuer = _named("Inspection hub, demonstration authority")
    root = _signed(_authority(issuer, authority), authority)
    leaf = _signed(_leaf(issuer, key, authority, hosts), authority)
    contents = {
        "ca.pem": root.public_bytes(Encoding.PEM),
        "ca.key": _private(authority),
        "hub.pem": leaf.public_bytes(Encoding.PEM) + root.public_bytes(Encoding.PEM),
        "hub.key": _private(key),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return {name: _written(folder / name, content) for name, content in contents.items()}
    except OSError as error:
        raise KnownError("HUB-066", file=str(folder), why=error.strerror or str(error)) from error


def _named(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _begun(subject: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + timedelta(days=_DAYS))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _authority(name: x509.Name, key: EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    return (
        _begun(name, name, key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_others=True), critical=True)
    )


def _leaf(
    issuer: x509.Name, key: EllipticCurvePrivateKey, authority: EllipticCurvePrivateKey, hosts: Sequence[str]
) -> x509.CertificateBuilder:
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key())
    return (
        _begun(_named(hosts[0]), issuer, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_others=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(above, critical=False)
        .add_extension(x509.SubjectAlternativeName([_host(host) for host in hosts]), critical=False)
    )


def _usage(signs_others: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_others,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        encipher_only=False,
        decipher_only=False,
    )


def _host(told: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(told))
    except ValueError:
        return x509.DNSName(told)


def _signed(builder: x509.CertificateBuilder, authority: EllipticCurvePrivateKey) -> x509.Certificate:
    return builder.sign(authority, SHA256())


def _private(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _written(path: Path, content: bytes) -> Path:
    mode = 0o600 if path.suffix == ".key" else 0o644
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    return path
