"""What the platform looks after: its people as it last stated them, and which work orders are its own."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

_STATEMENTS = (
    "ALTER TABLE work_orders ADD COLUMN origin TEXT NOT NULL DEFAULT 'station'",
    """CREATE TABLE platform_people (
        id TEXT PRIMARY KEY REFERENCES people (id), role TEXT NOT NULL, state TEXT NOT NULL,
        pin_hash TEXT NOT NULL, badge_digest TEXT
    ) WITHOUT ROWID""",
)


def upgrade() -> None:
    """Add what a set of the platform needs."""
    for statement in _STATEMENTS:
        op.execute(statement)
