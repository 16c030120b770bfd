"""Lasting events: what the station's ledger tells of, and how each is called there."""

from __future__ import annotations

from enum import StrEnum


class EventKind(StrEnum):
    """Kind of a ledger entry. Every kind has a title in ``translations/*/ledger.toml`` under ``kinds``."""

    RECORD_SEALED = "record_sealed"
    """The body is a record document; the daily check of the instruments is one, of category bench_check."""
    RECORD_AMENDED = "record_amended"
    """The body is a record document that names the record it amends under ``amends``."""
    RECORD_VOIDED = "record_voided"
    RECORD_COUNTERSIGNED = "record_countersigned"
    OVERRIDE_GIVEN = "override_given"
    STANDARD_PUBLISHED = "standard_published"
    """States which standard file was published, by its SHA-256, and by whom."""
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    SIGN_IN_FAILED = "sign_in_failed"
    STATION_STARTED = "station_started"
    """The desktop was started; each run has a monotonic clock of its own."""
    SETTING_CHANGED = "setting_changed"
    REPORT_PRINTED = "report_printed"
    RECORDS_EXPORTED = "records_exported"
    PHOTOS_FOUND = "photos_found"
    """Photos that a crash left without a name; stated when the station starts next."""
    PHOTOS_PRUNED = "photos_pruned"
    """Photos removed by the retention policy, by their SHA-256, after the platform acknowledged them."""
    BACKUP_MADE = "backup_made"
    BACKUP_RESTORED = "backup_restored"
    FEED_APPLIED = "feed_applied"
    """What the platform sent is in force as a whole: its cursor, the manifest's SHA-256, and each item."""
    CHANNEL_RESULTS_IMPORTED = "channel_results_imported"
    """What channels made of units that were sold to them, as they reported it."""
    AUDIT_PLANNED = "audit_planned"
    """A sample drawn from a lot by ISO 2859-1, named before anybody looks at it."""
    PRIVATE_EXPORTED = "private_exported"
    PRIVATE_ERASED = "private_erased"


RECORD_KINDS = frozenset({EventKind.RECORD_SEALED, EventKind.RECORD_AMENDED})
"""Kinds whose body is a record document."""
