"""What all templates are made of."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

UtcOffset = Annotated[float, Field(ge=-12, le=14)]
Millimetres = Annotated[float, Field(ge=0, le=1000)]


class Part(BaseModel):
    """A part of a template: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Part):
    """A text in both languages."""

    zh: str
    en: str
