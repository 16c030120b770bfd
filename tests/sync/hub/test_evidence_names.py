"""No name of a file leads anywhere but to a file of that hash."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.hub.blobs.folder import FolderBlobs
from sync.hub.blobs.store import Arriving
from sync.hub.hub import Hub
from tests.sync.running import config_at, running
from tests.sync.stationed import stationed

GOOD = "ab" * 32
PIECES = [
    "..",
    "/",
    "\\",
    "%2e",
    "%2f",
    "\0",
    "hub.key",
    "incoming",
    GOOD,
    GOOD.upper(),
    "ab/",
    "\n",
    "é",
    "C:",
]
HOSTILE = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)
    | st.text(min_size=1, max_size=80)
    | st.text("0123456789abcdefABCDEF", min_size=60, max_size=68)
).filter(lambda name: not (len(name) == 64 and set(name) <= set("0123456789abcdef")))


@pytest.fixture
def client(tmp_path: Path) -> Iterator[tuple[Hub, httpx.Client]]:
    """A hub with a folder, and a station that asks it."""
    with running(config_at(tmp_path / "hub")) as (hub, address), stationed(hub).client(address) as asking:
        yield hub, asking


def files(hub: Hub) -> dict[str, int]:
    """Everything below the hub's folder but its database, with sizes."""
    found = [path for path in hub.config.root.rglob("*") if path.is_file() and "sqlite" not in path.name]
    return {str(path): path.stat().st_size for path in found}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=HOSTILE, is_quoted=st.booleans())
def test_a_hostile_name_is_refused_and_touches_nothing(
    client: tuple[Hub, httpx.Client], name: str, is_quoted: bool
) -> None:
    hub, asking = client
    before = files(hub)
    spelled = quote(name, safe="" if is_quoted else "/\\.:", errors="surrogatepass")
    path = asking.base_url.raw_path.rstrip(b"/") + b"/v1/evidence/" + spelled.encode()
    for method, tail in (("PUT", b""), ("HEAD", b""), ("POST", b"/kept")):
        url = asking.base_url.copy_with(raw_path=path + tail)
        answer = asking.request(method, url, content=b"evil" if method == "PUT" else None)
        assert 400 <= answer.status_code < 500
    asked = asking.post("/v1/evidence/missing", json={"sha256": [name.encode("utf-8", "replace").decode()]})
    assert asked.status_code == 400
    assert files(hub) == before


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=HOSTILE)
def test_a_store_takes_no_name_that_is_not_a_hash(tmp_path: Path, name: str) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")
    before = sorted(os.walk(tmp_path))
    for ask in (blobs.size, lambda one: blobs.keep(one, b""), lambda one: next(blobs.read(one))):
        with pytest.raises(ValueError, match="SHA-256"):
            ask(name)
    for station, sha256 in (("0A1B2C3D", name), (name, GOOD), ("../../..", GOOD)):
        with pytest.raises(ValueError, match=r"SHA-256|station"):
            Arriving(station, sha256)
    assert sorted(os.walk(tmp_path)) == before
