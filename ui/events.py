"""What happened at the station that more than one screen wants to know."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class StationEvents(QObject):
    """``record_sealed`` carries the id of a record right after its ledger entry is on disk, ``record_judged``
    that of one that was voided or countersigned; ``own_badge`` the person at work who showed their own badge.
    ``people_changed`` follows every change of a person."""

    record_sealed = Signal(str)
    record_judged = Signal(str)
    own_badge = Signal(object)
    people_changed = Signal()
