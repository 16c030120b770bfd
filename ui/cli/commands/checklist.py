"""``station checklist``: what a unit of a category is asked, in working order."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ui.cli.command import add_command, emit

if TYPE_CHECKING:
    from station.model.checklist import CheckItem, Checklist, InternalStandard
    from ui.cli.command import Commands


def register(commands: Commands) -> None:
    """Add ``station checklist``."""
    parser = add_command(commands, "checklist", checklist, "The checklist of a category, as JSON")
    parser.add_argument("--category", required=True, metavar="C", help="product category, such as smartphone")
    parser.add_argument("--channel", action="append", default=[], metavar="NAME", help="a target channel")


def checklist(arguments: argparse.Namespace) -> None:
    """Print the fewest items that decide the channels; without one, the whole internal standard."""
    from station.standards import compiler
    from station.standards.library import home_library

    library = home_library(arguments.home)
    compiled = compiler.checklist(arguments.category, arguments.channel, library)
    internal = library.internal_standard(arguments.category)
    emit([_item(item, internal, compiled) for item in compiled.items])


def _item(item: CheckItem, internal: InternalStandard, compiled: Checklist) -> dict[str, Any]:
    asked_by, demands = compiled.asked_by.get(item.id, ()), compiled.demands.get(item.id, ())
    zones = {zone.id: zone.title for zone in internal.zones}
    return {
        "item": item.id,
        "group": item.group,
        "title": asdict(item.title),
        "look_for": asdict(item.look_for),
        "kind": item.kind.value,
        "severity": item.severity.value,
        **_measure(item),
        "options": [asdict(option) for option in item.options],
        "zones": [{"id": zone, "title": asdict(zones[zone])} for zone in item.zones],
        "defect_kinds": list(item.defect_kinds),
        "methods": list(item.methods),
        "evidence": list(item.evidence),
        "views": [{"id": view, "title": asdict(internal.views[view])} for view in item.views],
        "may_be_missing": item.may_be_missing,
        "after": asdict(item.after) if item.after else None,
        "seconds": item.seconds,
        "asked_by": list(asked_by),
        "demands": [asdict(demand) for demand in demands],
    }


def _measure(item: CheckItem) -> dict[str, Any]:
    """What only measured items have."""
    if item.unit is None:
        return {}
    return {
        "unit": item.unit,
        "resolution": _digits(item.resolution),
        "limits": {"low": _digits(item.limits.low), "high": _digits(item.limits.high)},
        "quantity": item.quantity,
        "instrument_demanded": item.instrument_demanded,
    }


def _digits(value: object) -> str | None:
    return None if value is None else str(value)
