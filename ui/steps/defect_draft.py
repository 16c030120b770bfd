"""A defect while it is being described: which questions there are, and what was answered so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from station.model.defect import Defect, DefectKind, Depth


class Question(StrEnum):
    """What is asked about a defect, in this order."""

    ZONE = "zone"
    KIND = "kind"
    LENGTH = "length"
    WIDTH = "width"
    DEPTH = "depth"
    VISIBLE = "visible"
    LIT = "lit"


REQUIRED = (Question.ZONE, Question.KIND)
"""Everything else may be left open: a measure that was not taken is unknown, never zero."""

_FRONT_ZONES = ("Z1", "Z2")
_DISPLAY_KINDS = frozenset(
    {
        DefectKind.PIXEL,
        DefectKind.SPOT,
        DefectKind.LINE,
        DefectKind.LEAK,
        DefectKind.RETENTION,
        DefectKind.CAST,
    }
)


@dataclass(frozen=True, slots=True)
class DefectDraft:
    """The answers so far; None is not answered."""

    zone: str | None = None
    kind: DefectKind | None = None
    length_mm: Decimal | None = None
    width_mm: Decimal | None = None
    depth: Depth | None = None
    visible_cm: Decimal | None = None
    visible_lit: bool | None = None
    note: str = ""

    @classmethod
    def of(cls, defect: Defect) -> DefectDraft:
        """A draft that changes ``defect``."""
        return cls(
            defect.zone,
            defect.kind,
            defect.length_mm,
            defect.width_mm,
            defect.depth,
            defect.visible_cm,
            defect.visible_lit,
            defect.note,
        )

    def questions(self, zones: Sequence[str], kinds: Sequence[str]) -> tuple[Question, ...]:
        """What is asked, given the zones and kinds of the item and the answers so far."""
        asked = [Question.ZONE] if len(zones) != 1 else []
        asked += [Question.KIND] if len(kinds) != 1 else []
        asked += [Question.LENGTH]
        if self.kind not in _DISPLAY_KINDS:
            asked += [Question.WIDTH, Question.DEPTH]
        asked += [Question.VISIBLE]
        if self.zone in _FRONT_ZONES and self.kind not in _DISPLAY_KINDS:
            asked += [Question.LIT]
        return tuple(asked)

    def is_complete(self) -> bool:
        """Whether it can be recorded."""
        return self.zone is not None and self.kind is not None

    def defect(self) -> Defect | None:
        """The defect described, None while zone or kind is open."""
        if self.zone is None or self.kind is None:
            return None
        return Defect(
            self.zone,
            self.kind,
            self.length_mm,
            self.width_mm,
            self.depth,
            self.visible_cm,
            self.visible_lit,
            note=self.note,
        )

    def with_number(self, question: Question, value: Decimal | None) -> DefectDraft:
        """The draft with a size (mm) or distance (cm) filled in."""
        match question:
            case Question.LENGTH:
                return replace(self, length_mm=value)
            case Question.WIDTH:
                return replace(self, width_mm=value)
            case Question.VISIBLE:
                return replace(self, visible_cm=value)
            case _:
                raise AssertionError(f"{question} is not a number")

    def number(self, question: Question) -> Decimal | None:
        """The size (mm) or distance (cm) answered."""
        numbers = {
            Question.LENGTH: self.length_mm,
            Question.WIDTH: self.width_mm,
            Question.VISIBLE: self.visible_cm,
        }
        return numbers[question]

    def with_pick(self, question: Question, value: str) -> DefectDraft:
        """The draft with a picked answer filled in."""
        match question:
            case Question.ZONE:
                return replace(self, zone=value)
            case Question.KIND:
                return replace(self, kind=DefectKind(value))
            case Question.DEPTH:
                return replace(self, depth=Depth(value))
            case Question.LIT:
                return replace(self, visible_lit={"yes": True, "no": False}.get(value))
            case _:
                raise AssertionError(f"{question} is not picked")

    def pick(self, question: Question) -> str | None:
        """The value picked for a question."""
        lit = None if self.visible_lit is None else ("yes" if self.visible_lit else "no")
        picks = {
            Question.ZONE: self.zone,
            Question.KIND: self.kind.value if self.kind else None,
            Question.DEPTH: self.depth.value if self.depth else None,
            Question.LIT: lit,
        }
        return picks[question]
