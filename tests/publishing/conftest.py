"""One home with people of every role, copied for each test: hashing PINs is slow on purpose."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishing.desks import QualityDesk, fill_people, open_desk


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home nobody works on."""
    root = tmp_path_factory.mktemp("people") / "home"
    fill_people(root)
    return root


@pytest.fixture
def root(peopled: Path, tmp_path: Path) -> Path:
    """A home with people, closed."""
    return Path(shutil.copytree(peopled, tmp_path / "home"))


@pytest.fixture
def desk(root: Path) -> Iterator[QualityDesk]:
    """A home with people, open."""
    with open_desk(root) as opened:
        yield opened
