"""What a code or a form opens: a new inspection, or the unfinished one of the same unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from station.model.inspection import Inspection, InspectionState
from station.model.unit import Recognition, Unit

if TYPE_CHECKING:
    from station.inspection.desk import InspectionDesk


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code stood for, and the inspection when there was exactly one unit."""

    recognition: Recognition
    inspection: Inspection | None = None


def latest(desk: InspectionDesk) -> Inspection | None:
    """The inspection that was open when the program ended."""
    return desk.current()


def by_code(desk: InspectionDesk, code: str, person: str) -> Opened:
    """Recognise ``code`` and open its unit.

    Raises:
        KnownError: SCAN-002 and whatever keeps an inspection from starting.
    """
    recognition = desk.recognise(code)
    if recognition.unit is None:
        draft = _unfinished(desk, code)
        return Opened(recognition, desk.resume(draft.id) if draft else None)
    return Opened(recognition, _start_or_go_on(desk, recognition.unit, person))


def by_hand(
    desk: InspectionDesk, code: str, category: str, imei: str, serial: str, person: str
) -> Inspection:
    """Open a unit that no work order names.

    Raises:
        KnownError: SCAN-002 and whatever keeps an inspection from starting.
    """
    return _start_or_go_on(desk, desk.unit_by_hand(code, category, imei, serial), person)


def _start_or_go_on(desk: InspectionDesk, unit: Unit, person: str) -> Inspection:
    draft = _unfinished(desk, unit.code)
    if draft is None:
        return desk.start(unit, person)
    return draft if draft.state is InspectionState.OPEN else desk.resume(draft.id)


def _unfinished(desk: InspectionDesk, code: str) -> Inspection | None:
    return next((draft for draft in desk.drafts() if draft.unit.code == code), None)
