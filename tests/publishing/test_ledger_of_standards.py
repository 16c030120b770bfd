"""What the ledger knows of published standards: a file altered, deleted or slipped in is found and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from station.places import Home
from station.store.clock import SystemClock
from station.store.ledger import Ledger
from station.store.opening import open_to_read
from station.texts import Lang
from tests.publishing.desks import next_version, open_desk


@pytest.fixture
def published(root: Path) -> Path:
    """The file of a published standard; the station is closed."""
    with open_desk(root) as desk:
        return desk.publish(next_version()).file


def found(root: Path) -> list[tuple[str, str]]:
    with open_to_read(Home(root), SystemClock()) as store:
        report = Ledger(store).verify()
    assert all(problem.message(lang) for problem in report.problems for lang in Lang)
    return [(problem.code, problem.detail) for problem in report.problems]


def alter(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace(b'at_least = "80"', b'at_least = "79"'))


def slip_in(file: Path) -> None:
    file.with_name("slipped-in.toml").write_bytes(file.read_bytes())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (alter, ("standard_altered", "back-market-2026-12-01.toml")),
        (Path.unlink, ("standard_missing", "back-market-2026-12-01.toml")),
        (slip_in, ("standard_unknown", "slipped-in.toml")),
    ],
)
def test_what_was_done_to_a_published_file_is_named(
    published: Path, root: Path, change: Callable[[Path], None], told: tuple[str, str]
) -> None:
    assert found(root) == []
    change(published)
    assert found(root) == [told]
    with open_desk(root):
        pass
    assert found(root) == [told]
