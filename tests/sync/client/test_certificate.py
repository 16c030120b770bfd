"""The hub's certificate is checked, against the machine's authorities or the company's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from station.errors import KnownError
from sync.client.http import Http
from sync.client.link import HubLink, HubPlace
from sync.hub.hub import Hub
from sync.hub.serving import bind, server_of
from sync.hub.tls import Tls
from tests.sync.running import config_at, open_at
from tests.sync.writing import new_identity


def certificate(folder: Path, name: str, days: int = 30) -> Tls:
    """A certificate for ``name`` that signs itself, good from yesterday on for ``days``."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begun = datetime.now(UTC) - timedelta(days=40)
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(begun)
        .not_valid_after(begun + timedelta(days=40 + days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    pem, secret = folder / "hub.pem", folder / "hub.tls.key"
    pem.write_bytes(made.public_bytes(Encoding.PEM))
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Tls(str(pem), str(secret))


@contextmanager
def served(tmp_path: Path, tls: Tls) -> Iterator[tuple[Hub, str]]:
    """A hub over HTTPS."""
    with open_at(config_at(tmp_path / "hub")) as hub, bind("127.0.0.1", 0) as listener:
        server = server_of(hub, tls)
        thread = Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            yield hub, f"https://localhost:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.mark.parametrize(
    ("name", "days", "is_given", "code"),
    [
        ("localhost", 30, True, ""),
        ("localhost", 30, False, "SYN-004"),
        ("elsewhere", 30, True, "SYN-004"),
        ("localhost", -5, True, "SYN-004"),
    ],
)
def test_only_a_trusted_certificate_will_do(
    tmp_path: Path, name: str, days: int, is_given: bool, code: str
) -> None:
    tls = certificate(tmp_path, name, days)
    with served(tmp_path, tls) as (hub, url):
        place = HubPlace(url, ca_file=Path(tls.certificate) if is_given else None)
        with HubLink(place, new_identity()) as link:
            try:
                assert link.hello().hub == hub.key.id
                assert not code
            except KnownError as error:
                assert error.code == code


def test_a_file_that_is_no_authority_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    for file in (tmp_path / "ca.pem", tmp_path / "none.pem"):
        with pytest.raises(KnownError) as found:
            Http(file)
        assert found.value.code == "SYN-004"
