"""People with badges and states, overrides, receipts of the platform, personal data of work orders."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

_STATEMENTS = (
    "ALTER TABLE people ADD COLUMN badge_digest TEXT",
    "ALTER TABLE people ADD COLUMN state TEXT NOT NULL DEFAULT 'active'",
    "ALTER TABLE people ADD COLUMN pin_must_change INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE people ADD COLUMN origin TEXT NOT NULL DEFAULT 'station'",
    # Locks count the machine's monotonic clock, which nobody sets; those of an older station end here.
    "ALTER TABLE people ADD COLUMN lock_s INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE people ADD COLUMN locked_at_ns INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE people DROP COLUMN locked_until",
    "CREATE UNIQUE INDEX people_badge ON people (badge_digest) WHERE badge_digest IS NOT NULL",
    # The first person of an older station administered it until others existed.
    """UPDATE people SET role = 'administrator'
        WHERE id = (SELECT id FROM people ORDER BY created_at, id LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM people WHERE role = 'administrator')""",
    "ALTER TABLE work_orders ADD COLUMN customer TEXT",
    """CREATE TABLE overrides (
        inspection TEXT NOT NULL REFERENCES inspections (id), position INTEGER NOT NULL, what TEXT NOT NULL,
        item TEXT NOT NULL, reason TEXT NOT NULL, says TEXT NOT NULL,
        person TEXT NOT NULL REFERENCES people (id), at TEXT NOT NULL, PRIMARY KEY (inspection, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE receipts (
        sequence INTEGER PRIMARY KEY, head TEXT NOT NULL, complete INTEGER NOT NULL, at TEXT NOT NULL,
        hub TEXT NOT NULL, signature TEXT NOT NULL
    )""",
    # Records are found through the index, a file of its own that is made from the ledger.
    "DROP TABLE records",
    # Work in progress is in no ledger yet: a sum over each row tells when the disk changed it.
    "ALTER TABLE inspection_plans ADD COLUMN sum INTEGER",
    "ALTER TABLE observations ADD COLUMN sum INTEGER",
    "ALTER TABLE photos ADD COLUMN sum INTEGER",
    "CREATE INDEX ledger_events ON ledger (kind, sequence) WHERE kind <> 'record_sealed'",
)


def upgrade() -> None:
    """Add what accountable records need."""
    for statement in _STATEMENTS:
        op.execute(statement)
