"""Defects seen and defects allowed in words: ``2 scratches on the display area``, ``no dent, crack``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from station.model.checklist import InternalStandard
from station.model.defect import DefectKind, Depth
from station.texts import Lang, text

_KINDS = "|".join(DefectKind)
_TALLY = re.compile(rf"(?P<count>\d+) × (?P<kind>{_KINDS}) (?P<zone>[^\s,]+)")
_LIMIT = re.compile(
    rf"(?:(?P<depth>{'|'.join(Depth)}) )?(?:(?P<kinds>(?:{_KINDS})(?: (?:{_KINDS}))*) )?(?P<bounds>[<≤>≥] .+)"
)
_NONE = "≤ 0"


@dataclass(frozen=True, slots=True)
class DefectWording:
    """Words of one language for the short texts that :mod:`station.grading.shown` makes of defects."""

    internal: InternalStandard
    lang: Lang

    def counted(self, shown: str) -> str | None:
        """One count of a tally in words; None for anything else."""
        found = _TALLY.fullmatch(shown)
        if found is None:
            return None
        count = int(found["count"])
        kind = self._say(f"{'one' if count == 1 else 'many'}.{found['kind']}")
        return self._say("found", count=count, kind=kind, zone=self._zone(found["zone"]))

    def limited(self, shown: str) -> str | None:
        """Which defects a limit is about and how many; None where it names neither kind nor depth."""
        found = _LIMIT.fullmatch(shown)
        if found is None or not (found["kinds"] or found["depth"]):
            return None
        which = self._which((found["kinds"] or "").split(), found["depth"])
        if found["bounds"] == _NONE:
            return self._say("limit.none_of", which=which)
        return self._say("limit.so_many", which=which, bounds=found["bounds"])

    def _which(self, kinds: list[str], depth: str | None) -> str:
        named = self._say("join.items").join(self._say(f"kind.{kind}") for kind in kinds)
        named = named or self._say("word.any_defect")
        return self._say("limit.so_deep", which=named, depth=self._say(f"depth.{depth}")) if depth else named

    def _zone(self, zone_id: str) -> str:
        """The zone's title inside a sentence."""
        titles = {zone.id: zone.title.of(self.lang) for zone in self.internal.zones}
        title = titles.get(zone_id, zone_id)
        return title[:1].lower() + title[1:] if title[1:2].islower() else title

    def _say(self, key: str, **values: object) -> str:
        return text(self.lang, f"grading.{key}", **values)
