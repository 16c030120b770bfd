"""The code of a unit's public trace page: hub and station derive it alone."""

from __future__ import annotations

from station.model.trace import trace_code

__all__ = ["trace_code"]
