"""What a sealed record says about its second signature: why one is demanded, and who cannot give it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from station.model.life import Demand


def demands_of(document: Mapping[str, Any]) -> tuple[Demand, ...]:
    """Why the record needs a second signature; empty for one that needs none, and for schema 1."""
    demands = (document.get("countersign") or {}).get("demanded_by", ())
    return tuple(Demand(str(one["because"]), str(one.get("item") or "")) for one in demands)


def demand_to_json(demand: Demand) -> dict[str, str]:
    """A demand as documents state it."""
    return {"because": str(demand.because), "item": demand.item}


def signers_of(document: Mapping[str, Any]) -> frozenset[str]:
    """Ids of the people whose own record it is: who signed it, and who allowed something in it."""
    allowed = (one["person"] for one in document.get("overrides", ()))
    return frozenset((document["signature"]["person"], *allowed))
