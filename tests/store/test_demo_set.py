"""The demo set is accepted whole by the shipped standards, and every way to name its units is recognised."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from station.errors import KnownError
from station.inspection.desk import InspectionDesk
from station.model.checklist import ItemKind
from station.model.unit import WorkOrder
from station.people.accounts import Accounts
from station.places import RESOURCES, Home
from station.standards.library import channel_standards, internal_categories
from station.store.catalogue import Catalogue
from station.store.catalogue_import import import_catalogue
from station.store.clock import SystemClock
from station.store.opening import open_store
from station.store.orders import import_work_orders

DEMO = RESOURCES / "demo"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InspectionDesk]:
    """A desk with the demo set and the shipped standards."""
    with open_store(Home(tmp_path_factory.mktemp("demo")), SystemClock()) as store:
        categories = internal_categories()
        channels = {standard.id for standard in channel_standards()}
        models = import_catalogue(store, DEMO / "catalogue.csv", categories)
        orders = import_work_orders(store, DEMO / "work_orders.csv", categories, channels)
        assert (models.refused, orders.refused) == ((), ())
        assert min(models.added, orders.added) >= 12
        yield InspectionDesk(store, SystemClock(), Accounts(store))


def order_of(desk: InspectionDesk, code: str) -> WorkOrder:
    unit = desk.recognise(code).unit
    assert unit is not None and unit.work_order is not None
    return unit.work_order


def test_the_unit_of_the_pictures_is_recognised_by_code_imei_and_serial(desk: InspectionDesk) -> None:
    order = order_of(desk, " R-20261122-0147 ")
    unit = desk.recognise(order.code).unit
    assert unit is not None and unit.model is not None
    assert (unit.model.name, unit.model.storage, unit.model.colour) == ("iPhone 13", "128 GB", "blue")
    assert desk.recognise(order.imei).unit == desk.recognise(order.serial).unit == unit


def test_an_imei_without_a_work_order_names_the_model_by_its_type_code(desk: InspectionDesk) -> None:
    unit = desk.recognise("001013010000000").unit
    assert unit is not None and unit.model is not None
    assert (unit.imei, unit.work_order, unit.model.name) == ("001013010000000", None, "iPhone 13")


def test_a_catalogue_barcode_names_a_model(desk: InspectionDesk) -> None:
    unit = desk.recognise("2000000000114").unit
    assert unit is not None and unit.model is not None
    assert unit.model.name == "Pixel 7"


def test_an_unknown_code_matches_nothing_and_opens_by_hand(desk: InspectionDesk) -> None:
    assert desk.recognise("NO-SUCH-CODE").unit is None
    unit = desk.unit_by_hand("NO-SUCH-CODE", "smartphone", imei="001013010000000")
    assert unit.model is not None and unit.model.name == "iPhone 13"


@pytest.mark.parametrize("code", ["001013015973954", "000000000000001"])
def test_an_imei_with_a_wrong_check_digit_is_refused(desk: InspectionDesk, code: str) -> None:
    for act in (desk.recognise, lambda imei: desk.unit_by_hand("X", "smartphone", imei=imei)):
        with pytest.raises(KnownError) as caught:
            act(code)
        assert caught.value.code == "SCAN-002"


def test_a_code_that_fits_several_models_offers_the_choice(tmp_path: Path) -> None:
    with open_store(Home(tmp_path / "home"), SystemClock()) as store:
        path = tmp_path / "catalogue.csv"
        path.write_text(
            "key,category,brand,name,barcodes\na,smartphone,M,A,777\nb,smartphone,M,B,777\n", "utf-8"
        )
        import_catalogue(store, path, {"smartphone"})
        found = InspectionDesk(store, SystemClock(), Accounts(store)).recognise("777")
        assert found.unit is None
        assert [unit.model for unit in found.candidates] == list(Catalogue(store).all())


def test_all_seventy_items_of_the_shipped_standard_go_through_the_store(tmp_path: Path) -> None:
    """The checklist kept with a draft reads back exactly, so a newer standard never changes open work."""
    with open_store(Home(tmp_path), SystemClock()) as store:
        person = Accounts(store).create_first("王敏", "2580").id
        desk = InspectionDesk(store, SystemClock(), Accounts(store))
        started = desk.start(desk.unit_by_hand("U-1", "smartphone"), person)
        assert len(started.checklist.items) == 70
        assert set(started.checklist.channels) == {one.id for one in channel_standards("smartphone")}
        assert {item.kind for item in started.checklist.items} >= {ItemKind.DEFECTS, ItemKind.SCALE}
    with open_store(Home(tmp_path), SystemClock()) as store:
        assert InspectionDesk(store, SystemClock(), Accounts(store)).current() == started
