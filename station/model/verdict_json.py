"""Verdicts as JSON: the objects that ``station grade`` prints and sealed records keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from station.model.verdict import Borderline, Deciding, ItemisedOption, Result, Upgrade, Verdict


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
    }
    return document | {key: value for key, value in optional.items() if value}


def _upgrade(upgrade: Upgrade | None) -> dict[str, Any] | None:
    return {"to": upgrade.to, "needs": list(upgrade.needs)} if upgrade else None


def verdict_from_json(raw: Mapping[str, Any]) -> Verdict:
    """The verdict a sealed record states.

    Raises:
        KeyError, ValueError: not a verdict object.
    """
    upgrade = raw.get("upgrade")
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
        upgrade=Upgrade(upgrade["to"], tuple(upgrade["needs"])) if upgrade else None,
        axes=dict(raw.get("axes", {})),
        options=tuple(ItemisedOption(**one) for one in raw.get("options", ())),
        open_rulings=tuple(raw.get("open_rulings", ())),
        presumed=tuple(raw.get("presumed", ())),
        best_grade=raw.get("best_grade"),
    )
