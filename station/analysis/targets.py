"""Targets, as a person set them, and the traffic light of a figure against one."""

from __future__ import annotations

from collections.abc import Mapping

from station.analysis.measures import Figure
from station.model.charts import Light
from station.places import Home
from station.settings import TargetSetting, settings_found

HIGHER, LOWER = 1, -1
BETTER: Mapping[str, int] = {
    "yield": HIGHER,
    "first_pass_yield": HIGHER,
    "throughput_per_hour": HIGHER,
    "sigma_level": HIGHER,
    "minutes_per_unit": LOWER,
    "unknown_rate": LOWER,
    "manual_rate": LOWER,
    "borderline_rate": LOWER,
    "rework_rate": LOWER,
    "amended_rate": LOWER,
    "reinspection_rate": LOWER,
    "cleaning_rate": LOWER,
    "remeasured_rate": LOWER,
    "remeasured_units_rate": LOWER,
    "units_with_defects_rate": LOWER,
    "dpmo": LOWER,
}
"""The figures that can have a target, and which way is better."""
LEAST_SAMPLES = 20
"""With fewer samples nothing is said about a target."""


def target_of(home: Home, figure: str, channel: str = "") -> TargetSetting | None:
    """The target of a figure: that of the channel, else the one for all; None where nobody set one."""
    known = [one for one in settings_found(home).targets if one.figure == figure]
    own = [one for one in known if channel and one.channel == channel]
    return next(iter(own or [one for one in known if not one.channel]), None)


def light_of(target: TargetSetting | None, figure: Figure) -> Light:
    """OK where the value reaches the target, attention down to ``attention``, bad beyond."""
    if target is None or figure.value is None or figure.n < LEAST_SAMPLES:
        return Light.NONE
    sign = 1 if target.value >= target.attention else -1
    if sign * figure.value >= sign * target.value:
        return Light.OK
    return Light.ATTENTION if sign * figure.value >= sign * target.attention else Light.BAD
