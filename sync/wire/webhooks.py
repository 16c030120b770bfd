"""What the hub sends to those who asked to be told of verdicts.

``POST`` with a JSON body (:class:`VerdictEvent`) and the headers of the Standard Webhooks specification:
``webhook-id`` (the same at every try: who has seen it may drop it), ``webhook-timestamp`` (seconds since
1970) and ``webhook-signature`` (``v1,`` and base64 of HMAC-SHA256 under the webhook's secret over
``<id>.<timestamp>.<body>``). Any 2xx takes the event; everything else is tried again.
"""

from __future__ import annotations

import base64
import hmac
from typing import Any

from msgspec import Struct

ID_HEADER, TIMESTAMP_HEADER, SIGNATURE_HEADER = "webhook-id", "webhook-timestamp", "webhook-signature"
SECRET_PREFIX = "whsec_"
"""Begins a secret as it is shown; base64 of its bytes follows."""


class UnitNamed(Struct, frozen=True):
    """Which unit. Private identifiers are not here."""

    code: str
    category: str
    model: str


class VerdictEvent(Struct, frozen=True):
    """Something changed about a unit's verdicts.

    ``kind`` is that of the ledger entry (``record_sealed``, ``record_amended``, ``record_voided``,
    ``record_countersigned``), ``position`` rises. ``standing`` and ``countersign`` are as at the moment of
    sending; ``verdicts`` as the record gives them, only the webhook's channel where it has one.
    """

    kind: str
    position: int
    station: str
    sequence: int
    record: str
    received_at: str
    sealed_at: str
    unit: UnitNamed
    standing: str
    countersign: str
    verdicts: list[dict[str, Any]]


def signature(secret: bytes, delivery: str, timestamp: int, body: bytes) -> str:
    """Value of the signature header."""
    stated = b".".join((delivery.encode(), str(timestamp).encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, stated, "sha256")).decode()
