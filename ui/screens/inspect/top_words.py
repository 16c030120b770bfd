"""What the top line says during an inspection."""

from __future__ import annotations

from station.model.discretion import identifiers_of
from station.model.inspection import Inspection
from station.model.record import Record
from station.model.unit import CatalogueModel
from ui.context import Context
from ui.screens.inspect.viewmodel import InspectViewModel, Stage
from ui.screens.screen import TopLineText
from ui.theme import State


def top_words(model: InspectViewModel, context: Context) -> TopLineText:
    """The unit and how far it is."""
    tr = context.translator.tr
    if model.stage is Stage.VERDICT and model.record is not None:
        return _of_record(model.record, context)
    if model.inspection is None:
        return TopLineText(tr("inspect.top.idle"))
    return _of_inspection(model.inspection, model.stage, context)


def _of_inspection(inspection: Inspection, stage: Stage, context: Context) -> TopLineText:
    tr, unit = context.translator.tr, context.translator.seen(inspection.unit, inspection.unit.serial)
    asked = inspection.needed()
    place = next((n for n, one in enumerate(asked, 1) if one.id == inspection.current_item), 0)
    imei = tr("inspect.top.imei", imei=_grouped(unit.imei)) if unit.imei else ""
    facts = tuple(fact for fact in (_model_words(unit.model), imei) if fact)
    known = (
        (State.OK, tr("inspect.top.known")) if unit.work_order else (State.UNKNOWN, tr("inspect.top.by_hand"))
    )
    key = "inspect.top.step" if place else "inspect.top.not_needed"
    key = "inspect.top.seal" if stage is Stage.SEAL else key
    return TopLineText(unit.code, facts, known, tr(key, place=place, count=len(asked)))


def _of_record(record: Record, context: Context) -> TopLineText:
    tr, document = context.translator.tr, record.document
    unit, minutes = document["unit"], divmod(int(document["duration_s"]), 60)
    unit = context.translator.seen(unit, *identifiers_of(document))
    model = unit.get("model") or {}
    facts = (str(model.get("name", "")), record.id)
    sealed = (State.OK, tr("inspect.top.sealed", sequence=record.sequence))
    took = tr("inspect.top.took", minutes=minutes[0], seconds=f"{minutes[1]:02}")
    return TopLineText(str(unit["code"]), tuple(fact for fact in facts if fact), sealed, took)


def _model_words(model: CatalogueModel | None) -> str:
    if model is None:
        return ""
    return " · ".join(part for part in (model.name, model.storage, model.colour) if part)


def _grouped(imei: str) -> str:
    return f"{imei[:2]} {imei[2:8]} {imei[8:14]} {imei[14:]}".strip() if len(imei) == 15 else imei
