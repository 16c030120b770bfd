"""First schema: people, work orders, catalogue, inspections with observations and photos, records, ledger."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

_TABLES = (
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE people (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, pin_hash TEXT NOT NULL,
        failed_attempts INTEGER NOT NULL DEFAULT 0, locked_until TEXT, created_at TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE work_orders (
        code TEXT PRIMARY KEY, category TEXT NOT NULL, channels TEXT NOT NULL, model_key TEXT NOT NULL,
        imei TEXT NOT NULL, serial TEXT NOT NULL, source TEXT NOT NULL, imported_at TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX work_orders_imei ON work_orders (imei) WHERE imei <> ''",
    "CREATE INDEX work_orders_serial ON work_orders (serial) WHERE serial <> ''",
    """CREATE TABLE catalogue_models (
        key TEXT PRIMARY KEY, category TEXT NOT NULL, brand TEXT NOT NULL, name TEXT NOT NULL,
        storage TEXT NOT NULL, colour TEXT NOT NULL, mass_g TEXT, thickness_mm TEXT
    ) WITHOUT ROWID""",
    """CREATE TABLE catalogue_codes (
        code TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('tac', 'barcode')),
        model_key TEXT NOT NULL REFERENCES catalogue_models (key) ON DELETE CASCADE,
        PRIMARY KEY (code, kind, model_key)
    ) WITHOUT ROWID""",
    """CREATE TABLE inspections (
        id TEXT PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('open', 'parked', 'sealed')),
        revision INTEGER NOT NULL, current_item TEXT NOT NULL, unit_code TEXT NOT NULL, imei TEXT NOT NULL,
        person TEXT NOT NULL REFERENCES people (id), started_at TEXT NOT NULL, touched_at TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX inspections_unsealed ON inspections (state) WHERE state <> 'sealed'",
    """CREATE TABLE inspection_plans (
        inspection TEXT PRIMARY KEY REFERENCES inspections (id), unit TEXT NOT NULL, checklist TEXT NOT NULL
    )""",
    """CREATE TABLE observations (
        inspection TEXT NOT NULL REFERENCES inspections (id), position INTEGER NOT NULL, item TEXT NOT NULL,
        answer TEXT NOT NULL, source TEXT NOT NULL, person TEXT NOT NULL REFERENCES people (id),
        taken_at TEXT NOT NULL, monotonic_ns INTEGER NOT NULL, evidence TEXT NOT NULL,
        condition TEXT NOT NULL, replaces INTEGER, confirmed INTEGER NOT NULL, current INTEGER NOT NULL,
        withdrawn_at TEXT, withdrawn_by TEXT REFERENCES people (id), PRIMARY KEY (inspection, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE photos (
        inspection TEXT NOT NULL REFERENCES inspections (id), position INTEGER NOT NULL,
        sha256 TEXT NOT NULL, view TEXT NOT NULL, item TEXT NOT NULL, taken_at TEXT NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL, person TEXT NOT NULL REFERENCES people (id),
        superseded INTEGER NOT NULL, PRIMARY KEY (inspection, position)
    ) WITHOUT ROWID""",
    """CREATE TABLE cleanings (
        inspection TEXT NOT NULL REFERENCES inspections (id), at TEXT NOT NULL, seconds INTEGER NOT NULL,
        person TEXT NOT NULL REFERENCES people (id), PRIMARY KEY (inspection, at)
    ) WITHOUT ROWID""",
    """CREATE TABLE ledger (
        sequence INTEGER PRIMARY KEY, previous TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
        station TEXT NOT NULL, body_sha256 TEXT NOT NULL, hash TEXT NOT NULL, signature TEXT NOT NULL,
        body BLOB NOT NULL
    )""",
    """CREATE TRIGGER ledger_keeps_entries BEFORE DELETE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TRIGGER ledger_keeps_bytes BEFORE UPDATE ON ledger
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    """CREATE TABLE ledger_head (
        only INTEGER PRIMARY KEY CHECK (only = 1), sequence INTEGER NOT NULL, hash TEXT NOT NULL,
        signature TEXT NOT NULL
    )""",
    """CREATE TABLE records (
        id TEXT PRIMARY KEY, sequence INTEGER NOT NULL UNIQUE REFERENCES ledger (sequence),
        sha256 TEXT NOT NULL, sealed_at TEXT NOT NULL, practice INTEGER NOT NULL, unit_code TEXT NOT NULL,
        imei TEXT NOT NULL, model TEXT NOT NULL, person TEXT NOT NULL, person_name TEXT NOT NULL,
        results TEXT NOT NULL, search TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX records_sealed_at ON records (sealed_at)",
)


def upgrade() -> None:
    """Create every table."""
    for statement in _TABLES:
        op.execute(statement)
