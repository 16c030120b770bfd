"""What a screen is handed: everything it may use, and nothing it has to look for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Self

from ui.parts import Parts

if TYPE_CHECKING:
    from station.inspection.desk import InspectionDesk
    from station.people.accounts import Accounts
    from station.private.vault import PrivateVault
    from station.store.database import Store
    from station.store.ledger import Ledger
    from station.store.records import RecordBook


@dataclass(frozen=True, slots=True)
class Keep:
    """What the open store offers. Call it on the ``database`` lane only."""

    store: Store
    accounts: Accounts
    desk: InspectionDesk
    records: RecordBook
    ledger: Ledger
    vault: PrivateVault


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Parts):
    """Parts of the running station, the open store's included."""

    keep: Keep

    @classmethod
    def of(cls, parts: Parts, keep: Keep) -> Self:
        """``parts`` with the open store."""
        return cls(**{field.name: getattr(parts, field.name) for field in fields(parts)}, keep=keep)
