"""Opening the store of a home; slow, so it runs on the database lane."""

from __future__ import annotations

from station.places import Home
from station.ports import Clock
from ui.context import Keep


def open_keep(home: Home, clock: Clock) -> Keep:
    """Open the store and everything that stands on it.

    Raises:
        KnownError: whatever keeps the store from opening; see :func:`station.store.opening.open_store`.
    """
    from station.inspection.desk import InspectionDesk
    from station.people.accounts import Accounts
    from station.private.vault import PrivateVault
    from station.store.ledger import Ledger
    from station.store.opening import open_store
    from station.store.records import RecordBook

    store = open_store(home, clock)
    accounts = Accounts(store)
    desk, vault = InspectionDesk(store, clock, accounts), PrivateVault(store, accounts)
    return Keep(store, accounts, desk, RecordBook(store), Ledger(store), vault)
