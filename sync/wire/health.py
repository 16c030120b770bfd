"""What a hub says of itself to whoever watches over it."""

from __future__ import annotations

from msgspec import Struct


class Health(Struct, frozen=True):
    """``GET /healthz`` and ``GET /readyz``."""

    ok: bool
