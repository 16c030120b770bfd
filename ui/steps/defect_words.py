"""A defect in words, read like a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from station.model.checklist import Title
from station.model.defect import Defect
from ui.i18n import Translator

SEPARATOR = " · "


def defect_sentence(defect: Defect, words: Translator, zones: Mapping[str, Title]) -> str:
    """Zone, kind, size, depth and farthest visible distance; what was not taken is left out."""
    zone = zones[defect.zone].of(words.lang) if defect.zone in zones else defect.zone
    parts = [
        zone,
        words.tr(f"steps.kind.{defect.kind.value}"),
        _size(defect, words),
        words.tr(f"steps.depth.{defect.depth.value}") if defect.depth else "",
        words.tr("steps.defects.sentence_visible", cm=defect.visible_cm) if defect.visible_cm else "",
        _lit(defect, words),
        defect.note,
    ]
    return SEPARATOR.join(part for part in parts if part)


def _size(defect: Defect, words: Translator) -> str:
    if defect.length_mm is None:
        return words.tr("steps.defects.not_sized")
    if defect.width_mm is None:
        return words.tr("steps.defects.sentence_length", length=defect.length_mm)
    return words.tr("steps.defects.sentence_size", length=defect.length_mm, width=defect.width_mm)


def _lit(defect: Defect, words: Translator) -> str:
    if defect.visible_lit is None:
        return ""
    return words.tr("steps.defects.sentence_lit" if defect.visible_lit else "steps.defects.sentence_unlit")
