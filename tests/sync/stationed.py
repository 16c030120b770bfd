"""A station that a hub knows, with entries that name evidence: as enrolment and ledger leave the books."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx

from sync.hub import tables
from sync.hub.access import Caller, HubRole, issue_token
from sync.hub.hub import Hub
from sync.wire.version import VERSION_HEADER, WIRE_VERSION

HEAD = "ab" * 32


@dataclass(frozen=True)
class Stationed:
    """One station at one hub."""

    hub: Hub
    id: str
    token: str

    def client(self, address: str) -> httpx.Client:
        """Requests of this station."""
        headers = {"authorization": f"Bearer {self.token}", VERSION_HEADER: str(WIRE_VERSION)}
        return httpx.Client(base_url=address, headers=headers, timeout=60)

    def names(self, *evidence: bytes) -> list[str]:
        """The station's next entry names this evidence; its hashes."""
        hashes = [hashlib.sha256(content).hexdigest() for content in evidence]
        with self.hub.database.write() as connection:
            stations = tables.stations
            mine = stations.c.id == self.id
            connection.execute(stations.update().where(mine).values(sequence=stations.c.sequence + 1))
            sequence = connection.execute(stations.select().where(mine)).one().sequence
            rows = [
                {"station": self.id, "sequence": sequence, "sha256": one} for one in dict.fromkeys(hashes)
            ]
            today = self.hub.clock.now().date()
            connection.execute(tables.evidence_refs.insert(), [row | {"received_on": today} for row in rows])
            connection.execute(tables.missing_evidence.insert(), rows)
        return hashes

    def complete(self) -> int:
        """Through which entry the hub says that this station is complete."""
        with self.hub.database.read() as connection:
            row = connection.execute(tables.stations.select().where(tables.stations.c.id == self.id)).one()
        return int(row.complete)


def stationed(hub: Hub, station: str = "0A1B2C3D") -> Stationed:
    """A station with an empty ledger."""
    with hub.database.write() as connection:
        connection.execute(
            tables.stations.insert().values(
                id=station,
                name=station,
                public_key="",
                state="enrolled",
                enrolled_at=datetime(2026, 1, 1, tzinfo=UTC),
                sequence=0,
                head=HEAD,
                complete=0,
                waiting=0,
            )
        )
        token = issue_token(hub, connection, Caller(HubRole.STATION, station), 900)
    return Stationed(hub, station, token)
