"""Who was erased stays erased when a backup made before is restored over the home that erased them."""

from __future__ import annotations

from pathlib import Path

import pytest

from station.backup.age import LockedKey
from station.places import Home
from station.private.vault import ErasureReason
from station.store.ledger import Ledger
from tests.backup.homes import backed_up, restored
from tests.private.test_vault import open_shop


@pytest.fixture
def backup_before(tmp_path: Path, key: LockedKey) -> tuple[Path, str]:
    """A backup with a customer whom the home erased afterwards, and the customer's id."""
    root = tmp_path / "home"
    with open_shop(root) as shop:
        shop.bring()
        subject = shop.customer().subject
    file = backed_up(Home(root), key, tmp_path / "one.backup")
    with open_shop(root) as shop:
        shop.vault.erase(subject, shop.station.accounts.all()[0].id, ErasureReason.ASKED)
    return file, subject


def test_a_restore_over_the_home_erases_again(tmp_path: Path, backup_before: tuple[Path, str]) -> None:
    file, subject = backup_before
    done = restored(file, tmp_path / "home", replace=True)
    assert done.erased == (subject,)
    assert not list(Home(tmp_path / "home").private.glob("C-*"))
    with open_shop(tmp_path / "home") as shop:
        assert shop.vault.open(shop.customer()) is None
        last = [entry.kind for entry in Ledger(shop.station.store).entries()][-3:]
        assert last.index("private_erased") > last.index("backup_restored")
        assert Ledger(shop.station.store).verify().ok


def test_a_second_restore_before_the_first_opening_erases_too(
    tmp_path: Path, backup_before: tuple[Path, str]
) -> None:
    file, subject = backup_before
    restored(file, tmp_path / "home", replace=True)
    assert restored(file, tmp_path / "home", replace=True).erased == (subject,)


def test_a_home_that_cannot_be_read_is_told(tmp_path: Path, backup_before: tuple[Path, str]) -> None:
    file, _ = backup_before
    Home(tmp_path / "home").database.write_bytes(b"damaged" * 1000)
    done = restored(file, tmp_path / "home", replace=True)
    assert done.erased is None


def test_elsewhere_nothing_is_known_of_it(tmp_path: Path, backup_before: tuple[Path, str]) -> None:
    file, subject = backup_before
    assert restored(file, tmp_path / "elsewhere").erased == ()
    assert (Home(tmp_path / "elsewhere").private / f"{subject}.key").exists()
