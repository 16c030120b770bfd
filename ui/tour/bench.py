"""What the practice inspector does with the unit on the simulated bench."""

from __future__ import annotations

from decimal import Decimal

from station.model.checklist import CheckItem
from ui.app import StationApp


def put_on_bench(app: StationApp, item: CheckItem, value: Decimal) -> None:
    """Bring the unit to the instrument that ``item`` asks for; ``value`` is in the item's unit."""
    instruments = app.bench.instruments if app.bench else None
    if instruments is None:
        raise RuntimeError("the bench of a practice home is not running")
    if item.quantity == "mass":
        instruments.set_load(float(value))
    else:
        instruments.set_length(value)
        instruments.press_data()


def turn_phone(app: StationApp, view: str) -> None:
    """Turn the phone under the camera so that it shows ``view``."""
    camera = app.bench.camera if app.bench else None
    if camera is None:
        raise RuntimeError("the bench of a practice home is not running")
    camera.set_view(view)
