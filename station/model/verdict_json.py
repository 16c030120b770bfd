"""Verdicts as JSON: the objects that ``station grade`` prints and sealed records keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from station.model.verdict import (
    AxisVerdict,
    Borderline,
    Deciding,
    ItemisedOption,
    Oldest,
    Result,
    SurfaceVerdict,
    Upgrade,
    UpgradeStep,
    Verdict,
)


def verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    """One verdict as a JSON object with the keys of ``cli.md``; empty optional keys are left out."""
    document: dict[str, Any] = {
        "channel": verdict.channel,
        "standard": verdict.standard,
        "version": verdict.version,
        "result": verdict.result.value,
        "grades": list(verdict.grades),
        "missing": list(verdict.missing),
        "deciding": [asdict(one) for one in verdict.deciding],
        "borderline": [asdict(one) for one in verdict.borderline],
    }
    optional: dict[str, Any] = {
        "gate": verdict.gate,
        "upgrade": _upgrade(verdict.upgrade),
        "axes": dict(verdict.axes),
        "options": [asdict(one) for one in verdict.options],
        "open_rulings": list(verdict.open_rulings),
        "presumed": list(verdict.presumed),
        "best_grade": verdict.best_grade,
        "may_fail": verdict.may_fail,
        "axis_verdicts": [_axis(one) for one in verdict.axis_verdicts],
        "surfaces": [_surface(one) for one in verdict.surfaces],
        "attributes": [asdict(one) for one in verdict.attributes],
        "oldest": _oldest(verdict.oldest),
    }
    return document | {key: value for key, value in optional.items() if value}


def _upgrade(upgrade: Upgrade | None) -> dict[str, Any] | None:
    if upgrade is None:
        return None
    document: dict[str, Any] = {"to": upgrade.to, "needs": list(upgrade.needs)}
    document["steps"] = [_step(step) for step in upgrade.steps]
    return document | ({"minutes": str(upgrade.minutes)} if upgrade.minutes is not None else {})


def _step(step: UpgradeStep) -> dict[str, str]:
    minutes = {"minutes": str(step.minutes)} if step.minutes is not None else {}
    return {"item": step.item, "act": step.act, **minutes}


def _axis(axis: AxisVerdict) -> dict[str, Any]:
    gate = {"gate": axis.gate} if axis.gate else {}
    return {"axis": axis.axis, "result": axis.result.value, "grades": list(axis.grades), **gate}


def _surface(surface: SurfaceVerdict) -> dict[str, Any]:
    axis = {"axis": surface.axis} if surface.axis else {}
    return {"surface": surface.surface, "grades": list(surface.grades), **axis}


def _oldest(oldest: Oldest | None) -> dict[str, str] | None:
    if oldest is None:
        return None
    return {"item": oldest.item, "taken_at": oldest.taken_at.isoformat().replace("+00:00", "Z")}


def verdict_from_json(raw: Mapping[str, Any]) -> Verdict:
    """The verdict a sealed record states.

    Raises:
        KeyError, ValueError: not a verdict object.
    """
    return Verdict(
        channel=raw["channel"],
        standard=raw["standard"],
        version=raw["version"],
        result=Result(raw["result"]),
        grades=tuple(raw["grades"]),
        gate=raw.get("gate"),
        missing=tuple(raw["missing"]),
        deciding=tuple(Deciding(**one) for one in raw["deciding"]),
        borderline=tuple(Borderline(**one) for one in raw["borderline"]),
        upgrade=_upgrade_from(raw["upgrade"]) if "upgrade" in raw else None,
        axes=dict(raw.get("axes", {})),
        options=tuple(ItemisedOption(**one) for one in raw.get("options", ())),
        open_rulings=tuple(raw.get("open_rulings", ())),
        presumed=tuple(raw.get("presumed", ())),
        best_grade=raw.get("best_grade"),
        may_fail=raw.get("may_fail", False),
        axis_verdicts=tuple(_axis_from(one) for one in raw.get("axis_verdicts", ())),
        surfaces=tuple(_surface_from(one) for one in raw.get("surfaces", ())),
        attributes=tuple(ItemisedOption(**one) for one in raw.get("attributes", ())),
        oldest=_oldest_from(raw["oldest"]) if "oldest" in raw else None,
    )


def _upgrade_from(raw: Mapping[str, Any]) -> Upgrade:
    steps = (UpgradeStep(one["item"], one["act"], _minutes(one)) for one in raw.get("steps", ()))
    return Upgrade(raw["to"], tuple(raw["needs"]), tuple(steps))


def _minutes(raw: Mapping[str, Any]) -> Decimal | None:
    return Decimal(raw["minutes"]) if "minutes" in raw else None


def _axis_from(raw: Mapping[str, Any]) -> AxisVerdict:
    return AxisVerdict(raw["axis"], Result(raw["result"]), tuple(raw["grades"]), raw.get("gate"))


def _surface_from(raw: Mapping[str, Any]) -> SurfaceVerdict:
    return SurfaceVerdict(raw["surface"], tuple(raw["grades"]), raw.get("axis", ""))


def _oldest_from(raw: Mapping[str, str]) -> Oldest:
    return Oldest(raw["item"], datetime.fromisoformat(raw["taken_at"]))
