"""What a scanned code means: a work order, an IMEI, a serial number or a catalogue barcode."""

from __future__ import annotations

from dataclasses import replace

from station.errors import KnownError
from station.inspection.earlier import earlier_records
from station.inspection.identity import codes_of
from station.model.imei import is_imei, looks_like_imei
from station.model.unit import CatalogueModel, Recognition, Unit, WorkOrder
from station.store.catalogue import Catalogue
from station.store.database import Store
from station.store.work_orders import WorkOrders


class Recogniser:
    """Looks codes up in the work orders and the catalogue of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._orders = WorkOrders(store)
        self._catalogue = Catalogue(store)

    def recognise(self, scanned: str) -> Recognition:
        """The unit a code stands for; several candidates when it fits several, none when it is unknown.

        Names the records sealed of that unit before.

        Raises:
            KnownError: SCAN-002 fifteen digits that are no work order and fail the IMEI check digit.
        """
        found = self._found(scanned.strip())
        if found.unit is None:
            return found
        earlier = earlier_records(self._store, codes_of(found.unit))
        return replace(found, earlier=tuple(one.id for one in earlier))

    def _found(self, code: str) -> Recognition:
        orders = self._orders.find(code)
        if orders:
            return _recognition(code, tuple(self._of_order(code, order) for order in orders))
        if looks_like_imei(code):
            return self._of_imei(code)
        models = self._catalogue.by_barcode(code)
        return _recognition(code, tuple(Unit(code, model.category, model=model) for model in models))

    def unit_by_hand(self, code: str, category: str, imei: str, serial: str, model_key: str) -> Unit:
        """A unit that no work order names.

        Raises:
            KnownError: SCAN-002 the IMEI is not fifteen digits with a right check digit.
        """
        if imei and not is_imei(imei):
            raise KnownError("SCAN-002", code=imei)
        model = self._catalogue.get(model_key) if model_key else self._only(self._catalogue.by_imei(imei))
        return Unit(code.strip() or imei or serial, category, imei, serial, model)

    def _of_order(self, code: str, order: WorkOrder) -> Unit:
        model = self._catalogue.get(order.model_key) if order.model_key else None
        model = model or self._only(self._catalogue.by_imei(order.imei))
        bare = replace(order, customer=None)
        return Unit(order.code, order.category, order.imei, order.serial, model, bare, order.customer)

    def _of_imei(self, code: str) -> Recognition:
        if not is_imei(code):
            raise KnownError("SCAN-002", code=code)
        models = self._catalogue.by_imei(code)
        return _recognition(
            code, tuple(Unit(code, model.category, imei=code, model=model) for model in models)
        )

    @staticmethod
    def _only(models: tuple[CatalogueModel, ...]) -> CatalogueModel | None:
        return models[0] if len(models) == 1 else None


def _recognition(code: str, units: tuple[Unit, ...]) -> Recognition:
    if len(units) == 1:
        return Recognition(code, unit=units[0])
    return Recognition(code, candidates=units)
