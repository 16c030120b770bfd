"""Personal data: unreadable on disk, masked by right, and gone when erased, with a ledger that verifies."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend

from station.errors import KnownError
from station.model.event import EventKind
from station.model.person import Role
from station.model.private import Customer, PrivateKind, PrivateText, masked, shown_to
from station.model.record import Record
from station.model.unit import Unit
from station.places import Home
from station.private.vault import ErasureReason, PrivateVault
from station.store.ledger import Ledger
from station.store.orders import import_work_orders
from station.store.records import RecordBook
from tests.stations import PIN, Station, open_station

NAME, PHONE = "欧阳锦鲤", "13912345678"
ORDERS = (
    f"code,category,客户姓名,客户电话\nW-1,smartphone,{NAME},{PHONE}\nW-2,smartphone,{NAME},139 1234 5678\n"
)


@dataclass(frozen=True)
class Shop:
    """A station with a vault."""

    station: Station
    vault: PrivateVault

    def bring(self, text: str = ORDERS) -> tuple[int, int, int]:
        """Import work orders: added, updated, unchanged."""
        path = self.station.store.home.root.parent / "orders.csv"
        path.write_text(text, "utf-8")
        store = self.station.store
        result = import_work_orders(store, path, {"smartphone"}, {"strict"}, self.vault.keep_customer)
        path.unlink()
        assert result.refused == ()
        return result.added, result.updated, result.unchanged

    def unit(self, code: str = "W-1") -> Unit:
        """The unit of a work order."""
        unit = self.station.desk.recognise(code).unit
        assert unit is not None
        return unit

    def customer(self, code: str = "W-1") -> PrivateText:
        """Whom it was bought from."""
        private = self.unit(code).customer
        assert private is not None
        return private

    def seal(self) -> Record:
        """The unit of the first work order, inspected and sealed."""
        inspection = self.station.desk.start(self.unit(), self.station.person.id)
        self.station.answer_all(inspection)
        return self.station.desk.seal(inspection.id, self.station.person.id, PIN)


@contextmanager
def open_shop(root: Path) -> Iterator[Shop]:
    with open_station(root) as station:
        yield Shop(station, PrivateVault(station.store, station.accounts))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with open_shop(tmp_path / "home") as opened:
        yield opened


def bytes_under(*folders: Path) -> bytes:
    return b"\n".join(path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file())


def assert_nowhere(content: bytes) -> None:
    for text in (NAME, PHONE, "139 1234 5678"):
        for coding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "unicode_escape"):
            assert text.encode(coding) not in content, coding


def test_a_customer_is_in_the_record_and_readable_nowhere_on_disk(shop: Shop, tmp_path: Path) -> None:
    assert shop.bring() == (2, 0, 0)
    record = shop.seal()
    assert PrivateText(**record.document["unit"]["customer"]) == shop.customer()
    assert "customer" not in (record.document["unit"]["work_order"] or {}) or (
        record.document["unit"]["work_order"]["customer"] is None
    )
    bundle = RecordBook(shop.station.store).export([record.id], tmp_path / "bundle")
    shop.station.store.checkpoint()
    assert_nowhere(bytes_under(tmp_path, bundle))
    assert shop.vault.open(shop.customer()) == Customer(NAME, PHONE)


def test_the_same_phone_number_is_the_same_person(shop: Shop) -> None:
    shop.bring()
    assert shop.customer("W-1").subject == shop.customer("W-2").subject
    assert shop.customer("W-1").sealed != shop.customer("W-2").sealed
    assert shop.bring() == (0, 0, 2)
    shop.bring("code,category,customer_name\nW-3,smartphone,甲\nW-4,smartphone,甲\n")
    assert shop.customer("W-3").subject != shop.customer("W-4").subject


def test_what_is_erased_opens_no_more_and_the_ledger_verifies(shop: Shop) -> None:
    shop.bring()
    record = shop.seal()
    private, by = shop.customer(), shop.station.person.id
    shop.vault.erase(private.subject, by, ErasureReason.ASKED)
    shop.vault.erase(private.subject, by, ErasureReason.ASKED)
    assert shop.vault.open(private) is None
    assert not list(shop.station.store.home.private.glob("C-*"))
    assert Ledger(shop.station.store).verify().ok
    assert RecordBook(shop.station.store).get(record.id).document == record.document
    told = [one.kind for one in Ledger(shop.station.store).entries()]
    assert told.count(EventKind.PRIVATE_ERASED.value) == 1
    assert_nowhere(bytes_under(shop.station.store.home.root))
    shop.bring()
    assert shop.customer().subject != private.subject


def test_an_erasure_that_a_crash_cut_short_is_finished_at_the_next_opening(tmp_path: Path) -> None:
    root, aside = tmp_path / "home", tmp_path / "aside"
    with open_shop(root) as shop:
        shop.bring()
        private = shop.customer()
        shutil.copytree(Home(root).private, aside)
        shop.vault.erase(private.subject, shop.station.person.id, ErasureReason.ASKED)
    shutil.copytree(aside, Home(root).private, dirs_exist_ok=True)
    with open_shop(root) as shop:
        assert shop.vault.open(private) is None
        assert not list(Home(root).private.glob("C-*"))


def test_an_export_gives_everything_and_is_told(shop: Shop) -> None:
    shop.bring()
    record = shop.seal()
    subject, by = shop.customer().subject, shop.station.person.id
    exported = shop.vault.export(subject, by)
    assert exported["erased"] is False
    assert {(one["kind"], one["id"]) for one in exported["found"]} == {
        ("work_order", "W-1"),
        ("work_order", "W-2"),
        ("inspection", record.id),
        ("record", record.id),
    }
    assert exported["found"][0]["customer"] == {"name": NAME, "phone": PHONE}
    assert [one.kind for one in Ledger(shop.station.store).entries()][-1] == "private_exported"
    with pytest.raises(KnownError, match="PRV-003"):
        shop.vault.export("C-000000000000", by)
    with pytest.raises(KnownError, match="PRV-003"):
        shop.vault.export("../station", by)


def test_only_who_may_sees_and_erases(shop: Shop) -> None:
    shop.bring()
    inspector = shop.station.accounts.add("李雷", Role.INSPECTOR, "1379", shop.station.person.id).id
    supervisor = shop.station.accounts.add("韩梅", Role.SUPERVISOR, "1379", shop.station.person.id).id
    subject = shop.customer().subject
    with pytest.raises(KnownError, match="PEO-006"):
        shop.vault.export(subject, inspector)
    for person in (inspector, supervisor):
        with pytest.raises(KnownError, match="PEO-006"):
            shop.vault.erase(subject, person, ErasureReason.ASKED)
    assert shop.vault.open(shop.customer()) == Customer(NAME, PHONE)


def test_a_lost_or_altered_key_is_told_and_never_replaced(shop: Shop) -> None:
    shop.bring()
    private, folder = shop.customer(), shop.station.store.home.private
    (key,) = folder.glob("C-*")
    kept = key.read_bytes()
    key.write_bytes(kept[:-1] + bytes([kept[-1] ^ 1]))
    with pytest.raises(KnownError, match="PRV-002"):
        shop.vault.open(private)
    key.write_bytes(kept)
    (folder / "master.key").unlink()
    for use in (lambda: shop.vault.open(private), lambda: shop.vault.keep_customer(Customer("甲", "1"))):
        with pytest.raises(KnownError, match="PRV-001"):
            use()


def test_keys_are_for_their_owner_only(shop: Shop) -> None:
    shop.bring()
    assert {file.stat().st_mode & 0o777 for file in shop.station.store.home.private.iterdir()} == {0o600}


def test_without_a_vault_a_row_with_a_customer_is_refused(shop: Shop, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(ORDERS, "utf-8")
    result = import_work_orders(shop.station.store, path, {"smartphone"}, {"strict"})
    assert [one.row for one in result.refused] == [2, 3]


class MemoryKeyring(KeyringBackend):
    """A keyring that really keeps, for as long as the test runs."""

    priority = 1

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """What was set."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        del self.kept[service, username]


def test_the_master_key_lies_in_the_keyring_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = MemoryKeyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: backend)
    with open_shop(tmp_path / "home") as shop:
        shop.bring()
        (key,) = [kept for (_, name), kept in backend.kept.items() if name.startswith("private data")]
        assert key.encode() not in bytes_under(shop.station.store.home.root)
        assert shop.vault.open(shop.customer()) == Customer(NAME, PHONE)
        backend.kept.clear()
        with pytest.raises(KnownError, match="PRV-001"):
            shop.vault.open(shop.customer())


@pytest.mark.parametrize(
    ("text", "kind", "hidden"),
    [
        ("王小明", PrivateKind.NAME, "王**"),
        ("13812341234", PrivateKind.PHONE, "138****1234"),
        ("12345", PrivateKind.PHONE, "***45"),
        ("352099001761481", PrivateKind.IMEI, "35•••••••••1481"),
        ("3520", PrivateKind.IMEI, "••••"),
        ("", PrivateKind.NAME, ""),
    ],
)
def test_masks(text: str, kind: PrivateKind, hidden: str) -> None:
    assert masked(text, kind) == hidden
    assert shown_to(Role.INSPECTOR, text, kind) == hidden
    assert shown_to(Role.SUPERVISOR, text, kind) == text
